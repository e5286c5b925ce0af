"""Days off move a term to the next day on which people work."""

from datetime import date, timedelta

import pytest

from src.domain.working_days import WorkingDays

SATURDAY, SUNDAY, MONDAY = (date(2026, 10, day) for day in (10, 11, 12))


@pytest.mark.parametrize(
    ("told", "day", "moved"),
    [
        ({}, date(2026, 11, 10), date(2026, 11, 10)),
        ({}, SATURDAY, MONDAY),
        ({}, SUNDAY, MONDAY),
        ({MONDAY: True}, SATURDAY, date(2026, 10, 13)),
        ({SATURDAY: False}, SATURDAY, SATURDAY),
        ({SUNDAY: False}, SATURDAY, SUNDAY),
        ({date(2027, 1, day): True for day in range(1, 9)}, date(2027, 1, 1), date(2027, 1, 11)),
    ],
)
def test_a_term_moves_to_the_next_working_day(told, day, moved):
    assert WorkingDays(told).moved(day) == moved


def test_a_calendar_without_any_working_day_moves_nothing():
    endless = WorkingDays({MONDAY + timedelta(days): True for days in range(400)})
    assert endless.moved(MONDAY) == MONDAY
