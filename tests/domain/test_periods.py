"""Cases of billing periods."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from src.domain.periods import Period, hours_between

MOSCOW = ZoneInfo("Europe/Moscow")
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("text", ["2026-11", "2000-01", "2199-12"])
def test_text_reads_back(text):
    assert str(Period.parse(text)) == text


@pytest.mark.parametrize("text", ["", "2026-1", "2026-13", "2026-00", "1999-12", "2026-11 ", "٢٠٢٦-11", "2026/11"])
def test_other_text_is_refused(text):
    with pytest.raises(ValueError, match="not a period"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("instant", "period"),
    [
        (datetime(2026, 11, 30, 20, 59, 59, tzinfo=UTC), "2026-11"),
        (datetime(2026, 11, 30, 21, 0, tzinfo=UTC), "2026-12"),
        (datetime(2026, 12, 31, 21, 0, tzinfo=UTC), "2027-01"),
    ],
)
def test_the_zone_decides_the_month(instant, period):
    assert str(Period.containing(instant, MOSCOW)) == period


def test_a_period_is_half_open():
    november = Period(2026, 11)
    assert november.start(MOSCOW) == datetime(2026, 10, 31, 21, tzinfo=UTC)
    assert november.end(MOSCOW) == datetime(2026, 11, 30, 21, tzinfo=UTC) == november.next.start(MOSCOW)
    assert Period.read_at(november.end(MOSCOW), MOSCOW) == november


def test_neighbours_cross_the_year():
    assert (str(Period(2026, 12).next), str(Period(2026, 1).previous)) == ("2027-01", "2025-12")
    assert str(Period(2026, 11).year_before) == "2025-11"
    assert Period(2026, 12) < Period(2027, 1)


def test_thirteen_periods_end_with_this_one():
    months = Period(2026, 11).last()
    assert (len(months), months[0], months[-1]) == (13, Period(2025, 11), Period(2026, 11))


@pytest.mark.parametrize(("zone", "month", "hours"), [(MOSCOW, 3, 744), (BERLIN, 3, 743), (BERLIN, 10, 745)])
def test_hours_are_those_that_pass(zone, month, hours):
    period = Period(2026, month)
    assert hours_between(period.start(zone), period.end(zone)) == hours
