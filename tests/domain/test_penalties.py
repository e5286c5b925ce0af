"""What a delay costs, by examples counted by hand: kopecks × percent × days / (100 × divisor), half up."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from src.domain.obligations import Obligation
from src.domain.payment_rules import RULES, Part, PenaltyGroup
from src.domain.penalties import Delays, KeyRates, penalty
from src.domain.periods import Period
from src.domain.settlements import Laid, Money
from src.domain.told_rules import told_cap, with_told

DUE = date(2026, 11, 18)
RATES = KeyRates([(date(2026, 1, 1), Decimal(21)), (date(2026, 12, 1), Decimal(20))])
UNCAPPED = replace(RULES, caps=())
HUNDRED_THOUSAND = Obligation(Period(2026, 10), Part.REST, DUE, DUE, 100_000_00, known_on=DUE, late_after=DUE)


def spans(today: date, *paid: Money, group: PenaltyGroup = PenaltyGroup.GENERAL, rates=RATES, **change):
    laid = Laid(replace(HUNDRED_THOUSAND, **change), paid)
    return Delays(rates, group, today, UNCAPPED).spans([laid])


def test_ten_days_until_it_was_paid():
    [span] = spans(date(2026, 12, 30), Money(date(2026, 11, 28), 100_000_00))
    # 10 000 000 × 21 × 10 / 13 000 = 161 538,46
    assert (span.first, span.last, span.days) == (date(2026, 11, 19), date(2026, 11, 28), 10)
    assert (span.rate.percent, span.divisor, span.penalty, span.until_paid) == (21, 130, 1615_38, True)


def test_each_piece_by_the_rate_of_its_own_end():
    paid, unpaid = spans(date(2026, 12, 8), Money(date(2026, 11, 28), 50_000_00))
    assert paid.penalty == 807_69  # 5 000 000 × 21 × 10 / 13 000 = 80 769,23
    # the whole delay by the rate of today: 5 000 000 × 20 × 20 / 13 000 = 153 846,15
    assert (unpaid.days, unpaid.rate.percent, unpaid.penalty, unpaid.until_paid) == (20, 20, 1538_46, False)


@pytest.mark.parametrize("day", [DUE - timedelta(30), DUE])
def test_paid_in_time_costs_nothing(day):
    assert spans(date(2027, 1, 1), Money(day, 100_000_00)) == []
    assert spans(DUE) == []


def test_the_softer_scale_of_utilities_in_three_stretches():
    found = spans(DUE + timedelta(100), group=PenaltyGroup.UTILITY, rates=KeyRates([(date(2026, 1, 1), Decimal(13))]))
    assert [(span.days, span.divisor, span.penalty) for span in found] == [
        (60, 300, 2600_00),  # 10 000 000 × 13 × 60 / 30 000
        (30, 170, 2294_12),  # 10 000 000 × 13 × 30 / 17 000 = 229 411,76
        (10, 130, 1000_00),  # 10 000 000 × 13 × 10 / 13 000
    ]
    assert found[1].first == found[0].last + timedelta(1) == DUE + timedelta(61)


def test_citizens_are_spared_for_thirty_days():
    rates = KeyRates([(date(2026, 1, 1), Decimal(13))])
    assert spans(DUE + timedelta(30), group=PenaltyGroup.CITIZENS, rates=rates) == []
    [span] = spans(DUE + timedelta(31), group=PenaltyGroup.CITIZENS, rates=rates)
    assert (span.days, span.penalty) == (1, 43_33)  # 10 000 000 × 13 / 30 000 = 4 333,33
    both = spans(DUE + timedelta(91), group=PenaltyGroup.CITIZENS, rates=rates)
    assert [(span.days, span.divisor) for span in both] == [(60, 300), (1, 130)]


def test_nothing_is_charged_of_what_may_not_be_late():
    assert spans(date(2027, 1, 1), late_after=None) == []


def test_without_a_known_rate_the_days_are_told_and_cost_nothing():
    [span] = spans(date(2026, 12, 8), rates=KeyRates([(date(2027, 1, 1), Decimal(9))]))
    assert (span.days, span.rate, span.penalty) == (20, None, 0)


REAL = KeyRates([
    (date(2022, 2, 28), Decimal(20)),
    (date(2022, 9, 19), Decimal("7.5")),
    (date(2023, 8, 15), Decimal(12)),
    (date(2024, 10, 28), Decimal(21)),
])


@pytest.mark.parametrize(
    ("day", "company", "dwellings"),
    [
        (date(2022, 5, 1), "9.5", "9.5"),
        (date(2022, 12, 1), "7.5", "7.5"),
        (date(2023, 8, 15), "12", "9.5"),
        (date(2024, 12, 31), "21", "9.5"),
        (date(2025, 1, 1), "21", "9.5"),
        (date(2026, 12, 31), "21", "9.5"),
        (date(2027, 1, 1), "21", "21"),
    ],
)
def test_a_rate_may_be_capped_by_a_rule(day, company, dwellings):
    groups = PenaltyGroup.GENERAL, PenaltyGroup.UTILITY, PenaltyGroup.CITIZENS
    assert [REAL.at(day, group).percent for group in groups] == [Decimal(each) for each in (company, *[dwellings] * 2)]


def test_a_cap_is_named_where_it_was_taken():
    assert REAL.at(date(2022, 2, 27), PenaltyGroup.GENERAL) is None
    assert REAL.at(date(2022, 5, 1), PenaltyGroup.GENERAL).cap.clause == "ПП РФ № 912 от 20.05.2022"
    assert REAL.at(date(2025, 5, 1), PenaltyGroup.CITIZENS).cap.clause == "ПП РФ № 329 от 18.03.2025"
    assert REAL.at(date(2022, 12, 1), PenaltyGroup.GENERAL).cap is None


def test_what_a_capped_delay_costs():
    laid = Laid(HUNDRED_THOUSAND, (Money(DUE + timedelta(40), 100_000_00),))
    [capped] = Delays(REAL, PenaltyGroup.UTILITY, date(2027, 1, 1)).spans([laid])
    [whole] = Delays(REAL, PenaltyGroup.GENERAL, date(2027, 1, 1)).spans([laid])
    # 10 000 000 × 9,5 × 40 / 30 000 and 10 000 000 × 21 × 40 / 13 000 = 646 153,85
    assert (capped.penalty, whole.penalty) == (1266_67, 6461_54)


def test_a_cap_that_has_ended_is_told_until_somebody_says_what_came_behind_it():
    last, new_year = date(2026, 12, 31), date(2027, 1, 1)
    ended = [RULES.ended_cap(group, new_year) for group in PenaltyGroup]
    assert [cap and cap.until for cap in ended] == [None, last, last]
    assert RULES.ended_cap(PenaltyGroup.CITIZENS, last) is None
    none_more = with_told((), [told_cap("*", new_year, None, None, "")])
    assert none_more.ended_cap(PenaltyGroup.CITIZENS, new_year) is None


def test_half_a_kopeck_goes_up():
    assert [penalty(kopecks, Decimal(100), 1, 130) for kopecks in (64, 65, 66, 195)] == [0, 1, 1, 2]
