"""A payment is begun over real HTTP: what the bank hears, and what happens when it does not answer."""

import asyncio
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from src.domain.card_payments import Reason, State
from src.services.card_payments import entering, settling, starting
from src.storage.engine import rows
from tests import factories

STATUS = "getOrderStatusExtended"


async def test_the_bank_has_a_page_for_it(shop):
    payment = await shop.begin(await shop.invoice())
    assert (payment.state, payment.amount) == (State.OPEN, 184_320_50)
    assert payment.page == f"{shop.server.url}/pay/{payment.bank_order}"
    assert payment.title == "Счёт № А-01 от 05.11.2026, договор № 97000001"
    order = shop.order(payment)
    assert (order.amount, order.title) == (payment.amount, payment.title)
    assert order.back == f"http://kabinet.test/contracts/{shop.cast.contract.id}/pay/{payment.id}"
    assert order.callback == "http://kabinet.test/bank/callback"


async def test_a_second_click_and_a_colleague_come_to_the_same_page(shop):
    first = await shop.begin(await shop.invoice())
    again = [await shop.begin(await shop.invoice(), who) for who in (shop.cast.anna, shop.cast.galina)]
    assert [each.id for each in again] == [first.id, first.id]
    assert len(shop.server.book.newest()) == 1


async def test_two_clicks_at_the_same_moment_make_one(shop):
    payable = await shop.invoice()
    both = await asyncio.gather(*(shop.begin(payable) for _ in range(2)))
    assert both[0].id == both[1].id
    assert len(shop.server.book.newest()) == 1


async def test_advances_of_other_sums_and_people_stand_beside_each_other(shop):
    payments = [
        await shop.begin(shop.advance(1_000_00)),
        await shop.begin(shop.advance(2_000_00)),
        await shop.begin(shop.advance(1_000_00), shop.cast.galina),
        await shop.begin(shop.advance(1_000_00)),
    ]
    assert len({each.id for each in payments}) == 3


@pytest.mark.parametrize("kopecks", [0, 99, 1_000_000_01, 10**15])
async def test_no_less_and_no_more_than_is_taken_by_card(shop, kopecks):
    with pytest.raises(starting.WrongSum):
        await shop.begin(shop.advance(kopecks))
    assert not await rows("SELECT id FROM card_payment")


async def test_the_answer_was_lost_after_success(shop):
    """The number is known to the bank, its page to nobody: another number is tried at once."""
    shop.server.knobs.mute["register"] = 1
    payment = await shop.begin(shop.advance())
    lost = shop.server.book.newest()[-1]
    assert (payment.state, payment.number != lost.number) == (State.OPEN, True)
    found = await rows("SELECT number, state, reason, live_key FROM card_payment ORDER BY id")
    assert [tuple(row.values())[:3] for row in found] == [
        (lost.number, "ended", "lost"),
        (payment.number, "open", ""),
    ]
    assert [row["live_key"] is None for row in found] == [True, False]


async def test_answers_are_lost_again_and_again(shop):
    shop.server.knobs.mute["register"] = 100
    assert (await shop.begin(shop.advance())).state is State.ENDED
    assert len(shop.server.book.newest()) == starting.TRIES


async def test_the_bank_has_heard_nothing(shop):
    """Time-out at register: asked by the number, the bank knows nothing, and the same number goes once more."""
    shop.server.knobs.deaf["register"] = 2
    asked = await shop.begin(shop.advance())
    assert (asked.state, shop.server.book.newest()) == (State.ASKED, [])
    shop.server.knobs.deaf.clear()
    assert (await shop.begin(shop.advance())).state is State.ASKED, "whoever asked the bank has it for ten seconds"
    shop.clock.pass_by(timedelta(seconds=10))
    opened = await shop.begin(shop.advance())
    assert (opened.id, opened.state) == (asked.id, State.OPEN)
    assert [each.number for each in shop.server.book.newest()] == [asked.number]


