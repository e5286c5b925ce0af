"""How a payment may end but by being paid: refused, given up, paid twice, given back."""

import json
from datetime import timedelta

import pytest

from src.domain.card_payments import OPENED
from src.domain.journal import Actor
from src.services.card_payments import asking, cancelling, payables
from src.services.card_payments.entering import MovedOn
from src.services.service_orders import cancelling as order_cancelling
from src.storage.engine import execute, rows, transaction
from tests import orders
from tests.services.card_payments.calls import events, fields_of, later

STATUS = "getOrderStatusExtended"


@pytest.fixture
async def payment(shop):
    return await shop.begin(shop.advance())


async def test_the_bank_refuses_and_another_card_is_taken(shop, payment):
    shop.person_pays(payment, "refuse")
    await later(shop)
    assert await shop.now(payment) == ("refused", "", False)
    [row] = await rows("SELECT action_code FROM card_payment")
    assert row["action_code"] == 116
    again = await shop.begin(shop.advance())
    assert again.number != payment.number
    shop.person_pays(again)
    await later(shop)
    assert await shop.now(again) == ("paid", "", True)


async def test_an_invoice_paid_twice_is_counted_once(shop):
    """The first attempt was given up, and paid all the same in a tab that was left open."""
    first = await shop.begin(await shop.invoice())
    await cancelling.cancel(shop.till, _anna(shop), first)
    second = await shop.begin(await shop.invoice())
    for payment in (first, second):
        shop.person_pays(payment)
    await later(shop)
    states = {await shop.now(first), await shop.now(second)}
    assert states == {("paid", "", True), ("held", "twice", False)}


def _anna(shop):
    return Actor(shop.cast.anna.id, "192.0.2.7", shop.clock())


@pytest.fixture
async def order(shop):
    """Of a service, and waiting for 1 220 ₽."""
    return await orders.order(shop.cast.contract.id, await orders.service(), "awaiting_payment")


async def status_of(order):
    return (await rows("SELECT status FROM service_order WHERE id = {}", order))[0]["status"]


async def test_an_order_is_paid_with_its_payment(shop, order):
    payment = await shop.begin(await shop.service_order(order))
    assert (payment.amount, "договор № 97000001" in payment.title) == (1_220_00, True)
    shop.person_pays(payment)
    await later(shop)
    assert (await shop.now(payment), await status_of(order)) == (("paid", "", True), "paid")
    [before] = await rows("SELECT credited_at FROM card_payment")
    assert await later(shop, timedelta(days=7)) == 1, "a week later the bank says the same again"
    assert (await shop.now(payment), await rows("SELECT credited_at FROM card_payment")) == (
        ("paid", "", True),
        [before],
    )
    assert sorted(await events()) == ["card_payment_paid", "service_order_paid"]
    [row] = await rows("SELECT key FROM service_order WHERE id = {}", order)
    [line] = await rows("SELECT line FROM leaving WHERE noun = 'card_payments'")
    assert json.loads(line["line"])[2:4] == ["order", row["key"]]
    assert await payables.find_order(shop.contract(shop.cast.anna), order) is None


async def test_money_for_an_order_that_was_cancelled_meanwhile_is_for_people(shop, order):
    """By the supplier; its client cannot while it is being paid, and whoever was about to pay hears of it."""
    payable = await shop.service_order(order)
    payment = await shop.begin(payable)
    with pytest.raises(order_cancelling.BeingPaid):
        await order_cancelling.cancel(_anna(shop), shop.contract(shop.cast.anna), order)
    async with transaction():
        await execute("UPDATE service_order SET status = 'cancelled'")
    with pytest.raises(MovedOn):
        await shop.begin(payable)
    shop.person_pays(payment)
    await later(shop)
    assert (await shop.now(payment), await status_of(order)) == (("held", "order", False), "cancelled")


async def test_given_up_while_nobody_has_paid(shop, payment):
    assert (await cancelling.cancel(shop.till, _anna(shop), payment)).state == "cancelled"
    assert await events() == ["card_payment_cancelled"]
    shop.person_pays(payment)
    await later(shop)
    assert await shop.now(payment) == ("paid", "", True)


