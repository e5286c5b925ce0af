"""Cases of cells of the form against what is saved."""

from datetime import date
from decimal import Decimal

import pytest

from src.domain.cells import Cell, Decision, decide, same, with_draft
from src.domain.consumption import Channel, Counting, Zone
from src.domain.previous import Previous, Why
from src.domain.readings import Line
from src.domain.sheets import Draft, Meter, Place, Sent, SheetLine, State, judge
from src.domain.statuses import Status
from tests.domain.test_readings import END, START

D = Decimal
RULE = Line(6, 0, Channel.ACTIVE_IN, Counting(D(1)), D(100), END, Previous(D(999900), START, Why.IN_CALCULATION))
METER = Meter("04512233", "Меркурий 230", date(2030, 1, 1), faulty=False, remote=False)
EMPTY = SheetLine(1, 7, Place(1, "Цех", "", "Ввод"), METER, Zone.WHOLE, Channel.ACTIVE_IN, RULE, None, None, None)
DRAFTED = EMPTY._replace(draft=Draft("999950", D(999950), False, 5))
SENT = EMPTY._replace(sent=Sent(3, D(999950), Status.SENT, "", 1, 2))
REJECTED = EMPTY._replace(sent=Sent(3, D(999950), Status.REJECTED, "Фото?", 1, 2))
COUNTED = EMPTY._replace(counted=D(999960))
FAULTY = EMPTY._replace(meter=METER._replace(faulty=True))


def cell(typed, seen=0, text="", confirmed=False, tick=False):
    return Cell(typed, confirmed, seen, text, tick)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [("12 450,50", "12450.5", True), (" a ", "a", True), ("", " ", True), ("много", "мало", False), ("", "0", False)],
)
def test_same(one, other, equal):
    assert same(one, other) is equal


@pytest.mark.parametrize(
    ("line", "typed", "decision"),
    [
        (EMPTY, cell("999950"), Decision.WRITE),
        (EMPTY, cell(""), Decision.LEAVE),
        (DRAFTED, cell("999950"), Decision.LEAVE),
        (DRAFTED, cell("999960"), Decision.CONFLICT),
        (DRAFTED, cell("999960", 5, "999950"), Decision.WRITE),
        (DRAFTED, cell("", 5, "999950"), Decision.WRITE),
        (DRAFTED, cell("999940", 4, "999940"), Decision.LEAVE),
        (DRAFTED, cell("999950", 5, "999950", True), Decision.WRITE),
        (SENT, cell("999960"), Decision.CONFLICT),
        (SENT, cell("999960", -2, "999950"), Decision.WRITE),
        (REJECTED, cell("999950", -2), Decision.WRITE),
        (COUNTED, cell("999960"), Decision.LEAVE),
        (COUNTED, cell("999950"), Decision.CONFLICT),
        (FAULTY, cell("999950"), Decision.CONFLICT),
        (FAULTY, cell(""), Decision.LEAVE),
    ],
)
def test_decide(line, typed, decision):
    assert decide(judge(line), typed) is decision


@pytest.mark.parametrize(
    ("line", "typed", "draft"),
    [
        (EMPTY, cell(" 999 950 "), Draft("999 950", D(999950), False, 9)),
        (EMPTY, cell("много"), Draft("много", None, False, 9)),
        (EMPTY, cell("5"), Draft("5", None, False, 9)),
        (EMPTY, cell("5", text="5", confirmed=True), Draft("5", D(5), True, 9)),
        (EMPTY, cell("6", text="5", confirmed=True), Draft("6", None, False, 9)),
        (EMPTY, cell("999950", text="999950", confirmed=True), Draft("999950", D(999950), False, 9)),
        (EMPTY, cell("9" * 50), Draft("9" * 39 + "…", None, False, 9)),
        (EMPTY, cell("999950." + "0 " * 20 + "1"), Draft("999950." + "0 " * 16 + "…", None, False, 9)),
        (DRAFTED, cell(""), None),
        (SENT, cell("999950,0"), None),
        (REJECTED, cell("999950"), Draft("999950", D(999950), False, 9)),
    ],
)
def test_with_draft(line, typed, draft):
    assert with_draft(line, typed, 9).draft == draft


@pytest.mark.parametrize(
    ("line", "state", "shown", "version"),
    [
        (EMPTY, State.EMPTY, "", 0),
        (DRAFTED, State.READY, "999950", 5),
        (SENT, State.SENT, "999950", -2),
        (REJECTED, State.REJECTED, "", -2),
        (COUNTED, State.IN_CALCULATION, "999960", 0),
        (FAULTY, State.REFUSED, "", 0),
        (DRAFTED._replace(draft=Draft("5", None, False, 6)), State.ASKS, "5", 6),
        (DRAFTED._replace(rule=RULE._replace(last_year=D(900))), State.DOUBTFUL, "999950", 5),
    ],
)
def test_judge(line, state, shown, version):
    judged = judge(line)
    assert (judged.state, judged.shown, line.version) == (state, shown, version)


def test_a_soon_ending_verification_is_seen():
    assert not judge(EMPTY).verification_soon
    assert judge(EMPTY._replace(meter=METER._replace(verified_until=date(2026, 12, 20)))).verification_soon
