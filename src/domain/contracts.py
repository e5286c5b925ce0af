"""What a list says of a contract: how far the readings are, what is to be paid next."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from src.domain.invoices import Part, schedule
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


class Bill(NamedTuple):
    """What an invoice asks, in kopecks: enough for what is due."""

    period: Period
    total: int
    due_on: date


class Invoice(NamedTuple):
    """Sums in kopecks."""

    number: str
    issued_on: date
    period: Period
    total: int
    vat: int
    due_on: date


class Payment(NamedTuple):
    """To be paid up to and including `by`: an invoice, or a part of the period that has none yet (an estimate)."""

    by: date
    kopecks: int
    period: Period
    invoice: Invoice | None
    part: Part | None
    percent: int = 0


def payments(invoices: Iterable[Invoice], today: date) -> tuple[Payment, ...]:
    """What is due from today on, the nearest first.

    Invoices by their own dates. For last month and this one, where no invoice has come, the parts of the base: the
    total of the invoice of the period before, else nothing is known and nothing is said.
    """
    found: list[Payment] = []
    totals: dict[Period, int] = {}
    for invoice in invoices:
        totals[invoice.period] = totals.get(invoice.period, 0) + invoice.total
        if invoice.due_on >= today:
            found.append(Payment(invoice.due_on, invoice.total, invoice.period, invoice, None))
    for before, period in _months_to_pay(today):
        if before in totals and period not in totals:
            found += [
                Payment(by, kopecks, period, None, part, percent)
                for by, kopecks, part, percent in schedule(period, totals[before], today)
            ]
    return tuple(sorted(found, key=lambda payment: (payment.by, payment.kopecks)))


class Asked(NamedTuple):
    """A payment of `payments` seen from any day: it is told from `known_from` on, up to and including `by`."""

    by: date
    known_from: date
    kopecks: int


def schedule_of(bills: Collection[Bill]) -> list[Asked]:
    """All that these invoices ask, whenever it is looked at; the nearest first."""
    totals: dict[Period, int] = {}
    for bill in bills:
        totals[bill.period] = totals.get(bill.period, 0) + bill.total
    asked = [Asked(bill.due_on, date.min, bill.total) for bill in bills]
    for before, total in totals.items():
        if (period := before.next) not in totals:
            asked += [Asked(by, period.day(1), kopecks) for by, kopecks, _, _ in schedule(period, total)]
    return sorted(asked, key=lambda each: (each.by, each.kopecks))


def _months_to_pay(today: date) -> tuple[tuple[Period, Period], ...]:
    """Last month and this one, each with the one before it."""
    this = Period(today.year, today.month)
    return (this.previous.previous, this.previous), (this.previous, this)
