"""When readings of a period are taken in: half-open windows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from src.domain.periods import Period


class WindowState(StrEnum):
    NOT_YET = "not_yet"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Window:
    """From `opens_at`, included, to `closes_at`, not included; both aware."""

    opens_at: datetime
    closes_at: datetime

    def state(self, now: datetime) -> WindowState:
        if now < self.opens_at:
            return WindowState.NOT_YET
        return WindowState.OPEN if now < self.closes_at else WindowState.CLOSED

    def is_open(self, now: datetime) -> bool:
        return self.state(now) is WindowState.OPEN


@lru_cache(maxsize=64)
def default_window(period: Period, zone: ZoneInfo, opens_day: int, closes_day: int) -> Window:
    """From 00:00 of a day of the period to 00:00 of a day of the next month; days past a month's end are its last."""
    return Window(_midnight(period, opens_day, zone), _midnight(period.next, closes_day, zone))


def candidates(now: datetime, zone: ZoneInfo) -> tuple[Period, Period, Period]:
    """The periods whose windows can matter now: last month, this one and the next."""
    this = Period.containing(now, zone)
    return this.previous, this, this.next


def current_period(windows: Mapping[Period, Window], now: datetime) -> Period:
    """The period to show first: an open one (the first to close), else the one closed last, else the first to come."""
    if opened := open_period(windows, now):
        return opened
    states = [(period, window, window.state(now)) for period, window in windows.items()]
    if closed := [(window.closes_at, period) for period, window, state in states if state is WindowState.CLOSED]:
        return max(closed)[1]
    return min((window.opens_at, period) for period, window, _ in states)[1]


def open_period(windows: Mapping[Period, Window], now: datetime) -> Period | None:
    """The period whose readings are taken now, of several the first to close; None where none are."""
    opened = [(window.closes_at, period) for period, window in windows.items() if window.is_open(now)]
    return min(opened)[1] if opened else None


def next_opening(windows: Mapping[Period, Window], now: datetime) -> datetime | None:
    """The nearest opening still to come; None where none is known."""
    return min((window.opens_at for window in windows.values() if window.opens_at > now), default=None)


def _midnight(period: Period, day: int, zone: ZoneInfo) -> datetime:
    last = (period.next.day(1) - period.day(1)).days
    # in UTC, as the base gives instants: two of one zone are compared many times faster than two of different ones
    return datetime(period.year, period.month, min(day, last), tzinfo=zone).astimezone(UTC)
