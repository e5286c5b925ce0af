"""Value added tax: its rate by the day of supply, and how much of a sum it is."""

from collections.abc import Iterable
from datetime import date
from typing import Final, TypeAlias

Rates: TypeAlias = tuple[tuple[date, int], ...]
RATES: Final[Rates] = ((date(2004, 1, 1), 18), (date(2019, 1, 1), 20), (date(2026, 1, 1), 22))
"""Since when, whole percent; the oldest first."""


def rates_with(told: Iterable[tuple[date, int]]) -> Rates:
    """The table with what the supplier has told besides, which counts where both name one day."""
    return tuple(sorted({**dict(RATES), **dict(told)}.items()))


def rate_on(day: date, rates: Rates = RATES) -> int:
    """Whole percent. Days before the table have its first rate: nothing that old is told here."""
    return next((percent for since, percent in reversed(rates) if since <= day), rates[0][1])


def included(total: int, percent: int) -> int:
    """The tax inside a sum that holds it, in kopecks; a half goes away from zero."""
    whole = (2 * abs(total) * percent + 100 + percent) // (2 * (100 + percent))
    return whole if total >= 0 else -whole
