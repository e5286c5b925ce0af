"""What follows from what the bank says, whatever the order in which it is heard."""

from dataclasses import replace
from datetime import timedelta

import pytest

from src.domain.card_answers import Heard, Told, Verdict, given_up, judge
from src.domain.card_payments import DOUBT, GIVE_UP, LOOKED_AFTER, MARGIN, CardPayment, Kind, Reason, State, next_ask
from tests.clock import START as NOW

ENDS = NOW + timedelta(minutes=20)
OPEN = CardPayment(
    1, "261124-A", 1, 1, Kind.ADVANCE, "", "Аванс", 1_000_00, State.OPEN, Reason.NONE, "md", "https://bank/", 0, None,
    NOW, ENDS, NOW, None,
)  # fmt: skip
SAID = Told(Heard.REGISTERED, "md", "261124-A", 1_000_00, 643, 0, 0)
PAID = replace(SAID, heard=Heard.PAID)
CREDITED = replace(OPEN, state=State.PAID, credited_at=NOW)


@pytest.mark.parametrize("state", [each for each in State if each is not State.HELD])
def test_money_that_has_come_counts_from_any_state(state):
    assert judge(replace(OPEN, state=state), PAID, NOW) == Verdict(State.PAID, credit=True)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"amount": 999_99}, Reason.AMOUNT),
        ({"amount": None}, Reason.AMOUNT),
        ({"currency": 840}, Reason.CURRENCY),
        ({"currency": None}, Reason.CURRENCY),
        ({"number": "261124-B"}, Reason.NUMBER),
        ({"bank_order": "another"}, Reason.NUMBER),
    ],
)
def test_money_that_does_not_fit_is_for_people(said, reason):
    verdict = judge(OPEN, replace(PAID, **said), NOW)
    assert (verdict.state, verdict.reason, verdict.credit) == (State.HELD, reason, False)


@pytest.mark.parametrize("heard", [Heard.REGISTERED, Heard.IN_PROGRESS, Heard.DECLINED])
@pytest.mark.parametrize("state", [State.PAID, State.PARTLY, State.REFUNDED, State.CANCELLED, State.ENDED])
def test_an_older_word_takes_nothing_back(state, heard):
    assert judge(replace(OPEN, state=state), replace(SAID, heard=heard), NOW).state is state


@pytest.mark.parametrize(
    ("payment", "told", "verdict"),
    [
        (OPEN, SAID, Verdict(State.OPEN)),
        (OPEN, replace(SAID, heard=Heard.IN_PROGRESS), Verdict(State.OPEN)),
        (OPEN, replace(SAID, heard=Heard.DECLINED), Verdict(State.REFUSED)),
        (OPEN, None, Verdict(State.OPEN)),
        (replace(OPEN, state=State.ASKED), SAID, Verdict(State.ENDED, Reason.LOST)),
        (replace(OPEN, state=State.ASKED), None, Verdict(State.ENDED, Reason.UNHEARD)),
        (replace(OPEN, state=State.REFUSED), PAID, Verdict(State.PAID, credit=True)),
    ],
)
def test_while_the_page_is_open(payment, told, verdict):
    assert judge(payment, told, NOW) == verdict


@pytest.mark.parametrize(
    ("told", "late", "state"),
    [
        (SAID, timedelta(seconds=-1), State.OPEN),
        (SAID, timedelta(0), State.ENDED),
        (replace(SAID, heard=Heard.IN_PROGRESS), GIVE_UP - timedelta(seconds=1), State.OPEN),
        (replace(SAID, heard=Heard.IN_PROGRESS), GIVE_UP, State.HELD),
        (None, GIVE_UP, State.HELD),
    ],
)
def test_after_its_end(told, late, state):
    assert judge(OPEN, told, ENDS + late).state is state


