"""One company through a winter and a spring, counted by hand; and random years beside a plain script that knows nothing
of the portal."""

import random
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest

from src.domain.obligations import Account, Bill
from src.domain.payment_rules import PenaltyGroup
from src.domain.penalties import Delays, KeyRates
from src.domain.periods import Period
from src.domain.schedules import obligations
from src.domain.settlements import Money, lay
from src.domain.working_days import WorkingDays

OFF = {date(2026, 1, day) for day in range(1, 12)} | {date(2026, 5, day) for day in (1, 9, 11)} | {date(2025, 12, 31)}
DAYS = WorkingDays(dict.fromkeys(OFF, True))
RATES = KeyRates([
    (date(2025, 10, 27), Decimal("16.5")),
    (date(2025, 12, 22), Decimal(16)),
    (date(2026, 2, 16), Decimal(15)),
])


def bill(number: str, year: int, month: int, total: int, issued: date) -> Bill:
    period = Period(year, month)
    return Bill(number, issued, period, total, period.next.day(18))


BILLS = (
    bill("11", 2025, 11, 100_000_00, date(2025, 12, 5)),
    bill("12", 2025, 12, 150_000_33, date(2026, 1, 12)),
    bill("1", 2026, 1, 90_000_00, date(2026, 2, 5)),
    bill("2", 2026, 2, 80_000_00, date(2026, 3, 5)),
    bill("2к", 2026, 2, -5_000_00, date(2026, 3, 20)),
    bill("3", 2026, 3, 70_000_00, date(2026, 4, 6)),
    bill("4", 2026, 4, 60_000_00, date(2026, 5, 5)),
)


def test_what_was_asked_when():
    found = obligations(Account(BILLS), DAYS)
    assert [(f"{each.due_on:%d.%m}", each.kopecks) for each in found][:19] == [
        ("10.12", 30_000_00),
        ("18.12", 100_000_00),  # October is not known
        ("25.12", 40_000_00),
        ("12.01", 30_000_00),  # the 10th is a holiday; December is not billed by then: 30 % of November
        ("19.01", 80_000_33),  # the 18th is a Sunday; 150 000,33 − 70 000,00
        ("26.01", 60_000_13),  # the 25th is a Sunday; 40 % of 150 000,33 is 60 000,132
        ("10.02", 27_000_00),
        ("18.02", -13),  # 90 000,00 − 90 000,13
        ("25.02", 36_000_00),
        ("10.03", 24_000_00),
        ("18.03", 12_000_00),  # 80 000,00 − 5 000,00 − 63 000,00
        ("25.03", 30_000_00),  # 40 % of 75 000,00: the correction is known
        ("10.04", 21_000_00),
        ("20.04", 16_000_00),  # the 18th is a Saturday; 70 000,00 − 54 000,00
        ("27.04", 28_000_00),  # the 25th is a Saturday
        ("12.05", 18_000_00),  # the 10th is a Sunday, the 11th a holiday
        ("18.05", 11_000_00),
        ("25.05", 24_000_00),
        ("10.06", 18_000_00),
    ]


PAID = (
    Money(date(2025, 12, 3), 50_000_00),  # before there is a bill
    Money(date(2025, 12, 29), 100_000_00),
    Money(date(2026, 1, 20), 100_000_33),
    Money(date(2026, 1, 25), -10_000_00),  # the bank took some of it back
    Money(date(2026, 2, 16), 40_000_00),
    Money(date(2026, 2, 17), 200_000_00),
)


def test_what_went_where_and_what_the_delay_cost():
    settled = lay(obligations(Account(BILLS), DAYS), PAID)
    laid = {f"{each.obligation.due_on:%d.%m}": each for each in settled.laid}
    assert laid["18.12"].shares == (Money(date(2025, 12, 3), 20_000_00), Money(date(2025, 12, 29), 80_000_00))
    assert laid["25.12"].shares == (Money(date(2025, 12, 29), 20_000_00), Money(date(2026, 1, 20), 20_000_00))
    # the 90 000,33 that were left; 13 kopecks that January was asked too much; the rest of the 16th of February
    assert [share.kopecks for share in laid["19.01"].shares] == [40_000_33, 13, 39_999_87]
    assert laid["26.01"].shares == (Money(date(2026, 2, 16), 13), Money(date(2026, 2, 17), 60_000_00))
    found = Delays(RATES, PenaltyGroup.GENERAL, date(2026, 3, 1)).spans(settled.laid[:7])
    assert [(span.kopecks, span.days, str(span.rate.percent), span.penalty) for span in found] == [
        (80_000_00, 11, "16", 1083_08),  # 8 000 000 × 16 × 11 / 13 000 = 108 307,69
        (20_000_00, 1, "16", 24_62),  # an advance counts from the 19th of January on: 2 000 000 × 16 / 13 000
        (40_000_33, 1, "16", 49_23),  # 4 000 033 × 16 / 13 000 = 4 923,12
        (13, 17, "16", 0),
        (39_999_87, 28, "15", 1292_30),  # by the rate of its last day: 3 999 987 × 15 × 28 / 13 000 = 129 230,35
    ]


