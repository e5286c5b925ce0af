"""What each kind of field takes, gives and refuses."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from src.domain.exchange import Reason
from src.domain.periods import Period
from src.domain.quantities import money_text
from src.exchange import values as v


@pytest.mark.parametrize(
    ("reader", "typed", "value"),
    [
        (v.code, "Д-0001/24", "Д-0001/24"),
        (v.code, "0" * 40, "0" * 40),
        (v.text, *["ООО «Ромашка»\u00a0плюс;\nвторая строка"] * 2),
        (v.text, "=1+1", "=1+1"),
        (v.day, "2026-11-30", date(2026, 11, 30)),
        (v.instant, "2026-12-01T00:00:00+03:00", datetime(2026, 11, 30, 21, tzinfo=UTC)),
        (v.instant, "2026-11-30T21:00Z", datetime(2026, 11, 30, 21, tzinfo=UTC)),
        (v.period, "2026-11", Period(2026, 11)),
        (v.number, "0012.500000", Decimal("12.500000")),
        (v.money, "184320.5", 18432050),
        (v.money, "-0.01", -1),
        (v.whole, "-6", -6),
        (v.flag, "1", True),
        (v.sign, "-1", -1),
        (v.one_of("A+", "A-"), "A-", "A-"),
    ],
)  # fmt: skip
def test_reads(reader, typed, value):
    assert reader(typed) == value


@pytest.mark.parametrize(
    ("reader", "typed", "reason"),
    [
        (v.code, "0" * 41, Reason.LONG_CODE),
        (v.code, " 1", Reason.BAD_CODE),
        (v.code, "1\n", Reason.BAD_CODE),
        (v.text, "я" * 501, Reason.LONG_TEXT),
        (v.text, "a\x00b", Reason.BAD_TEXT),
        (v.text, "\x1b[31m", Reason.BAD_TEXT),
        (v.day, "30.11.2026", Reason.BAD_DATE),
        (v.day, "2026-11-31", Reason.BAD_DATE),
        (v.day, "2026-W01-1", Reason.BAD_DATE),
        (v.instant, "2026-12-01T00:00:00", Reason.BAD_INSTANT),
        (v.instant, "2026-12-01", Reason.BAD_INSTANT),
        (v.instant, "2026-12-01T24:00:00+03:00", Reason.BAD_INSTANT),
        (v.period, "2026-13", Reason.BAD_PERIOD),
        (v.number, "12,5", Reason.BAD_NUMBER),
        (v.number, "-1", Reason.BAD_NUMBER),
        (v.number, "1e3", Reason.BAD_NUMBER),
        (v.number, "NaN", Reason.BAD_NUMBER),
        (v.number, "٣", Reason.BAD_NUMBER),
        (v.number, "1.1234567", Reason.BAD_NUMBER),
        (v.number, "1234567890", Reason.BAD_NUMBER),
        (v.money, "1.005", Reason.BAD_MONEY),
        (v.whole, "1.0", Reason.BAD_WHOLE),
        (v.flag, "true", Reason.BAD_FLAG),
        (v.sign, "+1", Reason.UNKNOWN_WORD),
        (v.one_of("A+", "A-"), "A", Reason.UNKNOWN_WORD),
    ],
)
def test_refuses(reader, typed, reason):
    with pytest.raises(v.Unreadable) as refused:
        reader(typed)
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "1"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.000001"), "0.000001"),
        (date(2026, 11, 30), "2026-11-30"),
        (datetime(2026, 11, 30, 21, tzinfo=UTC), "2026-11-30T21:00:00+00:00"),
        (Period(2026, 11), "2026-11"),
        ("=SUM(A1)", "=SUM(A1)"),
    ],
)
def test_leaves_in_one_form(value, text):
    assert v.as_text(value) == text


@pytest.mark.parametrize(("kopecks", "text"), [(0, "0.00"), (5, "0.05"), (18432050, "184320.50"), (-105, "-1.05")])
def test_money_leaves_in_roubles(kopecks, text):
    assert money_text(kopecks) == text
    assert v.money(text) == kopecks