@pytest.mark.parametrize(
    ("before", "said", "verdict"),
    [
        (CREDITED, {"refunded": 300_00}, Verdict(State.PARTLY, refunded=300_00, credit=True)),
        (CREDITED, {"refunded": 1_000_00}, Verdict(State.REFUNDED, refunded=1_000_00)),
        (OPEN, {"refunded": 300_00}, Verdict(State.PARTLY, refunded=300_00, credit=True)),
        (OPEN, {"refunded": 1_000_00}, Verdict(State.REFUNDED, refunded=1_000_00)),
        (CREDITED, {"refunded": None}, Verdict(State.HELD, Reason.UNCLEAR)),
        (CREDITED, {"heard": Heard.REVERSED, "refunded": None}, Verdict(State.REFUNDED, refunded=1_000_00)),
        (replace(CREDITED, state=State.PARTLY, refunded=300_00), {"heard": Heard.PAID, "refunded": 0},
         Verdict(State.PARTLY, refunded=300_00, credit=True)),
    ],
)  # fmt: skip
def test_what_was_given_back(before, said, verdict):
    assert judge(before, replace(SAID, **{"heard": Heard.REFUNDED, **said}), NOW) == verdict


def test_what_is_held_waits_for_people_unless_all_went_back_or_the_bank_speaks_again():
    held = replace(OPEN, state=State.HELD, reason=Reason.AMOUNT)
    assert judge(held, PAID, NOW).state is State.HELD
    back = replace(PAID, heard=Heard.REFUNDED, amount=5_00, refunded=5_00)
    assert judge(held, back, NOW) == Verdict(State.REFUNDED, refunded=5_00)
    assert judge(replace(held, reason=Reason.SILENT), PAID, NOW).credit


@pytest.mark.parametrize(
    ("state", "late", "pause"),
    [
        (State.OPEN, timedelta(minutes=-1), timedelta(minutes=1)),
        (State.OPEN, timedelta(0), timedelta(minutes=10)),
        (State.OPEN, MARGIN, timedelta(hours=1)),
        (State.CANCELLED, timedelta(minutes=-1), timedelta(minutes=1)),
        (State.ENDED, timedelta(0), timedelta(minutes=10)),
        (State.REFUSED, timedelta(hours=2), timedelta(minutes=30)),
        (State.HELD, timedelta(days=4), timedelta(days=1)),
        (State.ENDED, timedelta(days=60), timedelta(days=7)),
        (State.ENDED, LOOKED_AFTER - timedelta(days=7), None),
        (State.PAID, timedelta(0), timedelta(days=7)),
        (State.PAID, LOOKED_AFTER, None),
        (State.REFUNDED, timedelta(0), None),
    ],
)
def test_when_the_bank_is_asked_again(state, late, pause):
    now = ENDS + late
    assert next_ask(OPEN, state, now) == (None if pause is None else now + pause)


def test_a_refund_that_was_ordered_is_asked_about_for_three_days():
    ordered = replace(CREDITED, refund_to=300_00, refund_asked_at=NOW)
    assert next_ask(ordered, State.PAID, NOW) == NOW + timedelta(minutes=1)
    assert next_ask(ordered, State.PAID, NOW + DOUBT) == NOW + DOUBT + timedelta(hours=1)
    assert next_ask(ordered, State.PAID, NOW + GIVE_UP) == NOW + GIVE_UP + timedelta(days=7)
    assert next_ask(replace(ordered, refunded=300_00), State.PARTLY, NOW) == NOW + timedelta(days=7)


@pytest.mark.parametrize("state", [State.CANCELLED, State.REFUSED, State.ENDED])
def test_nobody_seems_to_have_paid_and_the_bank_has_not_said_so_after_its_page_ended(state):
    unpaid = replace(OPEN, state=state, heard_at=ENDS)
    heard = replace(unpaid, heard_at=ENDS + MARGIN)
    in_progress = replace(SAID, heard=Heard.IN_PROGRESS)
    for payment, told in ((unpaid, in_progress), (heard, in_progress)):
        assert judge(payment, told, ENDS + GIVE_UP - timedelta(seconds=1)).state is state
        assert judge(payment, told, ENDS + GIVE_UP) == Verdict(State.HELD, Reason.SILENT)
    assert given_up(unpaid, ENDS + GIVE_UP) == Verdict(State.HELD, Reason.SILENT)
    assert given_up(heard, ENDS + GIVE_UP) is None
    assert given_up(replace(unpaid, settled_at=NOW), ENDS + GIVE_UP) is None
    assert judge(unpaid, None, ENDS + GIVE_UP).state is state


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ({"deposited": 1_000_00}, True),
        ({"deposited": 500_00}, False),
        ({"deposited": 700_00, "refunded": 300_00}, True),
        ({"deposited": 1_000_00, "refunded": 300_00}, True),
        ({"deposited": 0, "heard": Heard.REVERSED}, True),
        ({"deposited": 0, "heard": Heard.REFUNDED, "refunded": 1_000_00}, True),
    ],
)
def test_what_the_bank_has_taken_counts_not_what_was_asked_for(said, fits):
    """A payment in two stages that was completed in part."""
    verdict = judge(OPEN, replace(PAID, **said), NOW)
    assert (verdict.reason is Reason.NONE) == fits
    assert verdict.reason in {Reason.NONE, Reason.AMOUNT}


