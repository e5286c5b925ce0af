"""People of the supplier settle what is held: the money counts once, or was never taken, and all hear of it."""

import json
from datetime import timedelta

import pytest

from src.services.card_payments.deciding import Undecided, count, drop
from src.services.card_payments.entering import LookedInto
from src.storage.engine import execute, rows, transaction
from tests import orders
from tests.services.card_payments.calls import events, later

STATUS = "getOrderStatusExtended"
BY = "ivanova"


@pytest.fixture
async def payment(shop):
    return await shop.begin(shop.advance())


@pytest.fixture
async def held(shop, payment):
    """The bank says that it has taken 999,99 of 1 000 ₽."""
    shop.person_pays(payment)
    shop.server.knobs.lies[STATUS] = {"amount": 999_99, "paymentAmountInfo": {"depositedAmount": 999_99}}
    await later(shop)
    assert await shop.now(payment) == ("held", "amount", False)
    return payment


async def told():
    """Letters to Anna by the ends of their subjects, and lines to billing: sums and what has become of it."""
    letters = [row["subject"].rpartition(": ")[2] for row in await rows("SELECT subject FROM outbox ORDER BY id")]
    lines = [json.loads(row["line"])[4:7] for row in await rows("SELECT line FROM leaving ORDER BY id")]
    return [each for each in letters if "26" not in each], lines


async def test_it_is_counted_with_the_sum_that_was_taken(shop, held):
    with pytest.raises(LookedInto):
        await shop.begin(shop.advance())
    with pytest.raises(Undecided, match=r"has taken 999\.99"):
        await count(shop.till, BY, held.number, None, 0)
    for _ in range(2):
        settled = await count(shop.till, BY, held.number.lower(), 999_99, 0)
        assert (settled.state, settled.amount, settled.credited_at) == ("paid", 999_99, shop.clock())
    await later(shop, timedelta(days=7))
    assert await shop.now(held) == ("paid", "", True), "the bank says the same for ever"
    assert await events() == ["card_payment_held", "card_payment_settled"]
    [line] = await rows("SELECT details FROM journal_line WHERE action = 'card_payment_settled'")
    said = json.loads(line["details"])
    assert (said["operator"], said["outcome"], said["kopecks"]) == (BY, "counted", 999_99)
    letters, lines = await told()
    assert letters == ["требует разбора", "учтена"]
    assert lines == [["1000.00", "0.00", "held"], ["999.99", "0.00", "paid"]]


async def test_nothing_was_taken_and_the_same_may_be_paid_again(shop, held):
    with pytest.raises(Undecided, match="the bank says that it has taken money"):
        await drop(shop.till, BY, held.number)
    shop.server.knobs.lies[STATUS] = {"orderStatus": 6}
    for _ in range(2):
        assert (await drop(shop.till, BY, held.number)).reason == "unpaid"
    with pytest.raises(Undecided, match="not held: ended"):
        await count(shop.till, BY, held.number, None, 0)
    assert (await told())[0] == ["требует разбора", "деньги не списаны"]
    assert (await shop.begin(shop.advance())).pending
    shop.server.knobs.lies.clear()
    await later(shop, timedelta(days=1))
    assert await shop.now(held) == ("paid", "", True), "money counts whatever people have found"


async def test_people_may_decide_while_the_bank_is_silent(shop, payment):
    shop.server.knobs.busy[STATUS] = 503
    await later(shop, timedelta(days=4))
    assert await shop.now(payment) == ("held", "silent", False)
    with pytest.raises(Undecided, match=r"1000\.00 was asked for"):
        await count(shop.till, BY, payment.number, 1_000_01, 0)
    settled = await count(shop.till, BY, payment.number, None, 300_00)
    assert (settled.state, settled.refunded, settled.refunded_at) == ("partly", 300_00, shop.clock())
    assert (await told())[1][-1] == ["1000.00", "300.00", "partly"]


@pytest.mark.parametrize(("kopecks", "back", "end"), [(None, 1_000_00, "refunded"), (5_00, 5_01, "")])
async def test_what_was_given_back_is_no_more_than_was_taken(shop, payment, kopecks, back, end):
    async with transaction():
        await execute("UPDATE card_payment SET state = 'held', reason = 'currency', live_key = NULL")
    shop.person_pays(payment)
    shop.server.knobs.lies[STATUS] = {"currency": "840"}
    if end:
        settled = await count(shop.till, BY, payment.number, kopecks, back)
        assert (settled.state, settled.credited_at) == (end, None)
        return
    with pytest.raises(Undecided, match="more would be given back"):
        await count(shop.till, BY, payment.number, kopecks, back)


@pytest.mark.parametrize(("status", "end"), [("awaiting_payment", "paid"), ("cancelled", "cancelled")])
async def test_an_order_that_waits_is_paid_by_it(shop, status, end):
    order = await orders.order(shop.cast.contract.id, await orders.service(), "awaiting_payment")
    payment = await shop.begin(await shop.service_order(order))
    shop.person_pays(payment)
    async with transaction():
        await execute("UPDATE service_order SET status = 'cancelled'")
    await later(shop)
    async with transaction():
        await execute("UPDATE service_order SET status = {}", status)
    await count(shop.till, BY, payment.number, None, 0)
    assert await shop.now(payment) == ("paid", "", True)
    assert [row["status"] for row in await rows("SELECT status FROM service_order")] == [end]


async def test_what_is_not_held_is_not_settled(shop, payment):
    with pytest.raises(Undecided, match="no payment by card"):
        await drop(shop.till, BY, "261124-NOBODY")
    with pytest.raises(Undecided, match="not held: open"):
        await drop(shop.till, BY, payment.number)
    shop.person_pays(payment)
    await later(shop)
    with pytest.raises(Undecided, match="the portal has counted it"):
        await drop(shop.till, BY, payment.number)


async def test_what_becomes_clear_meanwhile_needs_nobody(shop, payment):
    shop.server.knobs.busy[STATUS] = 503
    await later(shop, timedelta(days=4))
    shop.server.knobs.busy.clear()
    shop.person_pays(payment)
    with pytest.raises(Undecided, match="not held: paid"):
        await count(shop.till, BY, payment.number, None, 0)
    assert await shop.now(payment) == ("paid", "", True)


async def test_each_turn_of_what_is_held_is_told(shop, payment):
    """Held, clear, held once more: no letter swallows the next one of its kind."""
    shop.person_pays(payment)
    for status in (2, 4, 2, 4):
        shop.server.knobs.lies[STATUS] = {"orderStatus": status}
        await later(shop, timedelta(days=7))
    assert (await told())[0] == ["банк подтвердил", "требует разбора"] * 2
    assert len(await rows("SELECT id FROM outbox WHERE recipient = {}", "till@supplier.example")) == 2
