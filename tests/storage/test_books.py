"""What was paid for services is not paid for energy, by whichever number billing names it."""

from datetime import date

import pytest

from src.domain.settlements import Money
from src.storage.books import load_books, window
from src.storage.engine import Base, rows
from tests import factories, orders
from tests.card_payments import card_payment
from tests.cast import Cast
from tests.payments import paid

TODAY = factories.NOW.date()


@pytest.mark.parametrize("named", ["order", "its payment by card", "an advance by card"])
async def test_money_for_a_service_is_taken_off(base: Base, cast: Cast, named: str) -> None:
    contract, anna = cast.contract.id, cast.anna.id
    order = await orders.order(contract, await orders.service(), "paid")
    kind = "advance" if named.startswith("an") else "order"
    card = await card_payment(contract, anna, "paid", kind=kind, reference=str(order), amount=1_220_00)
    of, id_ = ("service_order", order) if named == "order" else ("card_payment", card)
    [row] = await rows(f"SELECT number FROM {of} WHERE id = {{}}", id_)
    before = await _paid(contract)
    await paid(contract, ("7", TODAY, 1_220_00), portal_order=row["number"])
    assert await _paid(contract) - before == (1_220_00 if kind == "advance" else 0)


async def _paid(contract: int) -> int:
    books = await load_books([contract], window(TODAY))
    return sum(money.kopecks for money in books[contract].paid())


async def test_money_of_the_last_century_is_money(base: Base, cast: Cast) -> None:
    await paid(cast.contract.id, ("1", date(1999, 12, 31), 5_00))
    assert (
        Money(date(1999, 12, 31), 5_00) in (await load_books([cast.contract.id], window(TODAY)))[cast.contract.id].money
    )
