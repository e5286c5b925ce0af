"""The clock on the wall, handed in so that tests and the demo can set another moment."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class WallClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class ShiftedClock:
    """Runs like the wall clock, from another moment: `KABINET_NOW` of demo and tests."""

    def __init__(self, start: datetime) -> None:
        self._shift = start - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift


def running_clock(start: datetime | None) -> Clock:
    return ShiftedClock(start) if start else WallClock()