def test_a_bill_that_is_taken_back_leaves_its_money_to_the_others():
    before, after = (lay(obligations(Account(bills), DAYS), PAID) for bills in (BILLS, BILLS[1:]))
    assert sum(each.paid for each in before.laid) + before.over == 480_000_33 + 13
    # without November nothing is asked in advance in December, nor in the first half of January
    assert [(f"{each.obligation.due_on:%d.%m}", each.paid) for each in after.laid][:3] == [
        ("19.01", 150_000_33),
        ("26.01", 60_000_13),
        ("10.02", 27_000_00),
    ]
    assert sum(each.paid for each in after.laid) + after.over == 480_000_33


def billed(totals: list[int]) -> list[Bill]:
    periods = [Period(2025, 11).plus(place) for place in range(len(totals))]
    return [
        Bill("1", each.next.day(5), each, total, each.next.day(18)) for each, total in zip(periods, totals, strict=True)
    ]


def plain_day(day: date) -> date:
    while day.weekday() > 4 or day in OFF:
        day += timedelta(1)
    return day


def plain_schedule(totals: list[int]) -> list[tuple[date, int, date]]:
    """Of months from November 2025 on, each billed on the 5th: day, kopecks, the day after which a delay costs."""
    asked = []
    for place, total in enumerate(totals):
        year, month = divmod(2025 * 12 + 10 + place, 12)
        end = plain_day(date(year + (month == 11), (month + 1) % 12 + 1, 18))
        left = total
        for day, percent in ((10, 30), (25, 40)) if place else ():
            share = int((Decimal(totals[place - 1]) * percent / 100).quantize(Decimal(1), ROUND_HALF_UP))
            asked.append((plain_day(date(year, month + 1, day)), share, end))
            left -= share
        asked.append((end, left, end))
    return sorted(asked)


def plain_penalties(asked: list[tuple[date, int, date]], paid: list[tuple[date, int]], today: date) -> list[int]:
    """Kopeck by kopeck where it is quickest: what is owed and what was paid as two sums that grow."""
    found = []
    for place, (_, kopecks, after) in enumerate(asked):
        start = sum(each for _, each, _ in asked[:place])
        edge = 0
        for day, came in [*paid, (today, 10**12)]:
            low, high = max(edge, start), min(edge + came, start + kopecks)
            edge += came
            if high > low and day > after:
                rate = max(each for each in RATES.told if each[0] <= day)[1]
                cost = Decimal(high - low) * rate * (day - after).days / 130 / 100
                found.append(int(cost.quantize(Decimal(1), ROUND_HALF_UP)))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_a_plain_script_counts_the_same(seed):
    """Months that never cost less than their advances, so that nothing is given back."""
    dice, totals = random.Random(seed), [100_000]
    for _ in range(4):
        totals.append(totals[-1] * 7 // 10 + dice.randrange(1, 90_000))
    days = sorted(dice.sample(range(150), 9))
    paid = [(date(2025, 12, 1) + timedelta(day), dice.randrange(1, 60_000)) for day in days]
    settled = lay(
        obligations(Account(billed(totals), closed_on=date(2026, 3, 31)), DAYS), [Money(*each) for each in paid]
    )
    asked, today = plain_schedule(totals), date(2026, 5, 20)
    found = [(each.obligation.due_on, each.obligation.kopecks) for each in settled.laid]
    assert found == [each[:2] for each in asked]
    spans = Delays(RATES, PenaltyGroup.GENERAL, today).spans(settled.laid)
    assert sorted(span.penalty for span in spans) == sorted(plain_penalties(asked, paid, today))
