"""Cases of what is refused, offered and asked about one reading."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from src.domain.consumption import Channel, Counting
from src.domain.previous import Previous, Why
from src.domain.readings import (
    Checked,
    Following,
    Kind,
    Line,
    Problem,
    Severity,
    check,
    meter_refusal,
    verification_soon,
)

D = Decimal
MOSCOW = ZoneInfo("Europe/Moscow")
START, END = datetime(2026, 11, 1, tzinfo=MOSCOW), datetime(2026, 12, 1, tzinfo=MOSCOW)
READ_ON = date(2026, 12, 1)


def line(previous="12450", power="100", ratio="40", channel=Channel.ACTIVE_IN, last_year=None, digits=6):
    before = Previous(D(previous), START, Why.IN_CALCULATION) if previous else None
    year = D(last_year) if last_year else None
    return Line(digits, 2, channel, Counting(D(ratio)), D(power), END, before, year)


@pytest.mark.parametrize(
    ("typed", "kind", "limit"),
    [
        ("много", Kind.NOT_A_NUMBER, None),
        ("-5", Kind.NEGATIVE, None),
        ("1" * 41, Kind.TOO_LONG, None),
        ("1000000", Kind.TOO_MANY_DIGITS, 6),
        ("12451,125", Kind.TOO_MANY_FRACTION_DIGITS, 2),
        ("12449,99", Kind.BELOW_PREVIOUS, D(12450)),
    ],
)
def test_refused(typed, kind, limit):
    checked = check(line(), typed)
    assert (checked.value, checked.energy) == (None, None)
    assert [(p.kind, p.limit, p.severity) for p in checked.problems] == [(kind, limit, Severity.REFUSAL)]


@pytest.mark.parametrize(
    ("typed", "value", "energy"),
    [("13 012", "13012", 22480), ("012450", "12450", 0), ("12450,50", "12450.5", 20), ("14430", "14430", 79200)],
)
def test_taken(typed, value, energy):
    assert check(line(), typed) == Checked(D(value), energy)


def test_more_than_the_maximum_power_allows_is_a_warning():
    """Billing's directory may hold a wrong power: that must not keep anybody from sending what the meter shows."""
    checked = check(line(last_year="100"), "14430,01")
    assert (checked.value, checked.energy) == (D("14430.01"), 79200)
    assert checked.problems == (Problem(Kind.OVER_POWER, limit=D("79200"), found=D("79200.4")),)
    assert checked.problems[0].severity is Severity.WARNING


def test_empty_is_no_mistake():
    assert check(line(), "  ") == Checked(None)


def test_without_a_previous_value_nothing_is_compared():
    assert check(line(previous=None, last_year="5000"), "999999") == Checked(D(999999))


def test_reactive_energy_and_unknown_power_have_no_limit():
    assert check(line(channel=Channel.REACTIVE_IN), "99999").problems == ()
    assert check(line(power="0"), "99999").problems == ()


@pytest.mark.parametrize(
    ("previous", "typed", "power", "kind"),
    [
        ("900000", "100", "6000", Kind.ROLLOVER),
        ("899999", "100", "6000", Kind.BELOW_PREVIOUS),
        ("999990", "5", "100", Kind.ROLLOVER),
        ("999990", "5000", "100", Kind.BELOW_PREVIOUS),
        ("999990", "99999", "0", Kind.ROLLOVER),
        ("999990", "100000", "0", Kind.BELOW_PREVIOUS),
    ],
)
def test_rollover_is_offered_only_when_plausible(previous, typed, power, kind):
    checked = check(line(previous=previous, power=power), typed)
    assert [problem.kind for problem in checked.problems] == [kind]
    assert checked.value is None


def test_a_confirmed_rollover_is_taken():
    checked = check(line(previous="999990"), "5", confirmed=True)
    assert (checked.value, checked.energy) == (D(5), 600)
    assert checked.problems == (Problem(Kind.ROLLOVER, limit=D(999990), found=D(600)),)
    assert checked.problems[0].severity is Severity.OFFER


def test_confirming_does_not_save_a_value_below_the_previous():
    assert check(line(), "12449", confirmed=True).value is None


@pytest.mark.parametrize(
    ("last_year", "typed", "far"),
    [
        ("20000", "13450", False),
        ("20000", "13450,01", True),
        ("20000", "12700", False),
        ("20000", "12699,99", True),
        ("99", "12450", False),
        ("100", "12450", True),
    ],
)
def test_far_from_last_year_is_a_warning(last_year, typed, far):
    checked = check(line(last_year=last_year), typed)
    assert checked.value is not None
    assert [(p.kind, p.severity) for p in checked.problems] == [(Kind.UNLIKE_LAST_YEAR, Severity.WARNING)] * far


def test_two_months_at_once_are_not_held_against_one():
    older = Previous(D(12450), datetime(2026, 10, 1, tzinfo=MOSCOW), Why.LAST)
    checked = check(line(last_year="20000")._replace(previous=older), "15000")
    assert checked == Checked(D(15000), 102000)


@pytest.mark.parametrize(
    ("typed", "following", "value", "kind", "found"),
    [
        ("50", None, D(50), None, None),
        ("1000000", None, None, Kind.TOO_MANY_DIGITS, None),
        ("50", 150, D(50), None, None),
        ("150", 150, D(150), None, None),
        ("151", 150, None, Kind.ABOVE_FOLLOWING, None),
        ("999990", 150, D(999990), Kind.THROUGH_ZERO, D(6400)),
        ("899999", 150, None, Kind.ABOVE_FOLLOWING, None),
        ("50", 2051, D(50), Kind.OVER_POWER, D(80040)),
    ],
)
def test_an_opening_reading_is_held_against_what_follows(typed, following, value, kind, found):
    opening = line(previous="")._replace(as_of=START, following=following and Following(D(following), END))
    checked = check(opening, typed)
    assert (checked.value, checked.energy) == (value, None)
    assert [(p.kind, p.found) for p in checked.problems] == ([(kind, found)] if kind else [])


@pytest.mark.parametrize(
    ("faulty", "remote", "verified_until", "kind"),
    [
        (False, False, date(2026, 12, 1), None),
        (False, False, date(2026, 11, 30), None),
        (False, False, date(2026, 11, 29), Kind.VERIFICATION_SHORT),
        (False, False, date(2026, 11, 1), Kind.VERIFICATION_SHORT),
        (False, False, date(2026, 10, 31), Kind.VERIFICATION_OVER),
        (False, False, None, Kind.VERIFICATION_OVER),
        (True, False, date(2030, 1, 1), Kind.FAULTY),
        (True, True, None, Kind.REMOTE),
    ],
)
def test_meter_refusal(faulty, remote, verified_until, kind):
    refusal = meter_refusal(faulty, remote, verified_until, READ_ON)
    assert (refusal and refusal.kind) == kind


@pytest.mark.parametrize(
    ("until", "soon"),
    [
        (date(2026, 11, 29), False),
        (date(2026, 11, 30), True),
        (date(2027, 1, 29), True),
        (date(2027, 1, 30), False),
        (None, False),
    ],
)
def test_verification_soon(until, soon):
    assert verification_soon(until, READ_ON) is soon
