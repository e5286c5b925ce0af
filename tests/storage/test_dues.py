"""What a contract's invoices ask is kept beside it."""

import pytest

from src.domain.contracts import Bill
from src.domain.periods import Period
from src.storage.dues import bills_out, recount_dues
from src.storage.engine import execute, rows, transaction
from tests import factories
from tests.factories import THIS


async def kept(contract: int) -> list[Bill]:
    [row] = await rows("SELECT dues FROM contract WHERE id = {}", contract)
    return bills_out(row["dues"])


@pytest.fixture
async def contract(base):
    return (await factories.contract()).id


async def test_bills_come_back_as_they_were_put(contract):
    await factories.invoice(contract, "1", 100, key="a")
    await factories.invoice(contract, "2", -5, key="b", period=str(THIS), due_on=THIS.next.day(18))
    assert await kept(contract) == [Bill(THIS.previous, 100, THIS.day(18)), Bill(THIS, -5, THIS.next.day(18))]


async def test_the_six_latest_periods_are_kept_with_all_of_their_invoices(contract):
    for back in range(8):
        for number in range(2):
            await factories.invoice(contract, key=f"{back}-{number}", period=str(THIS.plus(-2 * back)))
    periods = [bill.period for bill in await kept(contract)]
    assert periods == [period for back in range(5, -1, -1) for period in [THIS.plus(-2 * back)] * 2]


async def test_a_hidden_invoice_asks_nothing(contract):
    await factories.invoice(contract, period=str(Period(2026, 1)))
    async with transaction():
        await execute("UPDATE invoice SET deleted = TRUE")
        await recount_dues([contract])
    assert await kept(contract) == []