async def test_a_silent_bank_is_asked_by_the_worker_when_nobody_clicks_again(shop):
    shop.server.knobs.deaf |= {"register": 9, STATUS: 9}
    asked = await shop.begin(shop.advance())
    shop.clock.pass_by(timedelta(minutes=1))
    assert await shop.worker() == 1
    assert await shop.now(asked) == ("asked", "", False)
    shop.server.knobs.deaf.clear()
    shop.clock.pass_by(timedelta(minutes=1))
    assert await shop.worker() == 1
    assert await shop.now(asked) == ("ended", "unheard", False)


@pytest.mark.parametrize("lie", [{"errorCode": "5"}, {"formUrl": "https://evil.test/pay"}])
async def test_the_bank_says_no_or_would_lead_elsewhere(shop, lie):
    shop.server.knobs.lies["register"] = lie
    with pytest.raises(starting.NotTaken):
        await shop.begin(shop.advance())
    [row] = await rows("SELECT state, reason, live_key FROM card_payment")
    assert (row["state"], row["reason"], row["live_key"]) == ("ended", Reason.REJECTED, None)


@pytest.mark.parametrize(("outcome", "same"), [("silent", False), ("wait", True), ("pay", True)])
async def test_whose_page_has_ended_makes_room_unless_something_goes_on(shop, outcome, same):
    first = await shop.begin(shop.advance())
    shop.person_pays(first, outcome)
    shop.clock.pass_by(timedelta(minutes=20))
    again = await shop.begin(shop.advance())
    assert (again.id == first.id, shop.till.may_go(again)) == (same, not same)


async def test_what_was_paid_by_card_is_not_paid_again(shop):
    payment = await shop.begin(await shop.invoice())
    shop.person_pays(payment)
    shop.clock.pass_by(timedelta(minutes=1))
    await shop.worker()
    with pytest.raises(starting.AlreadyPaid):
        await shop.begin(await shop.invoice())


async def test_nobody_begins_while_the_money_is_being_counted(shop, monkeypatch):
    payment, payable = await shop.begin(await shop.invoice()), await shop.invoice()
    shop.person_pays(payment)
    shop.clock.pass_by(timedelta(minutes=1))
    counting, tell = asyncio.Event(), settling.telling.tell

    async def slowly(*told):
        counting.set()
        await asyncio.sleep(0.3)
        await tell(*told)

    monkeypatch.setattr(settling.telling, "tell", slowly)
    worker = asyncio.create_task(shop.worker())
    await counting.wait()
    with pytest.raises(starting.AlreadyPaid):
        await shop.begin(payable)
    await worker


async def test_so_many_in_an_hour(shop, monkeypatch):
    monkeypatch.setattr(entering, "AN_HOUR", 2)
    for kopecks in (1_00, 2_00):
        await shop.begin(shop.advance(kopecks))
    with pytest.raises(starting.TooOften):
        await shop.begin(shop.advance(3_00))
    shop.clock.pass_by(timedelta(hours=1))
    assert (await shop.begin(shop.advance(3_00))).state is State.OPEN


async def test_a_receipt_goes_along_where_the_settings_say(shop):
    told = replace(shop.settings, bank_send_receipt=True, bank_tax_codes="22=7")
    await shop.begin(shop.advance(), till=replace(shop.till, settings=told))
    bundle = json.loads(shop.server.asked[0][1]["orderBundle"])
    assert bundle["customerDetails"]["email"] == shop.cast.anna.email
    assert bundle["cartItems"]["items"][0]["tax"] == {"taxType": 7, "taxSum": 180_33}


async def test_a_rate_for_which_the_bank_has_no_number_is_refused(shop):
    told = replace(shop.settings, bank_send_receipt=True, bank_tax_codes="22=7")
    await factories.insert("vat_rate", since=date(2026, 11, 1), percent=24, deleted=False)
    with pytest.raises(starting.NotTaken, match="24 %"):
        await shop.begin(shop.advance(), till=replace(shop.till, settings=told))
    assert shop.server.asked == []


async def test_the_journal_tells_who_began_it(shop):
    payment = await shop.begin(shop.advance())
    [line] = await rows("SELECT app_user, contract, action, details FROM journal_line")
    assert (line["app_user"], line["contract"]) == (shop.cast.anna.id, shop.cast.contract.id)
    assert line["action"] == "card_payment_begun"
    assert json.loads(line["details"]) == {"payment": payment.number, "kopecks": 1_000_00}
