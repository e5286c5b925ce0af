"""Several processes at the same moment: whoever comes second finds it done. PostgreSQL runs them beside each other."""

import asyncio
import json
from datetime import timedelta

import pytest

from src.domain.journal import Actor
from src.services.card_payments import asking, cancelling
from src.services.card_payments.deciding import Undecided, count
from src.services.card_payments.refunding import refund
from src.services.card_payments.settling import settle
from src.storage.engine import execute, rows, transaction
from tests.services.card_payments.calls import MINUTE, events, fields_of, later

BY = "ivanova"


@pytest.fixture
async def payment(shop):
    return await shop.begin(shop.advance())


async def told_once(kind="card_payment_paid"):
    """One act, one letter, one line to billing."""
    letters = await rows("SELECT id FROM outbox WHERE idem NOT LIKE '%staff'")
    return (await events()).count(kind), len(letters), len(await rows("SELECT id FROM leaving"))


async def test_workers_a_person_and_the_bank_itself(shop, payment):
    shop.person_pays(payment, quiet=False)
    shop.clock.pass_by(MINUTE)
    call = fields_of(shop.server.caller.held[0])
    anna = Actor(shop.cast.anna.id, "192.0.2.7", shop.clock())
    await asyncio.gather(
        shop.worker(),
        shop.worker(),
        asking.called(shop.till, call),
        asking.look(shop.till, payment, waiting=False),
        cancelling.cancel(shop.till, anna, payment),
    )
    await shop.worker()
    assert await shop.now(payment) == ("paid", "", True)
    assert await told_once() == (1, 1, 1)


async def test_answers_are_written_down_in_any_order(shop, payment):
    """Those of four processes, each of its own moment."""
    answers = [await shop.till.bank.status(payment.number)]
    shop.person_pays(payment)
    answers.append(await shop.till.bank.status(payment.number))
    await shop.till.bank.refund(payment.bank_order, 300_00)
    answers.append(await shop.till.bank.status(payment.number))
    await asyncio.gather(*(settle(shop.till, payment, told) for told in (*answers[::-1], answers[1])))
    [row] = await rows("SELECT state, refunded, credited_at IS NOT NULL AS counted FROM card_payment")
    assert tuple(row.values()) == ("partly", 300_00, True)
    assert len(await rows("SELECT id FROM leaving")) <= 2


async def test_two_payments_of_one_invoice_are_counted_at_the_same_moment(shop):
    both = []
    for _ in range(2):
        both.append(await shop.begin(await shop.invoice()))
        await cancelling.cancel(shop.till, Actor(shop.cast.anna.id, "", shop.clock()), both[-1])
        shop.person_pays(both[-1])
    told = [await shop.till.bank.status(each.number) for each in both]
    await asyncio.gather(*(settle(shop.till, *pair) for pair in zip(both, told, strict=True)))
    assert {await shop.now(each) for each in both} == {("paid", "", True), ("held", "twice", False)}


async def test_people_settle_it_while_the_bank_speaks_again(shop, payment):
    async with transaction():
        await execute("UPDATE card_payment SET state = 'held', reason = 'silent', live_key = NULL")
    shop.person_pays(payment)
    shop.clock.pass_by(MINUTE)
    done = await asyncio.gather(
        shop.worker(), *(count(shop.till, BY, payment.number, None, 0) for _ in range(2)), return_exceptions=True
    )
    assert all(not isinstance(each, Exception) or isinstance(each, Undecided) for each in done)
    assert await shop.now(payment) == ("paid", "", True)
    assert (await told_once())[1:] == (1, 1)


async def test_two_operators_order_the_same_refund(shop, payment):
    shop.person_pays(payment)
    await later(shop)
    done = await asyncio.gather(
        *(refund(shop.till, BY, payment.number, 300_00) for _ in range(3)), return_exceptions=True
    )
    assert all(not isinstance(each, Exception) or isinstance(each, Undecided) for each in done)
    assert shop.order(payment).refunded == 300_00
    lines = await rows("SELECT line FROM leaving ORDER BY id")
    assert [json.loads(row["line"])[5] for row in lines] == ["0.00", "300.00"]
    assert await later(shop, timedelta(days=7)) == 1
