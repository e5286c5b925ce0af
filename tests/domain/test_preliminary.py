"""Cases of the preliminary consumption: which value is current, what is lacking, what is added."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from src.domain.consumption import Channel, Counted, Counting, Zone, totals
from src.domain.preliminary import Lack, Stretch, Taken, count
from src.domain.previous import Known, Previous, Why
from src.domain.readings import Line
from src.domain.sheets import Draft, Meter, Place
from src.domain.statuses import Source, Status
from src.domain.tally import LISTED, Tally

D = Decimal
MOSCOW = ZoneInfo("Europe/Moscow")
START, END = datetime(2026, 11, 1, tzinfo=MOSCOW), datetime(2026, 12, 1, tzinfo=MOSCOW)
BEFORE = Previous(D(1000), START, Why.IN_CALCULATION)
GOOD, FAULTY = Meter("1", "М", date(2030, 1, 1), False, False), Meter("1", "М", date(2030, 1, 1), True, False)
REMOTE = Meter("1", "М", None, False, True)
DRAFT, WRONG, ZERO = Draft("1200", D(1200), False, 1), Draft("12x", None, False, 1), Draft("5", None, False, 1)
PLAIN = Counting(D(1))
NEARLY_FULL = Previous(D(999990), START, Why.IN_CALCULATION)


def known(value, status=Status.SENT, source=Source.CLIENT):
    return Known(END.astimezone(UTC), source, status, D(value))


def stretch(previous=BEFORE, counting=PLAIN, **values):
    channel = values.get("channel", Channel.ACTIVE_IN)
    usual = {
        "row_id": 1,
        "register_id": 1,
        "point_id": 1,
        "place": Place(1, "Склад", "", "Ввод"),
        "meter": GOOD,
        "zone": Zone.WHOLE,
        "channel": channel,
        "flow_sign": 1,
        "loss_kwh": 0,
        "added": True,
        "rule": Line(6, 0, channel, counting, D(0), END, previous),
    }
    return Stretch(**{**usual, **values})


@pytest.mark.parametrize(
    ("values", "live", "value", "taken"),
    [
        ({"draft": DRAFT}, True, 1200, Taken.DRAFT),
        ({"draft": DRAFT, "current": known(1100)}, True, 1200, Taken.DRAFT),
        ({"draft": DRAFT, "current": known(1100)}, False, 1100, Taken.SENT),
        ({"draft": DRAFT, "current": known(1300, Status.IN_CALCULATION)}, True, 1300, Taken.IN_CALCULATION),
        ({"draft": DRAFT, "current": known(1100), "meter": FAULTY}, True, 1100, Taken.SENT),
        ({"current": known(1100, Status.ACCEPTED)}, True, 1100, Taken.ACCEPTED),
        ({"current": known(1100, Status.ACCEPTED, Source.REMOTE), "meter": REMOTE}, True, 1100, Taken.ACCEPTED),
    ],
)
def test_the_current_value(values, live, value, taken):
    result = count(stretch(**values), live)
    assert (result.value, result.taken, result.energy, result.lack) == (value, taken, value - 1000, None)


@pytest.mark.parametrize(
    ("values", "live", "lack"),
    [
        ({}, True, Lack.CURRENT),
        ({"draft": DRAFT, "previous": None}, True, Lack.PREVIOUS),
        ({"draft": WRONG}, True, Lack.MISTAKE),
        ({"draft": ZERO, "previous": NEARLY_FULL}, True, Lack.UNCONFIRMED),
        ({"draft": Draft("900", D(900), False, 1)}, True, Lack.MISTAKE),
        ({"draft": DRAFT}, False, Lack.UNSENT),
        ({"rejected": True}, True, Lack.REJECTED),
        ({"meter": REMOTE}, True, Lack.REMOTE),
        ({"meter": FAULTY, "draft": DRAFT}, True, Lack.REFUSED),
        ({"removed_on": date(2026, 11, 9), "draft": DRAFT}, True, Lack.LAST),
    ],
)
def test_what_is_lacking(values, live, lack):
    result = count(stretch(**values), live)
    assert (result.lack, result.energy, result.signed) == (lack, None, None)


def test_a_confirmed_turn_through_zero_counts():
    assert count(stretch(NEARLY_FULL, draft=ZERO._replace(confirmed=True)), drafts_live=True).energy == 15


@pytest.mark.parametrize(
    ("counting", "channel", "losses", "energy"),
    [
        (Counting(D(40), D("2.5"), 1), Channel.ACTIVE_IN, D("202.5"), 8303),
        (Counting(D(40), D("2.5"), -1), Channel.ACTIVE_IN, D("-202.5"), 7898),
        (Counting(D(40), D("2.5"), 1), Channel.REACTIVE_IN, D(0), 8100),
    ],
)
def test_losses_and_energy_make_one_sum(counting, channel, losses, energy):
    result = count(stretch(counting=counting, channel=channel, current=known("1202.5")), drafts_live=True)
    assert (result.passed, result.losses, result.energy) == (D("202.5"), losses, energy)


def test_what_was_sent_is_counted_as_it_was_then_and_a_new_draft_as_it_is_now():
    then = {"kept": Counting(D(30)), "current": known(1100), "counting": Counting(D(40))}
    assert count(stretch(**then), drafts_live=True).energy == 3000
    assert count(stretch(**then, draft=DRAFT), drafts_live=True).energy == 8000
    billings = {**then, "current": known(1100, Status.IN_CALCULATION, Source.BILLING)}
    assert count(stretch(**billings), drafts_live=True).energy == 4000


def tally(*stretches):
    found = Tally()
    found.add(count(each, drafts_live=True) for each in stretches)
    return found


def test_signs_zones_and_constants_are_added_as_totals_does():
    rows = [
        stretch(current=known(1100), added=False, loss_kwh=7),
        stretch(current=known(1060), zone=Zone.DAY, loss_kwh=7),
        stretch(current=known(1041), zone=Zone.NIGHT, loss_kwh=7),
        stretch(current=known(1009), channel=Channel.REACTIVE_IN, loss_kwh=7),
        stretch(current=known(1020), channel=Channel.ACTIVE_OUT, point_id=2, loss_kwh=-3),
        stretch(current=known(1050), flow_sign=-1, point_id=3, place=Place(2, "Цех", "", "Ввод")),
    ]
    whole = tally(*rows).whole
    meters = (1, 1, 1, 1, 2, 3)
    counted = [
        Counted(meter, row.zone, row.channel, row.flow_sign, count(row, drafts_live=True).energy)
        for meter, row in zip(meters, rows, strict=True)
    ]
    expected = totals(counted, [7, -3])
    assert (whole.active, whole.reactive) == (expected.active, expected.reactive) == (35, 9)
    assert (whole.constants, whole.counted, whole.missing, whole.has_reactive) == (4, 5, 0, True)


def test_objects_have_sums_of_their_own():
    objects = tally(
        stretch(current=known(1100), loss_kwh=5), stretch(point_id=2, place=Place(2, "Цех", "", "Ввод"))
    ).objects
    assert [(each.name, each.sums.active, each.sums.missing) for each in objects.values()] == [
        ("Склад", 105, 0),
        ("Цех", 0, 1),
    ]


def test_the_missing_are_counted_all_and_named_some():
    found = tally(*[stretch()] * (LISTED + 3), stretch(added=False))
    assert (found.whole.missing, len(found.missing)) == (LISTED + 3, LISTED)
