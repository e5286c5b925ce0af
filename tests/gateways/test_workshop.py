"""Children that do dangerous work: what they may, how they end, and what the portal hears of it."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from src.domain.workbooks import FileFault, ReadSheet, TypedCell, WorkbookRefused
from src.gateways.all import DANGEROUS
from src.gateways.workshop.child import CPU_SECONDS, MEMORY
from src.gateways.workshop.children import Child
from src.gateways.workshop.workshop import Broken, TooHard, Workshop
from src.spreadsheets.tasks import MARK, READ, WRITE, Reading, Unanswered
from tests.spreadsheets.books import HEAD, SHEET, row, with_parts


@pytest.fixture
async def workshop() -> AsyncIterator[Workshop]:
    async with Workshop(["tests.gateways.work"]) as opened:
        yield opened


async def at_work(workshop: Workshop) -> Child:
    """The child, as soon as it has its task."""
    while not workshop._working:  # noqa: ASYNC110 the workshop tells nobody
        await asyncio.sleep(0)
    return next(iter(workshop._working))


async def test_plain_words_go_there_and_back(workshop: Workshop, tmp_path: Path) -> None:
    given = {"words": ["ж" * 30_000, None, True], "path": tmp_path / "a.xlsx"}
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
    assert CPU_SECONDS == 3
    assert 0 < limits["seconds left"] < CPU_SECONDS + 0.1  # the clock of the kernel has ticks


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


@pytest.mark.parametrize("task", ["die", "leave", "fail", "forge", "list", "flood", "deep", "long", "no such task"])
async def test_what_is_no_answer_is_a_broken_child(workshop: Workshop, task: str) -> None:
    with pytest.raises(Broken):
        await workshop.do(task)
    assert await workshop.do("echo", after=1) == {"after": 1}


async def test_much_goes_and_comes_in_stretches(workshop: Workshop) -> None:
    heard = list[object]()
    told = [["ж" * 1000] * 20] * 100
    assert await workshop.do("talk", told=told, times=3, hear=heard.append) == {"times": 3}
    assert heard == [*told, 0, 1, 2]


async def test_others_get_their_turn_between_the_stretches(workshop: Workshop) -> None:
    heard, passed = list[object](), list[int]()
    working = asyncio.ensure_future(workshop.do("talk", told=(), times=1000, hear=heard.append))
    while not working.done():
        passed.append(len(heard))
        await asyncio.sleep(0)
    assert len(heard) == 1000
    assert max(after - before for before, after in pairwise(passed)) <= 1


@pytest.mark.parametrize("task", ["babble", "talk"])
async def test_more_than_is_listened_to_is_a_broken_child(workshop: Workshop, task: str) -> None:
    heard = list[object]()
    arguments: dict[str, Any] = {"hear": heard.append} if task == "babble" else {"told": [1], "times": 1}
    with pytest.raises(Broken):
        await workshop.do(task, **arguments)
    assert len(heard) < 200


async def test_who_hears_may_refuse(workshop: Workshop) -> None:
    def refuse(_said: object) -> None:
        raise Unanswered

    with pytest.raises(Unanswered):
        await workshop.do("talk", told=[1], times=1, hear=refuse)


async def test_a_child_killed_while_it_says_much_is_told(workshop: Workshop) -> None:
    with pytest.raises(TooHard):
        await workshop.do("die talking", hear=lambda _: None)


async def test_a_child_that_does_not_listen_is_heard(workshop: Workshop) -> None:
    assert await workshop.do("deaf", told=["x" * 100_000] * 20) == {"refused": True}


async def test_what_a_library_prints_is_no_answer(workshop: Workshop) -> None:
    assert await workshop.do("chatter") == {"said": True}


async def test_a_child_killed_while_it_was_idle_is_replaced(workshop: Workshop) -> None:
    assert workshop._next is not None
    idle = await workshop._next
    os.kill(idle.pid, signal.SIGKILL)
    await idle.ended()
    assert await workshop.do("echo", after=1) == {"after": 1}


async def test_a_child_killed_at_work_is_told_and_only_then_the_next_gets_ready(workshop: Workshop) -> None:
    working = asyncio.create_task(workshop.do("sleep"))
    child = await at_work(workshop)
    assert workshop._next is None
    os.kill(child.pid, signal.SIGKILL)
    with pytest.raises(TooHard):
        await working
    assert workshop._next is not None


async def test_who_asks_no_more_leaves_no_child_behind(workshop: Workshop) -> None:
    working = asyncio.create_task(workshop.do("sleep"))
    child = await at_work(workshop)
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert not child.alive
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


async def read(workshop: Workshop, source: Path) -> ReadSheet:
    reading = Reading()
    return reading.sheet(await workshop.do(READ, source=source, hear=reading.hear))


async def test_a_workbook_goes_out_comes_back_and_is_marked(tmp_path: Path) -> None:
    rows = [row(number, value="12 o5") for number in range(1, 251)]
    source, marked = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    async with Workshop(DANGEROUS) as workshop:
        told = [rows[:200], rows[200:]]
        assert await workshop.do(WRITE, target=source, head=HEAD._asdict(), told=told) == {"registers": 250}
        found = await read(workshop, source)
        assert (found.contract, found.registers, found.cells[249].typed) == (17, 250, "12 o5")
        assert await workshop.do(MARK, source=source, target=marked, told=[[["L4", "не число"]]]) == {"marked": 1}
        assert (await read(workshop, marked)).cells == found.cells


async def test_a_refusal_comes_back_as_the_word_it_was(tmp_path: Path) -> None:
    source = with_parts(tmp_path / "a.xlsx", {SHEET: b"<row/>" * (30 * 2**20 // 6)})
    async with Workshop(DANGEROUS) as workshop:
        answers = [
            await workshop.do(READ, source=source),
            await workshop.do(MARK, source=source, target=tmp_path / "b", told=[]),
        ]
    for answer in answers:
        with pytest.raises(WorkbookRefused) as caught:
            Reading().sheet(answer)
        assert (caught.value.fault, caught.value.place) == (FileFault.TOO_LARGE_INSIDE, SHEET)


OF_SHEET = {"contract": 17, "period": "2026-11", "version": 3, "name": "a", "registers": 1, "cells": 0}
CELL = [4, "L4", "1", "7", "5", None, ""]


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"refused": "no such word"},
        OF_SHEET | {"contract": "17"},
        OF_SHEET | {"contract": True},
        OF_SHEET | {"period": 2026},
        OF_SHEET | {"cells": 1},
    ],
)
def test_an_answer_of_another_shape_is_not_believed(answer: dict[str, object]) -> None:
    with pytest.raises(Unanswered):
        Reading().sheet(answer)


@pytest.mark.parametrize(
    "cells", [7, {"a": 1}, [CELL[:3]], [[True, *CELL[1:]]], [[*CELL[:4], 5, None, ""]], [[*CELL[:5], "odd", ""]]]
)
def test_cells_of_another_shape_are_not_believed(cells: object) -> None:
    with pytest.raises(Unanswered):
        Reading().hear(cells)


def test_cells_of_the_right_shape_are() -> None:
    reading = Reading()
    reading.hear([CELL])
    assert reading.sheet(OF_SHEET | {"cells": 1}).cells == [TypedCell(4, "L4", "1", "7", "5", None, "")]


async def test_a_child_ends_with_its_portal(workshop: Workshop) -> None:
    assert workshop._next is not None
    idle = await workshop._next
    idle._writer.close()  # as the kernel does for a portal that was killed
    assert await idle.ended() == 0
