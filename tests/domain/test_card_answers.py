"""What follows from what the bank says, whatever the order in which it is heard."""

from dataclasses import replace
from datetime import timedelta

import pytest

from src.domain.card_answers import Heard, Told, Verdict, judge
from src.domain.card_payments import GIVE_UP, LOOKED_AFTER, MARGIN, CardPayment, Kind, Reason, State, next_ask
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
    ("state", "late", "silent", "pause"),
    [
        (State.OPEN, timedelta(minutes=-1), False, timedelta(minutes=1)),
        (State.OPEN, timedelta(0), False, timedelta(minutes=10)),
        (State.OPEN, MARGIN, False, timedelta(hours=1)),
        (State.OPEN, GIVE_UP, False, None),
        (State.ENDED, timedelta(0), False, timedelta(minutes=10)),
        (State.ENDED, MARGIN, False, None),
        (State.CANCELLED, MARGIN, True, timedelta(hours=1)),
        (State.PAID, timedelta(0), False, timedelta(days=7)),
        (State.PAID, LOOKED_AFTER, False, None),
        (State.REFUNDED, timedelta(0), False, None),
    ],
)
def test_when_the_bank_is_asked_again(state, late, silent, pause):
    now = ENDS + late
    assert next_ask(OPEN, state, now, silent) == (None if pause is None else now + pause)
