"""The bank is put through all it may do: the money is counted once, or the payment clearly waits."""

import json
from contextlib import suppress
from datetime import timedelta

import pytest

from src.domain.card_payments import OPENED
from src.domain.journal import Actor
from src.gateways.bank.provider import BankRefused, BankSilent, Forged
from src.sandbox.bank.calls import signed
from src.services.card_payments import asking, cancelling
from src.services.card_payments.settling import settle
from src.storage import card_payments as storage
from src.storage.engine import rows, transaction
from tests.services.card_payments.calls import MINUTE, events, fields_of, later

STATUS = "getOrderStatusExtended"


@pytest.fixture
async def payment(shop):
    return await shop.begin(shop.advance())


async def test_nobody_pays(shop, payment):
    assert await shop.worker() == 0, "a minute is waited first"
    await later(shop)
    assert await shop.now(payment) == ("open", "", False)
    await later(shop, timedelta(minutes=20))
    assert await shop.now(payment) == ("ended", "expired", False)
    assert await later(shop, timedelta(minutes=70)) == 1, "what was typed at the last moment is still on its way"
    asked = [await later(shop, timedelta(days=3)) for _ in range(40)]
    assert (asked[0], asked[-1], sum(asked)) == (1, 0, sum(asked[:31])), "ever more rarely, for three months"
    assert await shop.now(payment) == ("ended", "expired", False)


@pytest.mark.parametrize("given_up", [True, False])
@pytest.mark.parametrize("late", [timedelta(hours=2), timedelta(days=4), timedelta(days=60)])
async def test_money_that_comes_late_is_seen_without_a_call(shop, payment, given_up, late):
    if given_up:
        await cancelling.cancel(shop.till, Actor(shop.cast.anna.id, "192.0.2.7", shop.clock()), payment)
    for _ in range(4):
        await later(shop, late / 4)
    shop.person_pays(payment)
    await later(shop, late / 2)
    assert await shop.now(payment) == ("paid", "", True)


async def test_what_was_given_up_while_the_bank_was_silent_is_for_people(shop, payment):
    """It has never said that nobody paid there; when it says so in the end, that is told too."""
    await cancelling.cancel(shop.till, Actor(shop.cast.anna.id, "192.0.2.7", shop.clock()), payment)
    shop.server.knobs.busy[STATUS] = 503
    for _ in range(20):
        await later(shop, timedelta(hours=4))
    assert await shop.now(payment) == ("held", "silent", False)
    shop.server.knobs.busy.clear()
    await later(shop, timedelta(days=1))
    assert await shop.now(payment) == ("ended", "expired", False)
    assert await events() == ["card_payment_cancelled", "card_payment_held", "card_payment_settled"]
    told = [
        row["subject"] for row in await rows("SELECT subject FROM outbox WHERE recipient = {}", shop.cast.anna.email)
    ]
    assert [each.rpartition(": ")[2] for each in told] == ["требует разбора", "деньги не списаны"]
    lines = [json.loads(row["line"])[6] for row in await rows("SELECT line FROM leaving ORDER BY id")]
    assert lines == ["held", "unpaid"]


async def test_somebody_pays_and_comes_back(shop, payment):
    shop.person_pays(payment)
    shop.clock.pass_by(timedelta(seconds=10))
    seen = await asking.look(shop.till, payment, waiting=False)
    assert (seen.state, seen.credited_at) == ("paid", shop.clock())
    assert await events() == ["card_payment_paid"]
    [letter] = await rows("SELECT recipient, subject, text FROM outbox")
    assert letter["recipient"] == shop.cast.anna.email
    assert "банк подтвердил" in letter["subject"]
    assert f"/contracts/{shop.cast.contract.id}/pay/{payment.id}" in letter["text"]


async def test_the_bank_is_not_asked_at_every_look(shop, payment):
    asked = len(shop.server.asked)
    for _ in range(2):
        for _ in range(3):
            await asking.look(shop.till, payment, waiting=False)
        asked += 1
        assert len(shop.server.asked) == asked
        shop.clock.pass_by(OPENED)
    await asking.look(shop.till, payment, waiting=True)
    assert len(shop.server.asked) == asked


async def test_nobody_waits_long_for_a_slow_bank(shop, payment, monkeypatch):
    monkeypatch.setattr(asking, "BRIEFLY", 0.02)
    shop.person_pays(payment)
    with shop.server.book._lock:  # it hears, and does not come to an answer
        assert (await asking.look(shop.till, payment, waiting=False)).state == "open"
    await later(shop)
    assert await shop.now(payment) == ("paid", "", True)


async def test_calls_that_come_late_repeated_and_out_of_order_count_once(shop, payment):
    order = shop.order(payment)
    declined = shop.server.caller.address(order, "deposited", 0)
    shop.person_pays(payment, quiet=False)
    [deposited] = shop.server.caller.held
    for call in (deposited, deposited, declined, deposited, declined):
        assert await asking.called(shop.till, fields_of(call))
        assert await shop.worker() == 1
        assert await shop.now(payment) == ("paid", "", True)
    assert await events() == ["card_payment_paid"]
    assert len(await rows("SELECT id FROM outbox")) == 1


async def test_the_credit_of_a_payment_is_taken_once(shop, payment):
    async with transaction():
        taken = [await storage.take_credit(payment, shop.clock() + MINUTE * at) for at in range(2)]
    assert taken == [True, False]
    assert (await storage.find(shop.contract(shop.cast.anna), payment.id)).credited_at == shop.clock()


