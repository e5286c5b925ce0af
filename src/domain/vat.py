"""Value added tax: its rate by the day of supply, and how much of a sum it is."""

from datetime import date
from typing import Final

RATES: Final = ((date(2004, 1, 1), 18), (date(2019, 1, 1), 20), (date(2026, 1, 1), 22))
"""Since when, whole percent; the oldest first."""


def rate_on(day: date) -> int:
    """Whole percent. Days before the table have its first rate: nothing that old is told here."""
    return next((percent for since, percent in reversed(RATES) if since <= day), RATES[0][1])


def included(total: int, percent: int) -> int:
    """The tax inside a sum that holds it, in kopecks; a half goes away from zero."""
    whole = (2 * abs(total) * percent + 100 + percent) // (2 * (100 + percent))
    return whole if total >= 0 else -whole
