"""What the supplier tells of days of payment and of caps stands above what the portal knows."""

from datetime import date
from decimal import Decimal

from src.domain.payment_rules import RULES, Part, PaymentGroup, PenaltyGroup, Term
from src.domain.penalties import KeyRates
from src.domain.told_rules import EVERYBODY, ToldTerms, told_cap, with_told

RATES = KeyRates([(date(2022, 1, 1), Decimal(20))])
ONCE = ToldTerms(PaymentGroup.UTILITY, date(2026, 3, 1), 0, 0, 0, 0, 20, "п. 1")


def percents(day: date, *caps) -> list[str]:
    """Of companies and of citizens."""
    rules = with_told((), caps)
    found = (RATES.at(day, group, rules).percent for group in (PenaltyGroup.GENERAL, PenaltyGroup.CITIZENS))
    return [str(percent) for percent in found]


def test_a_told_cap_counts_instead_of_ours_on_its_days_alone():
    higher = told_cap("citizens", date(2026, 6, 1), date(2026, 6, 30), Decimal(12), "ПП")
    assert percents(date(2026, 5, 31), higher) == ["20", "9.5"]
    assert percents(date(2026, 6, 30), higher) == ["20", "12"]
    assert percents(date(2026, 7, 1), higher) == ["20", "9.5"]


def test_a_cap_without_percent_takes_ours_away():
    assert percents(date(2026, 6, 1), told_cap("citizens", date(2026, 1, 1), None, None, "")) == ["20", "20"]


def test_a_cap_of_one_group_stands_above_one_of_everybody_and_a_later_one_above_an_earlier():
    everybody = told_cap(EVERYBODY, date(2027, 2, 1), None, Decimal(8), "")
    citizens = [told_cap("citizens", date(2027, month, 1), None, Decimal(10 + month), "") for month in (3, 1)]
    assert percents(date(2027, 1, 15), everybody, *citizens) == ["20", "11"]
    assert percents(date(2027, 2, 15), everybody, *citizens) == ["8", "11"]
    assert percents(date(2027, 3, 15), everybody, *citizens) == ["8", "13"]


def test_told_terms_hold_from_their_month_on_for_their_group_alone():
    rules = with_told([ONCE], ())
    assert rules.terms_of(PaymentGroup.UTILITY, date(2026, 3, 1)) == (Term(Part.REST, 0, 20, 1, "п. 1"),)
    for group, day in ((PaymentGroup.UTILITY, date(2026, 2, 1)), (PaymentGroup.GENERAL, date(2026, 3, 1))):
        assert rules.terms_of(group, day) == RULES.terms_of(group, day)


def test_told_terms_may_have_two_advances_and_take_the_place_of_ours_of_one_day():
    since, _ = RULES.terms[PaymentGroup.GENERAL][0]
    told = ToldTerms(PaymentGroup.GENERAL, since, 50, 15, 20, 27, 5, "")
    found = with_told([told], ()).terms_of(PaymentGroup.GENERAL, date(2026, 1, 1))
    assert [(each.part, each.percent, each.day, each.months) for each in found] == [
        (Part.FIRST_ADVANCE, 50, 15, 0),
        (Part.SECOND_ADVANCE, 20, 27, 0),
        (Part.REST, 0, 5, 1),
    ]