@pytest.mark.parametrize(
    ("held", "said", "verdict"),
    [
        (Reason.SILENT, {"heard": Heard.REGISTERED}, Verdict(State.ENDED, Reason.EXPIRED)),
        (Reason.SILENT, {"heard": Heard.DECLINED}, Verdict(State.REFUSED)),
        (Reason.SILENT, {"heard": Heard.IN_PROGRESS}, Verdict(State.HELD, Reason.SILENT)),
        (Reason.SILENT, {"amount": 5_00}, Verdict(State.HELD, Reason.AMOUNT)),
        (Reason.UNCLEAR, {"heard": Heard.REFUNDED, "refunded": 1_00},
         Verdict(State.PARTLY, refunded=1_00, credit=True)),
        (Reason.UNCLEAR, {"heard": Heard.DECLINED}, Verdict(State.HELD, Reason.UNCLEAR)),
        (Reason.AMOUNT, {"heard": Heard.REFUNDED, "amount": 5_00, "refunded": 1_00},
         Verdict(State.HELD, Reason.AMOUNT, refunded=1_00)),
        (Reason.CURRENCY, {"heard": Heard.REFUNDED, "currency": 840, "amount": 13_00, "refunded": 13_00},
         Verdict(State.REFUNDED, refunded=1_000_00)),
        (Reason.CURRENCY, {"heard": Heard.REFUNDED, "currency": 840, "amount": 13_00, "refunded": 5_00},
         Verdict(State.HELD, Reason.CURRENCY)),
        (Reason.NUMBER, {"heard": Heard.REFUNDED, "number": "261124-B", "refunded": 1_000_00},
         Verdict(State.HELD, Reason.NUMBER)),
    ],
)  # fmt: skip
def test_what_the_bank_says_of_a_payment_that_is_held(held, said, verdict):
    payment = replace(OPEN, state=State.HELD, reason=held)
    assert judge(payment, replace(PAID, **said), ENDS + GIVE_UP) == verdict


def test_what_never_had_a_page_was_never_paid_when_the_bank_speaks_again():
    held = replace(OPEN, state=State.HELD, reason=Reason.SILENT)
    assert judge(replace(held, bank_order=""), None, ENDS) == Verdict(State.ENDED, Reason.UNHEARD)
    assert judge(held, None, ENDS) == Verdict(State.HELD, Reason.SILENT)


def test_what_people_have_settled_is_not_held_for_the_same_again():
    """Other sums than were asked for, another currency, another payment: they know."""
    settled = replace(CREDITED, amount=5_00, settled_at=NOW)
    told = replace(PAID, amount=5_00)
    assert judge(settled, told, NOW) == Verdict(State.PAID, credit=True)
    assert judge(settled, replace(told, heard=Heard.REFUNDED, refunded=5_00), NOW).state is State.REFUNDED
    for said in ({"currency": 840}, {"number": "261124-B"}, {"amount": 7_00}):
        assert judge(settled, replace(told, **said), NOW) == Verdict(State.PAID)
    unpaid = replace(OPEN, state=State.ENDED, reason=Reason.UNPAID, settled_at=NOW)
    assert judge(unpaid, PAID, NOW).credit, "the bank knows better"
    for said, reason in (({"amount": 5_00}, Reason.AMOUNT), ({"currency": 840}, Reason.CURRENCY)):
        assert judge(unpaid, replace(PAID, **said), NOW) == Verdict(State.HELD, reason)
    assert judge(unpaid, replace(PAID, amount=5_00, number="261124-B"), NOW) == Verdict(State.ENDED, Reason.UNPAID)
