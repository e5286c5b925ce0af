"""What is due when: two advances of the previous period's volume and the rest."""

from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from src.domain.periods import Period
from src.domain.quantities import percent_of


class Part(StrEnum):
    FIRST_ADVANCE = "first_advance"
    SECOND_ADVANCE = "second_advance"
    REST = "rest"


class Due(NamedTuple):
    """One payment: up to and including the day `by`, in kopecks."""

    by: date
    kopecks: int
    part: Part
    percent: int


def schedule(period: Period, base: int, since: date = date.min) -> tuple[Due, ...]:
    """Payments for a period from a day on, its base being the total of the previous period's invoice, in kopecks.

    30 % by the 10th and 40 % by the 25th of the period, the rest by the 18th of the next month; the parts add up to
    the base to the kopeck. The rest is an estimate until the period's own invoice comes. No base: nothing is due.
    """
    if base <= 0:
        return ()
    first, second = percent_of(base, 30), percent_of(base, 40)
    kopecks = (first, second, base - first - second)
    return tuple(Due(by, kopecks[at], part, percent) for at, by, part, percent in _terms(period) if by >= since)


@lru_cache(maxsize=64)
def _terms(period: Period) -> tuple[tuple[int, date, Part, int], ...]:
    """The number of each part, its last day and its share."""
    return (
        (0, period.day(10), Part.FIRST_ADVANCE, 30),
        (1, period.day(25), Part.SECOND_ADVANCE, 40),
        (2, period.next.day(18), Part.REST, 30),
    )
