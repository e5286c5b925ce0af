"""Children that do dangerous work: what they may, how they end, and what the portal hears of it."""

import asyncio
import os
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable
from pathlib import Path

import pytest

from src.domain.workbooks import FileFault, WorkbookRefused
from src.gateways.all import DANGEROUS
from src.gateways.workshop.child import CPU_SECONDS, MEMORY
from src.gateways.workshop.workshop import Broken, TooHard, Workshop
from src.spreadsheets.tasks import MARK, READ, WRITE, Unanswered, sheet_in
from tests.spreadsheets.books import HEAD, SHEET, row, with_parts


@pytest.fixture
async def workshop() -> AsyncIterator[Workshop]:
    async with Workshop(["tests.gateways.work"]) as opened:
        yield opened


async def at_work(workshop: Workshop) -> Process:
    """The child, as soon as it has its task."""
    while not workshop._working:  # noqa: ASYNC110 the workshop tells nobody
        await asyncio.sleep(0)
    (child,) = workshop._working
    return child


async def test_plain_words_go_there_and_back(workshop: Workshop, tmp_path: Path) -> None:
    given = {"words": ["ж" * 100_000, None, True], "path": tmp_path / "a.xlsx"}
    assert await workshop.do("echo", **given) == given | {"path": str(tmp_path / "a.xlsx")}


async def test_each_task_has_a_child_of_its_own(workshop: Workshop) -> None:
    pids = [(await workshop.do("know"))["pid"] for _ in range(3)]
    assert len({*pids, os.getpid()}) == 4


async def test_two_at_once_have_two_children(workshop: Workshop) -> None:
    known = await asyncio.gather(*(workshop.do("know") for _ in range(5)))
    assert len({each["pid"] for each in known}) == 5


async def test_a_child_knows_nothing_of_the_portal(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KABINET_SECRET_KEY", "s" * 40)
    for _ in range(2):  # the second child is started after the secret is there
        known = await workshop.do("know")
    assert not [name for name in known["environment"] if name.startswith("KABINET")]
    assert (known["folder"], known["sockets"]) == ("/", [])


async def test_limits_are_hard(workshop: Workshop) -> None:
    limits = await workshop.do("limits")
    assert (limits["RLIMIT_AS"], limits["RLIMIT_CORE"]) == (MEMORY, 0)
    assert 0 < limits["RLIMIT_FSIZE"] < 100 * 2**20
    assert CPU_SECONDS <= limits["RLIMIT_CPU"] < 60
    assert limits["RLIMIT_NOFILE"] < 100


@pytest.mark.parametrize("task", ["devour", "spin"])
async def test_too_much_memory_or_work_is_too_hard(workshop: Workshop, task: str) -> None:
    with pytest.raises(TooHard):
        await workshop.do(task, cpu_seconds=0.2)


async def test_too_large_a_file_is_not_written(workshop: Workshop, tmp_path: Path) -> None:
    with pytest.raises((TooHard, Broken)):
        await workshop.do("fill", target=tmp_path / "full")
    assert (tmp_path / "full").stat().st_size < 100 * 2**20


async def test_a_child_that_only_waits_is_ended() -> None:
    async with Workshop(["tests.gateways.work"], seconds=0.2) as workshop:
        with pytest.raises(TooHard):
            await workshop.do("sleep")


@pytest.mark.parametrize("task", ["die", "leave", "fail", "forge", "list", "flood", "no such task"])
async def test_what_is_no_answer_is_a_broken_child(workshop: Workshop, task: str) -> None:
    with pytest.raises(Broken):
        await workshop.do(task)
    assert await workshop.do("echo", after=1) == {"after": 1}


async def test_what_a_library_prints_is_no_answer(workshop: Workshop) -> None:
    assert await workshop.do("chatter") == {"said": True}


async def test_a_child_killed_while_it_was_idle_is_replaced(workshop: Workshop) -> None:
    assert workshop._next is not None
    idle = await workshop._next
    os.kill(idle.pid, signal.SIGKILL)
    await idle.wait()
    assert await workshop.do("echo", after=1) == {"after": 1}


async def test_a_child_killed_at_work_is_told(workshop: Workshop) -> None:
    working = asyncio.create_task(workshop.do("sleep"))
    child = await at_work(workshop)
    os.kill(child.pid, signal.SIGKILL)
    with pytest.raises(TooHard):
        await working


async def test_who_asks_no_more_leaves_no_child_behind(workshop: Workshop) -> None:
    working = asyncio.create_task(workshop.do("sleep"))
    child = await at_work(workshop)
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert child.returncode is not None
    assert await workshop.do("echo", after=1) == {"after": 1}


async def test_the_loop_goes_on_while_a_child_works(workshop: Workshop) -> None:
    working = asyncio.ensure_future(too_hard(workshop.do("spin", cpu_seconds=0.3)))
    turns = 0
    while not working.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns > 100


async def too_hard(work: Awaitable[object]) -> None:
    with pytest.raises(TooHard):
        await work


async def test_a_workbook_goes_out_comes_back_and_is_marked(tmp_path: Path) -> None:
    rows = [list(row(1, value="12 o5")), list(row(2))]
    source, marked = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    async with Workshop(DANGEROUS) as workshop:
        assert await workshop.do(WRITE, target=source, head=HEAD._asdict(), rows=rows) == {"registers": 2}
        found = sheet_in(await workshop.do(READ, source=source))
        assert (found.contract, found.registers, found.cells[0].typed) == (17, 2, "12 o5")
        assert await workshop.do(MARK, source=source, target=marked, marks=[["L4", "не число"]]) == {"marked": 1}
        assert sheet_in(await workshop.do(READ, source=marked)).cells == found.cells


async def test_a_refusal_comes_back_as_the_word_it_was(tmp_path: Path) -> None:
    source = with_parts(tmp_path / "a.xlsx", {SHEET: b"<row/>" * (30 * 2**20 // 6)})
    async with Workshop(DANGEROUS) as workshop:
        answers = [
            await workshop.do(READ, source=source),
            await workshop.do(MARK, source=source, target=tmp_path / "b", marks=[]),
        ]
    for answer in answers:
        with pytest.raises(WorkbookRefused) as caught:
            sheet_in(answer)
        assert (caught.value.fault, caught.value.place) == (FileFault.TOO_LARGE_INSIDE, SHEET)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"refused": "no such word"},
        {"contract": "17", "period": "2026-11", "name": "a", "registers": 1, "cells": []},
        {"contract": 17, "period": 2026, "name": "a", "registers": 1, "cells": []},
        {"contract": 17, "period": "2026-11", "name": "a", "registers": 1, "cells": [[4, "L4", "1", "7", 5, None]]},
        {"contract": 17, "period": "2026-11", "name": "a", "registers": 1, "cells": [[4, "L4", "1", "7", "5", "odd"]]},
        {
            "contract": 17,
            "period": "2026-11",
            "name": "a",
            "registers": 1,
            "cells": [[True, "L4", "1", "7", "5", None]],
        },
        {"contract": 17, "period": "2026-11", "name": "a", "registers": 1, "cells": [["L4"]]},
    ],
)
def test_an_answer_of_another_shape_is_not_believed(answer: dict[str, object]) -> None:
    with pytest.raises(Unanswered):
        sheet_in(answer)


async def test_a_child_ends_with_its_portal(workshop: Workshop) -> None:
    assert workshop._next is not None
    idle = await workshop._next
    assert idle.stdin is not None
    idle.stdin.close()  # as the kernel does for a portal that was killed
    assert await idle.wait() == 0
