"""Cases of the rules between the values of one row."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from src.domain.directory import LARGEST_RATIO, Installation, fault_of_balance, fault_of_installation
from src.domain.exchange import Reason, refuse_status
from src.domain.statuses import BY_BILLING, Status

OLD = Installation(1, 1, date(2020, 1, 15), date(2026, 11, 10))


@pytest.mark.parametrize(
    ("since", "until", "overlaps"),
    [
        ((2019, 1, 1), (2020, 1, 15), False),
        ((2019, 1, 1), (2020, 1, 16), True),
        ((2019, 1, 1), None, True),
        ((2026, 11, 10), (2026, 11, 10), False),
        ((2022, 1, 1), (2023, 1, 1), True),
        ((2026, 11, 9), None, True),
        ((2026, 11, 10), None, False),
        ((2026, 12, 1), (2027, 1, 1), False),
    ],
)
def test_installations_are_half_open(since, until, overlaps):
    new = Installation(1, 2, date(*since), date(*until) if until else None)
    assert (new.overlaps(OLD), OLD.overlaps(new)) == (overlaps, overlaps)


def test_an_installation_is_not_in_its_own_way():
    longer = Installation(1, 1, OLD.installed_on, None)
    assert fault_of_installation(longer, Decimal(1), [OLD]) is None
    assert fault_of_installation(longer, Decimal(LARGEST_RATIO), [OLD]) is None
    same_day = Installation(1, 2, OLD.installed_on, None)
    assert fault_of_installation(same_day, Decimal(1), [OLD]) == ("installed_on", Reason.OVERLAP)


def test_a_balance_of_tomorrow_may_come_from_the_east_and_no_later_one():
    december, refused = date(2026, 12, 1), ("balance_on", Reason.FUTURE_BALANCE)
    assert fault_of_balance(december, 5, date(2026, 11, 30)) is None
    assert fault_of_balance(december, 5, date(2026, 11, 29)) == refused


@pytest.mark.parametrize(("present", "wanted"), list(product(Status, Status)))
def test_billing_moves_readings_as_the_table_says(present, wanted):
    allowed = wanted in BY_BILLING[present] or wanted is present
    corrected = Reason.CORRECTED if present is Status.CORRECTED else Reason.STATUS_FINAL
    assert refuse_status(present, wanted) == (None if allowed else corrected)
