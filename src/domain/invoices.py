"""What is due when: two advances of the previous period's volume and the rest."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from src.domain.periods import Period
from src.domain.quantities import percent_of


class Part(StrEnum):
    FIRST_ADVANCE = "first_advance"
    SECOND_ADVANCE = "second_advance"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Due:
    """One payment: up to and including the day `by`, in kopecks."""

    part: Part
    percent: int
    by: date
    kopecks: int


def schedule(period: Period, base: int, since: date = date.min) -> tuple[Due, ...]:
    """Payments for a period, its base being the total of the previous period's invoice, in kopecks.

    30 % by the 10th and 40 % by the 25th of the period, the rest by the 18th of the next month; the parts add up to
    the base to the kopeck. The rest is an estimate until the period's own invoice comes. No base: nothing is due.
    Only what is to be paid on the day `since` or later.
    """
    if base <= 0:
        return ()
    first, second = percent_of(base, 30), percent_of(base, 40)
    parts = zip(_SHARES, _days(period), (first, second, base - first - second), strict=True)
    return tuple(Due(part, percent, by, kopecks) for (part, percent), by, kopecks in parts if by >= since)


_SHARES = ((Part.FIRST_ADVANCE, 30), (Part.SECOND_ADVANCE, 40), (Part.REST, 30))


@lru_cache(maxsize=64)
def _days(period: Period) -> tuple[date, date, date]:
    return period.day(10), period.day(25), period.next.day(18)
