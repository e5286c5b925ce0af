"""What a list says of a contract: how far the readings are; an invoice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from src.domain.periods import Period
from src.domain.windows import Window, WindowState, current_period


class Progress(StrEnum):
    UNKNOWN = "unknown"
    """nothing is counted yet, or the contract has no registers"""
    NOTHING_NEEDED = "nothing_needed"
    """every meter is read remotely or refuses"""
    NOT_YET = "not_yet"
    MISSING = "missing"
    SENT = "sent"
    NOT_SENT = "not_sent"
    """the window has closed and not all was sent"""


class Counts(NamedTuple):
    """Registers that the client reads, and those of them with a reading in force."""

    needed: int
    sent: int


class Readings(NamedTuple):
    """The period to show, its window, and how far it is."""

    progress: Progress
    period: Period
    window: Window
    needed: int = 0
    sent: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """The window to show first of those that can matter now, and how it stands."""

    period: Period
    window: Window
    state: WindowState

    def with_counts(self, counted: Counts | None) -> Readings:
        """`counted` of this very period."""
        if counted is None:
            return Readings(Progress.UNKNOWN, self.period, self.window)
        return Readings(_progress(self.state, counted), self.period, self.window, *counted)


def shown_window(windows: Mapping[Period, Window], now: datetime) -> Shown:
    period = current_period(windows, now)
    return Shown(period, windows[period], windows[period].state(now))


def readings_state(windows: Mapping[Period, Window], counts: Mapping[Period, Counts], now: datetime) -> Readings:
    """How far a contract is in the window to show first."""
    shown = shown_window(windows, now)
    return shown.with_counts(counts.get(shown.period))


def _progress(state: WindowState, counts: Counts) -> Progress:
    if counts.needed == 0:
        return Progress.NOTHING_NEEDED
    if counts.sent >= counts.needed:
        return Progress.SENT
    return _UNFINISHED[state]


_UNFINISHED = {
    WindowState.NOT_YET: Progress.NOT_YET,
    WindowState.OPEN: Progress.MISSING,
    WindowState.CLOSED: Progress.NOT_SENT,
}


class Invoice(NamedTuple):
    """Sums in kopecks."""

    number: str
    issued_on: date
    period: Period
    total: int
    vat: int
    due_on: date
