"""Somebody administers a contract as long as others have access; a day of access ends with the day."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from src.domain.access import Role
from src.domain.members import Names, Terms, administered, end_of, last_day, person_key
from tests.factories import NOW

MOSCOW = ZoneInfo("Europe/Moscow")
SOON, LATER = NOW + timedelta(days=1), NOW + timedelta(days=9)
ADMIN, VIEWER = Role.ADMIN, Role.VIEWER


@pytest.mark.parametrize(
    ("everybody", "fine"),
    [
        ([], True),
        ([Terms(ADMIN)], True),
        ([Terms(ADMIN, SOON)], True),
        ([Terms(VIEWER, SOON)], False),
        ([Terms(ADMIN), Terms(VIEWER)], True),
        ([Terms(ADMIN, SOON), Terms(VIEWER)], False),
        ([Terms(ADMIN, SOON), Terms(VIEWER, LATER)], False),
        ([Terms(ADMIN, LATER), Terms(VIEWER, SOON)], True),
        ([Terms(ADMIN, SOON), Terms(VIEWER, SOON)], True),
        ([Terms(ADMIN, SOON), Terms(ADMIN, LATER), Terms(VIEWER, LATER)], True),
        ([Terms(ADMIN), Terms(ADMIN, SOON), Terms(VIEWER)], True),
    ],
)
def test_the_last_one_to_leave_is_an_administrator(everybody, fine):
    assert administered(everybody) is fine
    assert administered(reversed(everybody)) is fine


def test_access_serves_to_the_end_of_its_day_in_the_suppliers_zone():
    end = end_of(date(2026, 12, 31), MOSCOW)
    assert end.isoformat() == "2026-12-31T21:00:00+00:00"
    assert last_day(end, MOSCOW) == date(2026, 12, 31)
    assert last_day(end - timedelta(seconds=1), MOSCOW) == date(2026, 12, 31)


def test_people_are_ordered_and_found_by_folded_names():
    assert person_key(Names("Ёлкина", "Анна", ""), "Anna@Vega.example") == "елкина анна anna@vega.example"
    assert person_key(Names("", "", ""), "") == "-"
