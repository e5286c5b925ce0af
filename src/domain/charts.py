"""Figures behind the charts."""

from collections.abc import Mapping
from dataclasses import dataclass

from src.domain.periods import Period

FULL = 60
"""Height of the tallest bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A month: whole kWh (None: nothing is known) and the height of its bar, 0 to FULL."""

    period: Period
    kwh: int | None
    height: int


def thirteen_bars(sums: Mapping[Period, int], last: Period) -> tuple[Bar, ...]:
    return month_bars(sums, last, 13)


def month_bars(sums: Mapping[Period, int], last: Period, count: int) -> tuple[Bar, ...]:
    """The months up to `last`, oldest first; a month of net supply has no height, a small one at least one step."""
    periods = last.last(count)
    tallest = max((sums.get(period, 0) for period in periods), default=0)
    return tuple(Bar(period, sums.get(period), _height(sums.get(period, 0), tallest)) for period in periods)


def _height(kwh: int, tallest: int) -> int:
    return max(1, kwh * FULL // tallest) if kwh > 0 else 0


def change_percent(kwh: int | None, before: int | None) -> int | None:
    """By how many whole percent more (or less, negative), half away from zero; None where it cannot be said."""
    if kwh is None or before is None or before <= 0:
        return None
    difference = kwh - before
    rounded = (2 * abs(difference) * 100 + before) // (2 * before)
    return rounded if difference >= 0 else -rounded