async def test_a_call_before_the_bank_has_its_own_book_in_order(shop, payment):
    """«Deposited» is heard while the bank still says «registered»: nothing is counted on a word."""
    call = shop.server.caller.address(shop.order(payment), "deposited", 1)
    assert await asking.called(shop.till, fields_of(call))
    await shop.worker()
    assert await shop.now(payment) == ("open", "", False)
    shop.person_pays(payment)
    await later(shop)
    assert await shop.now(payment) == ("paid", "", True)


async def test_a_call_that_comes_while_the_bank_is_being_asked_is_not_lost(shop, payment):
    shop.clock.pass_by(MINUTE)
    told = await shop.till.bank.status(payment.number)  # an answer of before the payment
    shop.person_pays(payment, quiet=False)
    assert await asking.called(shop.till, fields_of(shop.server.caller.held[0]))
    await settle(shop.till, payment, told)
    assert await shop.worker() == 1
    assert await shop.now(payment) == ("paid", "", True)


@pytest.mark.parametrize("change", [{"status": "0"}, {"orderNumber": "261124-X"}, {"checksum": "00"}, {"extra": "1"}])
async def test_a_forged_call_changes_nothing(shop, payment, change):
    shop.person_pays(payment, quiet=False)
    forged = dict(fields_of(shop.server.caller.held[0])) | change
    with pytest.raises(Forged):
        await asking.called(shop.till, list(forged.items()))
    assert await shop.worker() == 0


async def test_a_call_about_another_payment_is_not_taken_for_ours(shop, payment):
    other = await shop.begin(shop.advance(5_00))
    call = shop.server.caller.address(shop.order(payment), "deposited", 1)
    wrong = shop.server.caller.address(shop.order(other), "deposited", 1)
    plain = [(name, text) for name, text in fields_of(call) if name not in {"checksum", "sign_alias"}]
    mixed = signed(dict(plain) | {"orderNumber": other.number}, shop.server.caller.sign)
    assert not await asking.called(shop.till, list(mixed.items()))
    assert await asking.called(shop.till, fields_of(wrong))


@pytest.mark.parametrize(
    ("lie", "reason"),
    [
        ({"amount": 1}, "amount"),
        ({"amount": 1_000_01}, "amount"),
        ({"currency": "840"}, "currency"),
        ({"currency": None}, "currency"),
        ({"orderNumber": "261124-X"}, "number"),
        ({"attributes": [{"name": "mdOrder", "value": "another"}]}, "number"),
    ],
)
async def test_another_sum_or_currency_is_held_and_people_are_told(shop, payment, lie, reason):
    shop.person_pays(payment)
    shop.server.knobs.lies[STATUS] = lie
    await later(shop)
    assert await shop.now(payment) == ("held", reason, False)
    assert await events() == ["card_payment_held"]
    letters = {row["recipient"]: row["subject"] for row in await rows("SELECT recipient, subject FROM outbox")}
    assert letters.keys() == {shop.cast.anna.email, "till@supplier.example"}
    assert payment.number in letters["till@supplier.example"]


@pytest.mark.parametrize("status", [1, 5, 7, 77])
async def test_a_status_that_nobody_knows_waits_and_then_is_for_people(shop, payment, status):
    shop.server.knobs.lies[STATUS] = {"orderStatus": status}
    for span in (MINUTE, timedelta(hours=2), timedelta(days=2)):
        await later(shop, span)
        assert await shop.now(payment) == ("open", "", False)
    await later(shop, timedelta(days=1))
    assert await shop.now(payment) == ("held", "silent", False)
    shop.server.knobs.lies.clear()
    shop.person_pays(payment)
    await later(shop, timedelta(days=7))
    assert await shop.now(payment) == ("paid", "", True)


async def test_an_answer_counts_for_the_moment_of_its_question(shop, payment):
    """A process slept between the two: what was true then says nothing of what happened since."""
    told = await shop.till.bank.status(payment.number)
    shop.clock.pass_by(timedelta(hours=3))
    await settle(shop.till, payment, told)
    shop.server.knobs.busy[STATUS] = 503
    await later(shop, timedelta(days=3))
    assert await shop.now(payment) == ("held", "silent", False)
    shop.server.knobs.busy.clear()
    shop.server.knobs.lies[STATUS] = {"amount": 1}
    shop.person_pays(payment)
    await later(shop, timedelta(days=1))
    assert await shop.now(payment) == ("held", "amount", False)
    assert await events() == ["card_payment_held"] * 2, "another reason is news"


async def test_a_bank_that_does_not_answer_is_asked_again(shop, payment):
    shop.person_pays(payment)
    shop.server.knobs.busy[STATUS] = 503
    for _ in range(3):
        await later(shop)
        assert await shop.now(payment) == ("open", "", False)
    shop.server.knobs.busy.clear()
    await later(shop)
    assert await shop.now(payment) == ("paid", "", True)


async def test_one_silence_ends_the_round_for_all(shop):
    for kopecks in (1_00, 2_00, 3_00):
        await shop.begin(shop.advance(kopecks))
    shop.server.knobs.deaf[STATUS] = 1
    assert await later(shop) == 1


@pytest.mark.parametrize("trouble", [BankRefused, BankSilent, ZeroDivisionError])
async def test_one_payment_of_which_nothing_is_clear_holds_up_no_other(shop, monkeypatch, trouble):
    dark, other = [await shop.begin(shop.advance(kopecks)) for kopecks in (1_00, 2_00)]
    status = shop.till.bank.status

    async def asked(number):
        if number == dark.number:
            raise trouble
        return await status(number)

    monkeypatch.setattr(shop.till.bank, "status", asked)
    shop.person_pays(other)
    for _ in range(30):
        with suppress(ZeroDivisionError):
            await later(shop, asking.MOMENT)
    assert await shop.now(other) == ("paid", "", True)