@pytest.mark.parametrize("late", [timedelta(seconds=5), timedelta(hours=5)])
async def test_who_pays_what_was_given_up_and_comes_back_sees_it_paid(shop, payment, late):
    given_up = await cancelling.cancel(shop.till, _anna(shop), payment)
    shop.clock.pass_by(late)
    assert (await asking.look(shop.till, given_up, waiting=False)).state == "cancelled"
    shop.person_pays(payment)
    shop.clock.pass_by(OPENED)
    assert (await asking.look(shop.till, given_up, waiting=False)).state == "paid"


async def test_what_was_paid_a_moment_ago_is_not_given_up(shop, payment):
    shop.person_pays(payment)
    assert (await cancelling.cancel(shop.till, _anna(shop), payment)).state == "paid"


@pytest.mark.parametrize("lie", [{"orderStatus": 5}, {"orderStatus": 1}])
async def test_what_the_bank_is_about_to_take_is_not_given_up(shop, payment, lie):
    shop.server.knobs.lies[STATUS] = lie
    with pytest.raises(cancelling.NotNow):
        await cancelling.cancel(shop.till, _anna(shop), payment)
    shop.server.knobs.lies.clear()
    shop.server.knobs.deaf[STATUS] = 1
    with pytest.raises(cancelling.NotNow):
        await cancelling.cancel(shop.till, _anna(shop), payment)


@pytest.mark.parametrize("parts", [[1_000_00], [300_00, 700_00], [300_00]])
async def test_what_was_given_back_is_shown(shop, payment, parts):
    shop.person_pays(payment)
    await later(shop)
    for kopecks in parts:
        await shop.till.bank.refund(payment.bank_order, kopecks)
        assert await asking.called(shop.till, fields_of(shop.server.caller.held[-1]))
        await shop.worker()
    whole = sum(parts) == 1_000_00
    [row] = await rows("SELECT state, refunded FROM card_payment")
    assert (row["state"], row["refunded"]) == ("refunded" if whole else "partly", sum(parts))
    assert await events() == ["card_payment_paid"] + ["card_payment_refunded"] * len(parts)
    assert len(await rows("SELECT id FROM outbox")) == 1 + len(parts)


async def test_billing_hears_of_it_in_lines_of_its_own(shop):
    payment = await shop.begin(await shop.invoice())
    shop.person_pays(payment)
    await later(shop)
    await shop.till.bank.refund(payment.bank_order, 300_00)
    await later(shop, timedelta(days=7))
    [invoice] = await rows("SELECT key FROM invoice WHERE contract = {}", shop.cast.contract.id)
    lines = [json.loads(row["line"]) for row in await rows("SELECT line FROM leaving ORDER BY id")]
    ours = [payment.number, shop.cast.contract.key, "invoice", invoice["key"], "184320.50"]
    assert [line[:5] for line in lines] == [ours, ours]
    assert [line[5:7] for line in lines] == [["0.00", "paid"], ["300.00", "partly"]]
    assert lines[0][8:] == [payment.bank_order, shop.cast.anna.email, "0"]


async def test_paid_and_given_back_between_two_looks_counts_nothing(shop, payment):
    shop.person_pays(payment)
    await shop.till.bank.refund(payment.bank_order, 1_000_00)
    await later(shop)
    assert await shop.now(payment) == ("refunded", "", False)


async def test_a_refund_without_a_word_is_found_within_a_week(shop, payment):
    shop.person_pays(payment)
    await later(shop)
    shop.server.book.refund(shop.order(payment), 300_00)
    assert await later(shop, timedelta(days=6)) == 0
    assert await later(shop, timedelta(days=1)) == 1
    assert await shop.now(payment) == ("partly", "", True)


async def test_the_letter_of_a_refund_names_the_sum(shop, payment):
    shop.person_pays(payment)
    await shop.till.bank.refund(payment.bank_order, 300_50)
    await later(shop)
    [letter] = await rows("SELECT text FROM outbox")
    assert "Банк вернул на карту 300,50 ₽" in letter["text"]
    [line] = await rows("SELECT details FROM journal_line WHERE action = 'card_payment_refunded'")
    assert json.loads(line["details"])["refunded"] == 300_50
