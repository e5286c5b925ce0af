"""The worker seals what is committed; writers only insert."""

import asyncio

import pytest

from src.domain.journal import Actor, Event
from src.services.journal_check import check_journal
from src.storage import journal, journal_seals
from src.storage.engine import bound, rows, transaction
from src.storage.links import counted
from tests.factories import NOW
from tests.journals import KEY, act, filled, sealed

LINKS = "SELECT id, contract_place, account_place, round FROM journal_line ORDER BY id"


async def test_each_line_stands_in_the_chains_of_its_contract_and_account(cast):
    await filled(cast)
    found = [tuple(row.values())[1:] for row in await rows(LINKS)]
    assert found == [
        (1, 1, 1),
        (2, 1, 1),
        (3, 2, 1),
        (4, 2, 2),
        (None, 3, 2),
        (5, 3, 3),
        (1, 1, 3),
        (None, None, 3),
    ]


async def test_a_writer_adds_one_row_and_reads_nothing(cast):
    await filled(cast)
    with counted() as counter:
        await act(cast.anna.id, cast.contract.id)
    assert [text.split(" (")[0] for text in counter.texts] == ["INSERT INTO journal_line"]


async def test_lines_go_round_by_round_until_none_waits(cast):
    for _ in range(7):
        await act(cast.anna.id)
    done = await sealed(at_once=3)
    assert (done.lines, done.last.number, done.last.lines) == (7, 3, 1)
    assert (await sealed()).lines == 0
    assert (await journal_seals.last_round()).number == 3


async def test_nothing_to_seal_takes_no_lock(cast):
    with counted() as counter:
        await sealed()
    assert (counter.transactions, counter.statements) == (0, 1)


async def test_two_workers_at_once_make_one_whole_journal(cast):
    for _ in range(40):
        await act(cast.boris.id, cast.contract.id)
    done = await asyncio.gather(*(sealed(at_once=7) for _ in range(4)))
    await sealed()
    report = await check_journal(KEY)
    assert (report.lines, report.waiting, report.broken) == (40, 0, None)
    assert sum(each.lines for each in done) <= 40


async def test_a_line_committed_late_with_an_earlier_id_is_sealed_later(cast):
    """On PostgreSQL ids are given before the commit: the second line is there before the first one."""
    if bound().dialect == "sqlite":
        pytest.skip("one writer at a time: ids are in the order of commits")
    may_end, began = asyncio.Event(), asyncio.Event()

    async def slowly() -> None:
        async with transaction():
            await journal.note(Actor(cast.anna.id, "", NOW), Event.READINGS_SAVED, cast.contract.id)
            began.set()
            await may_end.wait()

    slow = asyncio.create_task(slowly())
    await began.wait()
    await act(cast.boris.id, cast.contract.id)
    assert (await sealed()).lines == 1
    may_end.set()
    await slow
    assert (await sealed()).lines == 1
    assert [row["contract_place"] for row in await rows(LINKS)] == [2, 1]
    assert (await check_journal(KEY)).broken is None
