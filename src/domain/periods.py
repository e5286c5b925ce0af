"""Billing periods: half-open months in the supplier's time zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

_TEXT = re.compile(r"(20[0-9]{2}|21[0-9]{2})-(0[1-9]|1[0-2])")


FIRST_YEAR, LAST_YEAR = 2000, 2199
"""Periods of other years have no text."""


class Period(NamedTuple):
    """A month from 00:00 of its first day, included, to 00:00 of the next month's first day, not included.

    A tuple: as a key of windows, counts and sums it is hashed and compared hundreds of times for a list.
    """

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2026-11`, years 2000 to 2199; ValueError for anything else."""
        return _parsed(text)

    @classmethod
    def containing(cls, instant: datetime, zone: ZoneInfo) -> Period:
        local = instant.astimezone(zone)
        return cls(local.year, local.month)

    @classmethod
    def read_at(cls, as_of: datetime, zone: ZoneInfo) -> Period:
        """The period that a reading as of this instant closes: 01.12.2026 00:00 closes November."""
        return cls.containing(as_of, zone).previous

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @property
    def next(self) -> Period:
        return self.plus(1)

    @property
    def previous(self) -> Period:
        return self.plus(-1)

    @property
    def year_before(self) -> Period:
        return Period(self.year - 1, self.month)

    def plus(self, months: int) -> Period:
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Period(year, month + 1)

    def last(self, count: int = 13) -> tuple[Period, ...]:
        """`count` periods, oldest first, this one last; thirteen hold the same month of last year."""
        return tuple(self.plus(step) for step in range(1 - count, 1))

    def day(self, number: int) -> date:
        return date(self.year, self.month, number)

    @property
    def last_day(self) -> date:
        return self.next.day(1) - timedelta(days=1)

    def start(self, zone: ZoneInfo) -> datetime:
        return datetime(self.year, self.month, 1, tzinfo=zone)

    def end(self, zone: ZoneInfo) -> datetime:
        """The instant `as_of` which the period's reading is taken."""
        return self.next.start(zone)


@lru_cache(maxsize=256)
def _parsed(text: str) -> Period:
    """Lists read the same few periods hundreds of times."""
    if not (match := _TEXT.fullmatch(text)):
        raise ValueError(f"not a period: {text[:40]!r}")
    return Period(int(match[1]), int(match[2]))


def hours_between(start: datetime, end: datetime) -> int:
    """Whole hours that really pass, whatever clocks were moved between."""
    # two instants of one zone subtract by the wall clock: only UTC counts what passed
    return int((end.astimezone(UTC) - start.astimezone(UTC)).total_seconds()) // 3600
