"""What a contract's invoices ask is kept beside it."""

import random
from datetime import date, timedelta

import pytest

from src.domain.contracts import Asked, Bill, Invoice, payments, schedule_of
from src.domain.periods import Period
from src.storage.dues import next_due, recount_dues
from src.storage.engine import execute, rows, transaction
from tests import factories
from tests.factories import THIS

TODAY = THIS.day(12)


async def due(contract: int, today: date = TODAY) -> Asked | None:
    [row] = await rows("SELECT dues FROM contract WHERE id = {}", contract)
    return next_due(row["dues"], today.isoformat())


@pytest.fixture
async def contract(base):
    return (await factories.contract()).id


async def test_the_nearest_payment_is_told_up_to_its_day(contract):
    await factories.invoice(contract, total=1000)
    assert await due(contract, THIS.day(18)) == Asked(THIS.day(18), date.min, 1000)
    assert await due(contract, THIS.day(19)) == Asked(THIS.day(25), THIS.day(1), 400)


async def test_parts_of_a_month_are_told_when_it_has_begun(contract):
    await factories.invoice(contract, total=1000, period=str(THIS), due_on=THIS.day(1))
    assert await due(contract, THIS.day(28)) is None
    assert await due(contract, THIS.next.day(1)) == Asked(THIS.next.day(10), THIS.next.day(1), 300)


async def test_what_was_due_before_a_day_is_not_kept(contract):
    await factories.invoice(contract, total=1000)
    async with transaction():
        await recount_dues([contract], THIS.day(20))
    assert (await due(contract)).by == THIS.day(25)


async def test_a_hidden_invoice_asks_nothing(contract):
    await factories.invoice(contract)
    async with transaction():
        await execute("UPDATE invoice SET deleted = TRUE")
        await recount_dues([contract], date.min)
    assert await due(contract) is None


@pytest.mark.parametrize("seed", range(50))
def test_a_list_says_what_the_contract_says(seed):
    dice = random.Random(seed)
    first = Period(2026, 1)
    invoices = [
        Invoice("1", first.day(5), period := first.plus(dice.randrange(4)), dice.randrange(-99, 999), 0, period.day(28))
        for _ in range(dice.randrange(5))
    ]
    text = ";".join(
        f"{each.by} {each.known_from} {each.kopecks}"
        for each in schedule_of([Bill(each.period, each.total, each.due_on) for each in invoices])
    )
    for today in (date(2026, 1, 1) + timedelta(days) for days in range(200)):
        told, listed = next(iter(payments(invoices, today)), None), next_due(text, today.isoformat())
        assert (listed and (listed.by, listed.kopecks)) == (told and (told.by, told.kopecks)), today
