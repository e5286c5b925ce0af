"""Marks of contracts whose derived rows are behind."""

from src.services.recount import open_month, recount_some
from src.storage.engine import Base, execute, rows, transaction
from src.storage.recount_queue import hold_marks, mark, mark_months, oldest_marks
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


async def test_a_new_month_gets_its_sheets(base: Base) -> None:
    contract = await factories.contract()
    await factories.contract()
    await factories.metered(contract.id)
    december = THIS.next.start(MOSCOW)
    assert await open_month(december, MOSCOW, count=1) == 1
    assert await open_month(december, MOSCOW) == 0
    found = await rows("SELECT contract, needed FROM sheet WHERE period = {}", str(THIS.next))
    assert found == [{"contract": contract.id, "needed": 1}]
