"""Cases of what is due when."""

from datetime import date

import pytest

from src.domain.invoices import schedule
from src.domain.periods import Period


@pytest.mark.parametrize(
    ("base", "parts"),
    [
        (1000000, (300000, 400000, 300000)),
        (1, (0, 0, 1)),
        (5, (2, 2, 1)),
        (33333333, (10000000, 13333333, 10000000)),
        (10**17 + 1, (3 * 10**16, 4 * 10**16, 3 * 10**16 + 1)),
    ],
)
def test_parts_add_up_to_the_kopeck(base, parts):
    due = schedule(Period(2026, 12), base)
    assert tuple(part.kopecks for part in due) == parts
    assert sum(parts) == base


def test_days():
    due = schedule(Period(2026, 12), 100)
    assert [(part.percent, part.by) for part in due] == [
        (30, date(2026, 12, 10)),
        (40, date(2026, 12, 25)),
        (30, date(2027, 1, 18)),
    ]


@pytest.mark.parametrize("base", [0, -100])
def test_without_a_base_nothing_is_due(base):
    assert schedule(Period(2026, 12), base) == ()
