"""Money is given back at the supplier's word: never more than was said, whatever is repeated, lost or cut off."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from src.domain.card_payments import DOUBT
from src.services.card_payments.deciding import Undecided
from src.services.card_payments.refunding import refund
from src.storage.engine import execute, rows, transaction
from tests.services.card_payments.calls import events, later

STATUS = "getOrderStatusExtended"
BY = "ivanova"


def given_back(shop, paid):
    return shop.order(paid).refunded


async def test_a_part_and_then_the_whole_each_once(shop, paid):
    for total, state, back in ((300_00, "partly", 300_00), (None, "refunded", 1_000_00)):
        for _ in range(2):
            done = await refund(shop.till, BY, paid.number, total)
            assert (done.state, done.refunded, given_back(shop, paid)) == (state, back, back)
    assert (done.refunded_at, done.refund_left) == (shop.clock(), 0)
    ordered = [
        row["details"] for row in await rows("SELECT details FROM journal_line ORDER BY id") if BY in row["details"]
    ]
    assert [json.loads(each)["kopecks"] for each in ordered] == [300_00, 700_00]
    assert (await events()).count("card_payment_refunded") == 2
    subjects = [row["subject"].rpartition(": ")[2] for row in await rows("SELECT subject FROM outbox ORDER BY id")]
    assert subjects[1:] == ["часть денег возвращена", "деньги возвращены"]


async def test_the_answer_was_lost_after_success(shop, paid):
    shop.server.knobs.mute["refund"] = 1
    assert (await refund(shop.till, BY, paid.number, 300_00)).refunded == 300_00
    assert (await refund(shop.till, BY, paid.number, 300_00)).refunded == given_back(shop, paid) == 300_00


@pytest.mark.parametrize("heard", [True, False])
async def test_while_nobody_knows_whether_it_was_heard_none_is_ordered_beside_it(shop, paid, heard):
    """The bank heard it, or not, and does not say what it has given back until later."""
    shop.server.knobs.mute["refund" if heard else "-"] = shop.server.knobs.deaf["-" if heard else "refund"] = 1
    shop.server.knobs.lies[STATUS] = {"orderStatus": 2, "paymentAmountInfo": {"refundedAmount": 0}}
    with pytest.raises(Undecided, match="no clear answer"):
        await refund(shop.till, BY, paid.number, 300_00)
    for total in (300_00, 500_00):
        with pytest.raises(Undecided, match="less than 10 minutes ago"):
            await refund(shop.till, BY, paid.number, total)
    shop.server.knobs.lies.clear()
    shop.clock.pass_by(DOUBT)
    assert (await refund(shop.till, BY, paid.number, 300_00)).refunded == given_back(shop, paid) == 300_00


async def test_the_worker_finds_out_what_nobody_was_told(shop, paid):
    class Dark:
        """Says nothing after the order."""

        async def refund(self, *order):
            await shop.till.bank.refund(*order)
            shop.server.knobs.deaf[STATUS] = 1

        status = shop.till.bank.status

    done = await refund(replace(shop.till, bank=Dark()), BY, paid.number, None)
    assert (done.state, done.refund_left) == ("paid", 1_000_00)
    assert await later(shop) == 1, "a minute later, not a week"
    assert await shop.now(paid) == ("refunded", "", True)


async def test_killed_between_the_word_and_the_bank(shop, paid):
    class Killed(BaseException):
        pass

    class Mortal:
        status = shop.till.bank.status

        async def refund(self, *_):
            raise Killed

    with pytest.raises(Killed):
        await refund(replace(shop.till, bank=Mortal()), BY, paid.number, None)
    [row] = await rows("SELECT refund_to, refunded FROM card_payment")
    assert tuple(row.values()) == (1_000_00, 0)
    assert await later(shop) == 1, "the worker looks after it from now on"
    shop.clock.pass_by(DOUBT)
    assert (await refund(shop.till, BY, paid.number, None)).state == "refunded"


async def test_the_bank_refuses_and_another_may_be_tried_at_once(shop, paid):
    shop.server.knobs.lies["refund"] = {"errorCode": "5"}
    with pytest.raises(Undecided, match="the bank refuses"):
        await refund(shop.till, BY, paid.number, 300_00)
    shop.server.knobs.lies.clear()
    [row] = await rows("SELECT refund_to FROM card_payment")
    assert row["refund_to"] == 0
    with pytest.raises(Undecided, match=r"has taken 1000\.00"):
        await refund(shop.till, BY, paid.number, 1_000_01)


@pytest.mark.parametrize(
    "lie",
    [
        {"orderStatus": 0}, {"orderStatus": 6}, {"orderStatus": 5}, {"errorCode": "6"}, {"currency": "840"},
        {"orderNumber": "261124-X"}, {"orderStatus": 4},
    ],
)  # fmt: skip
async def test_what_the_bank_does_not_clearly_have_is_not_given_back(shop, paid, lie):
    shop.server.knobs.lies[STATUS] = lie
    with pytest.raises(Undecided, match="does not say clearly"):
        await refund(shop.till, BY, paid.number, None)
    assert given_back(shop, paid) == 0


async def test_a_bank_that_is_silent_beforehand_is_told_nothing(shop, paid):
    shop.server.knobs.deaf[STATUS] = 1
    with pytest.raises(Undecided, match="nothing was ordered"):
        await refund(shop.till, BY, paid.number, None)
    assert [method for method, _ in shop.server.asked].count("refund") == 0


@pytest.mark.parametrize(("total", "state"), [(300_00, "held"), (None, "refunded")])
async def test_of_what_is_held_a_part_leaves_the_rest_to_people(shop, total, state):
    first = await shop.begin(await shop.invoice())
    shop.person_pays(first)
    await later(shop)
    async with transaction():
        await execute("UPDATE card_payment SET credited_at = NULL, state = 'held', reason = 'twice'")
    done = await refund(shop.till, BY, first.number, total)
    assert (done.state, done.refunded) == (state, total or first.amount)
    assert await later(shop, timedelta(days=7)) == (state == "held")
