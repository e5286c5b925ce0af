"""Marks of contracts whose derived rows are behind."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest

from src.domain.settlements import owed
from src.services import recount
from src.services.recount import open_month, recount_all, recount_some
from src.storage.engine import Base, execute, rows, transaction
from src.storage.owed import items_out
from src.storage.recount_queue import hold_marks, mark, mark_money, mark_months, oldest_marks
from src.storage.settled import Counted
from tests import factories
from tests.factories import MOSCOW, NOW, THIS


async def test_marked_contracts_are_counted_once(base: Base) -> None:
    contract = await factories.contract()
    await factories.metered(contract.id)
    async with transaction():
        await execute("UPDATE supply_object SET name = 'Цех'")
        await mark([contract.id], NOW)
    assert await recount_some(NOW, MOSCOW) == 1
    assert await recount_some(NOW, MOSCOW) == 0
    [row] = await rows("SELECT search FROM sheet_row")
    assert row["search"].startswith("цех ")


async def test_broken_off_between_two_rows_the_next_call_goes_on(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    contract = await factories.contract()
    for _ in range(3):
        await factories.metered(contract.id)
    async with transaction():
        await execute("UPDATE supply_object SET name = 'Цех'")
        await mark([contract.id], NOW)
    monkeypatch.setattr(recount, "ROWS_AT_ONCE", 1)
    monkeypatch.setattr(recount, "write_rows", broken_off_after(2, recount.write_rows))
    with suppress(KeyboardInterrupt):
        await recount_some(NOW, MOSCOW)
    assert await renamed() == 2
    assert len(await oldest_marks(10)) == 1
    monkeypatch.undo()
    await recount_some(NOW, MOSCOW)
    assert await renamed() == 3
    assert await oldest_marks(10) == []


def broken_off_after(times: int, work: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    done = []

    async def go_on(part: object) -> None:
        if len(done) == times:
            raise KeyboardInterrupt
        done.append(part)
        await work(part)

    return go_on


async def renamed() -> int:
    return len(await rows("SELECT id FROM sheet_row WHERE search LIKE 'цех %'"))


async def test_a_contract_marked_again_while_it_is_counted_stays_marked(base: Base) -> None:
    contract = await factories.contract()
    async with transaction():
        await mark([contract.id], NOW)
        await mark_months({contract.id: 4}, NOW)
    before = await oldest_marks(10)
    async with transaction():
        assert await hold_marks(before)
        await mark_months({contract.id: 3}, NOW)
        assert not await hold_marks(before)
    [again] = await oldest_marks(10)
    assert (again.directory, again.months) == (True, 7)


async def test_of_two_workers_the_slower_one_writes_nothing_of_before(
    base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one counts, the other works the mark off, and a bill sets it anew, all in one moment of the clock."""
    contract = await billed("1")

    async def meanwhile(*asked: Any) -> list[Counted]:
        monkeypatch.undo()
        counted = await recount.count_accounts(*asked)
        assert await recount_some(NOW, MOSCOW) == 1
        await bill(contract, "2")
        return counted

    monkeypatch.setattr(recount, "count_accounts", meanwhile)
    assert await recount_some(NOW, MOSCOW) == 1
    assert len(await oldest_marks(10)) == 1
    assert await late_of(contract) == 100_00 + 30_00
    await recount_all(NOW, MOSCOW)
    assert await late_of(contract) == 200_00 + 60_00


async def billed(number: str) -> int:
    contract = await factories.contract()
    await bill(contract.id, number)
    return contract.id


async def bill(contract: int, number: str) -> None:
    """Over 100,00, and its mark."""
    days = {"issued_on": THIS.day(5), "period": str(THIS.previous), "due_on": THIS.day(18)}
    sums = {"total": 100_00, "vat": 0, "deleted": False}
    await factories.insert("invoice", key=number, contract=contract, number=number, **days, **sums)
    async with transaction():
        await mark_money([contract], NOW)


async def late_of(contract: int) -> int:
    [row] = await rows("SELECT dues FROM contract WHERE id = {}", contract)
    return owed(items_out(row["dues"]), NOW.date()).late


async def test_a_new_month_gets_its_sheets(base: Base) -> None:
    contract = await factories.contract()
    await factories.contract()
    await factories.metered(contract.id)
    december = THIS.next.start(MOSCOW)
    assert await open_month(december, MOSCOW, count=1) == 1
    assert await open_month(december, MOSCOW) == 0
    found = await rows("SELECT contract, needed FROM sheet WHERE period = {}", str(THIS.next))
    assert found == [{"contract": contract.id, "needed": 1}]


async def test_a_contract_that_has_ended_is_not_counted_again_and_again(base: Base) -> None:
    ended = await factories.contract(closed_on=date(2026, 9, 30))
    await factories.metered(ended.id)
    december = THIS.next.start(MOSCOW)
    assert await open_month(december, MOSCOW) == 0
    assert await rows("SELECT id FROM sheet WHERE period = {}", str(THIS.next)) == []
