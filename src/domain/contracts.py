"""What a list says of a contract: how far the readings are, what is to be paid next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Counts:
    """Registers that the client reads, and those of them with a reading in force."""

    needed: int
    sent: int


@dataclass(frozen=True, slots=True)
class Readings:
    """The period to show, its window, and how far it is."""

    progress: Progress
    period: Period
    window: Window
    needed: int = 0
    sent: int = 0


def readings_state(windows: Mapping[Period, Window], counts: Mapping[Period, Counts], now: datetime) -> Readings:
    """Of the windows that can matter now, the one to show first."""
    period = current_period(windows, now)
    window, counted = windows[period], counts.get(period)
    if counted is None:
        return Readings(Progress.UNKNOWN, period, window)
    return Readings(_progress(window.state(now), counted), period, window, counted.needed, counted.sent)


def _progress(state: WindowState, counts: Counts) -> Progress:
    if counts.needed == 0:
        return Progress.NOTHING_NEEDED
    if counts.sent >= counts.needed:
        return Progress.SENT
    return {
        WindowState.NOT_YET: Progress.NOT_YET,
        WindowState.OPEN: Progress.MISSING,
        WindowState.CLOSED: Progress.NOT_SENT,
    }[state]


@dataclass(frozen=True, slots=True)
class Invoice:
    """Sums in kopecks."""

    number: str
    issued_on: date
    period: Period
    total: int
    vat: int
    due_on: date


@dataclass(frozen=True, slots=True)
class Payment:
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
    by_period: dict[Period, list[Invoice]] = {}
    for invoice in invoices:
        by_period.setdefault(invoice.period, []).append(invoice)
    this = Period(today.year, today.month)
    found = [
        Payment(invoice.due_on, invoice.total, period, invoice, None)
        for period, issued in by_period.items()
        for invoice in issued
        if invoice.due_on >= today
    ]
    for period in (this.previous, this):
        if period not in by_period:
            base = sum(invoice.total for invoice in by_period.get(period.previous, ()))
            found += [
                Payment(due.by, due.kopecks, period, None, due.part, due.percent)
                for due in schedule(period, base)
                if due.by >= today
            ]
    return tuple(sorted(found, key=lambda payment: (payment.by, payment.kopecks)))
