"""What a list says of a contract."""

from datetime import UTC, date, datetime

import pytest

from src.domain.contracts import Counts, Invoice, Progress, payments, readings_state
from src.domain.periods import Period
from src.domain.windows import Window

NOVEMBER, OCTOBER, SEPTEMBER = Period(2026, 11), Period(2026, 10), Period(2026, 9)


def day(month: int, number: int) -> datetime:
    return datetime(2026, month, number, tzinfo=UTC)


WINDOWS = {OCTOBER: Window(day(10, 23), day(11, 2)), NOVEMBER: Window(day(11, 23), day(12, 2))}


@pytest.mark.parametrize(
    ("now", "counts", "progress", "period"),
    [
        (day(11, 24), Counts(14, 11), Progress.MISSING, NOVEMBER),
        (day(11, 24), Counts(14, 14), Progress.SENT, NOVEMBER),
        (day(11, 24), Counts(0, 0), Progress.NOTHING_NEEDED, NOVEMBER),
        (day(11, 24), None, Progress.UNKNOWN, NOVEMBER),
        (day(12, 2), Counts(14, 11), Progress.NOT_SENT, NOVEMBER),
        (day(11, 10), Counts(14, 14), Progress.SENT, OCTOBER),
        (day(10, 1), Counts(14, 0), Progress.NOT_YET, OCTOBER),
    ],
)
def test_how_far_the_readings_are(now, counts, progress, period):
    state = readings_state(WINDOWS, {period: counts} if counts else {}, now)
    assert (state.progress, state.period) == (progress, period)


def invoice(period: Period, total: int, due_on: date) -> Invoice:
    return Invoice("1", period.next.day(5), period, total, 0, due_on)


PAID_OCTOBER = invoice(OCTOBER, 1000_01, date(2026, 11, 18))


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 11, 6), [(10, 300_00), (18, 1000_01), (25, 400_00), (18, 300_01)]),
        (date(2026, 11, 10), [(10, 300_00), (18, 1000_01), (25, 400_00), (18, 300_01)]),
        (date(2026, 11, 11), [(18, 1000_01), (25, 400_00), (18, 300_01)]),
        (date(2026, 11, 26), [(18, 300_01)]),
    ],
)
def test_what_is_due_from_today_on(today, due):
    assert [(payment.by.day, payment.kopecks) for payment in payments([PAID_OCTOBER], today)] == due


def test_before_last_months_invoice_its_rest_is_an_estimate():
    known = [invoice(SEPTEMBER, 1000_00, date(2026, 10, 18))]
    [rest] = payments(known, date(2026, 11, 3))
    assert (rest.by, rest.kopecks, rest.invoice) == (date(2026, 11, 18), 300_00, None)


def test_without_invoices_nothing_is_said():
    assert payments([], date(2026, 11, 3)) == ()
