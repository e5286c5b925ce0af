"""Cases of the value that a period is counted from."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from src.domain.previous import Known, Why, begins_with, energy_between, previous_value, reading_at
from src.domain.statuses import Source, Status

D = Decimal
MOSCOW = ZoneInfo("Europe/Moscow")
SEPTEMBER, OCTOBER, MIDDLE, END = (
    datetime(2026, month, day, tzinfo=MOSCOW) for month, day in ((10, 1), (11, 1), (11, 15), (12, 1))
)


def known(as_of, value, source=Source.BILLING, status=Status.IN_CALCULATION):
    return Known(as_of, source, status, D(value))


COUNTED = known(OCTOBER, 100)
OPENED = known(OCTOBER, 90, Source.OPENING, Status.ACCEPTED)
OPENED_LATER = known(MIDDLE, 3, Source.OPENING, Status.ACCEPTED)
SENT = known(OCTOBER, 80, Source.CLIENT, Status.SENT)
OLDER = known(SEPTEMBER, 70)
GIVEN = OPENED._replace(value=D(85), own=True)
GIVEN_LATER = OPENED_LATER._replace(value=D(4), status=Status.SENT, own=True)
REJECTED = known(OCTOBER, 60, Source.CLIENT, Status.REJECTED)
CORRECTED = known(OCTOBER, 50, Source.CLIENT, Status.CORRECTED)
THIS_MONTH = known(END, 200)


@pytest.mark.parametrize(
    ("readings", "value", "why"),
    [
        ([OPENED, COUNTED, SENT, OLDER], 100, Why.IN_CALCULATION),
        ([COUNTED, COUNTED, OPENED_LATER], 100, Why.IN_CALCULATION),
        ([known(OCTOBER, 95, Source.OPENING), COUNTED], 100, Why.IN_CALCULATION),
        ([known(OCTOBER, 95, Source.CLIENT), known(OCTOBER, 96, Source.REMOTE)], 96, Why.IN_CALCULATION),
        ([OPENED, SENT, OLDER], 90, Why.OPENING),
        ([OPENED_LATER, SENT, OLDER], 3, Why.OPENING),
        ([GIVEN, SENT, OLDER], 85, Why.OPENING_SENT),
        ([GIVEN_LATER, SENT], 4, Why.OPENING_SENT),
        ([GIVEN_LATER, OPENED_LATER], 3, Why.OPENING),
        ([OPENED_LATER, GIVEN_LATER], 3, Why.OPENING),
        ([OPENED_LATER, GIVEN_LATER._replace(status=Status.IN_CALCULATION)], 4, Why.OPENING),
        ([GIVEN_LATER._replace(status=Status.CORRECTED), SENT], 80, Why.LAST),
        ([GIVEN._replace(status=Status.IN_CALCULATION), OPENED], 85, Why.IN_CALCULATION),
        ([SENT, OLDER, THIS_MONTH], 80, Why.LAST),
        ([OLDER, REJECTED, CORRECTED], 70, Why.LAST),
    ],
)
def test_previous_value(readings, value, why):
    found = previous_value(readings, OCTOBER, END)
    assert (found.value, found.why) == (value, why)


@pytest.mark.parametrize(
    ("readings", "since", "value"),
    [
        ([known(MIDDLE, 7)], MIDDLE, 7),
        ([known(MIDDLE, 7), OPENED_LATER], MIDDLE, 3),
        ([known(MIDDLE, 7)], OCTOBER, None),
        ([OLDER], SEPTEMBER, 70),
        ([THIS_MONTH], MIDDLE, None),
    ],
)
def test_what_a_meter_begins_with(readings, since, value):
    found = begins_with(readings, OCTOBER, END, since)
    assert (found and found.value) == value


def test_nothing_that_stands():
    assert previous_value([REJECTED, THIS_MONTH], OCTOBER, END) is None


def test_energy_between():
    assert energy_between([OLDER, COUNTED, SENT], SEPTEMBER, OCTOBER, 6, D(40)) == 1200
    assert energy_between([OLDER, REJECTED], SEPTEMBER, OCTOBER, 6, D(40)) is None


def test_the_reading_of_a_day_is_the_one_that_counts():
    assert reading_at([SENT, OPENED, COUNTED, OLDER, THIS_MONTH], OCTOBER) == COUNTED
    assert reading_at([REJECTED, SENT, OPENED], OCTOBER) == OPENED
    assert reading_at([REJECTED, CORRECTED, OLDER], OCTOBER) is None
