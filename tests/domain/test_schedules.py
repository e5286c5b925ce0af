"""What is due when. The arithmetic of each example stands beside it; in 2026 the 10th and the 25th of October and the
18th of October are days off."""

import random
from datetime import date, timedelta
from itertools import groupby

import pytest

from src.domain.obligations import Account, Base, Bill, Why
from src.domain.payment_rules import RULES, Part, PaymentGroup, Rules, Term
from src.domain.periods import Period
from src.domain.schedules import obligations
from src.domain.working_days import WorkingDays

SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = (Period(2026, month) for month in (9, 10, 11, 12))
WEEKS = WorkingDays()


def bill(period: Period, total: int, issued: int = 5, due: int = 18, number: str = "1") -> Bill:
    return Bill(number, period.next.day(issued), period, total, period.next.day(due))


def asked(*bills: Bill, days: WorkingDays = WEEKS, rules: Rules = RULES, **account):
    return obligations(Account(bills, **account), days, rules)


def told(found) -> list[tuple[str, int]]:
    return [(f"{each.due_on:%d.%m}", each.kopecks) for each in found]


TWO = (bill(SEPTEMBER, 900_00), bill(OCTOBER, 1000_01))


def test_shares_of_the_month_before_and_the_rest_as_billed():
    assert told(asked(*TWO)) == [
        ("12.10", 270_00),  # 30 % of 900,00; Saturday the 10th
        ("19.10", 900_00),  # nothing is known of August: all of September at once; Sunday the 18th
        ("26.10", 360_00),  # 40 % of 900,00; Sunday the 25th
        ("10.11", 300_00),  # 30 % of 1000,01 is 300,003
        ("18.11", 370_01),  # 1000,01 − 270,00 − 360,00
        ("25.11", 400_00),  # 40 % of 1000,01 is 400,004
        ("10.12", 300_00),  # November is not billed: October once more
        ("18.12", 300_01),  # 1000,01 − 300,00 − 400,00, an estimate
        ("25.12", 400_00),
    ]


def test_each_says_how_it_was_counted():
    found = {each.due_on: each for each in asked(*TWO)}
    share, rest, guess = found[date(2026, 10, 12)], found[date(2026, 11, 18)], found[date(2026, 12, 18)]
    assert (share.part, share.percent, share.base) == (Part.FIRST_ADVANCE, 30, Base(SEPTEMBER, 900_00))
    assert (share.ruled, share.why) == (date(2026, 10, 10), Why.DAY_OFF)
    assert "82" in share.clause
    assert (rest.bills, rest.advances, rest.firm, rest.why) == ((TWO[1],), 630_00, True, Why.NOT_MOVED)
    assert (guess.firm, guess.base, guess.advances) == (False, Base(OCTOBER, 1000_01), 700_00)


def test_a_delay_of_an_advance_counts_from_the_day_of_the_whole_month():
    found = {each.due_on: each.late_after for each in asked(*TWO)}
    assert found[date(2026, 10, 12)] == found[date(2026, 11, 18)] == date(2026, 11, 18)
    assert found[date(2026, 11, 10)] is None  # November is not billed yet


def test_a_bill_that_came_too_late_is_no_base():
    first, second = bill(SEPTEMBER, 900_00), bill(OCTOBER, 1000_00, issued=11)
    found = {each.due_on: each for each in asked(first, second)}
    assert found[date(2026, 11, 10)].base == Base(SEPTEMBER, 900_00)
    assert found[date(2026, 11, 25)].base == Base(OCTOBER, 1000_00)


def test_without_a_base_nothing_is_asked_in_advance():
    assert told(asked(bill(OCTOBER, 0))) == [("18.11", 0)]
    assert asked() == []
    quiet = asked(bill(Period(2026, 6), 100_00), bill(OCTOBER, 100_00))
    assert [each.part for each in quiet if each.period == OCTOBER] == [Part.REST]


def test_a_later_day_of_the_bill_wins_and_a_correction_stands_alone():
    late = bill(OCTOBER, 1000_00, due=20)
    correction = Bill("2", date(2027, 2, 1), OCTOBER, 50_00, date(2027, 2, 20))
    found = [each for each in asked(TWO[0], late, correction) if each.period == OCTOBER and each.part is Part.REST]
    # 1000,00 − 630,00 of advances; the 20th of February is a Saturday
    assert told(found) == [("20.11", 370_00), ("22.02", 50_00)]
    assert [each.why for each in found] == [Why.INVOICE, Why.DAY_OFF]
    assert [each.named for each in found] == [date(2026, 11, 20), date(2027, 2, 20)]


def test_a_month_that_cost_less_than_its_advances_gives_back():
    [less] = [each for each in asked(TWO[0], bill(OCTOBER, 500_00)) if each.kopecks < 0]
    assert (less.kopecks, less.known_on) == (-130_00, date(2026, 11, 5))  # 500,00 − 270,00 − 360,00


@pytest.mark.parametrize(
    ("corrected", "given_back"),
    [
        (-50_00, [(date(2026, 11, 5), -130_00), (date(2027, 2, 1), -50_00)]),  # 630,00 − 500,00, then 50,00 more
        (100_00, [(date(2026, 11, 5), -30_00)]),  # of the 130,00 that much stays
        (130_00, [(date(2027, 2, 1), 0)]),
        (400_00, [(date(2027, 2, 1), 270_00)]),  # 900,00 − 630,00
    ],
)
def test_a_correction_dates_nothing_anew_that_was_given_back_before(corrected, given_back):
    correction = Bill("2", date(2027, 2, 1), OCTOBER, corrected, OCTOBER.next.day(18))
    found = asked(TWO[0], bill(OCTOBER, 500_00), correction)
    rests = [each for each in found if each.period == OCTOBER and each.part is Part.REST]
    assert [(each.known_on, each.kopecks) for each in rests] == given_back


def test_who_provides_utilities_pays_once_by_the_fifteenth():
    found = asked(*TWO, group=PaymentGroup.UTILITY)
    # the invoices name the 18th, in October a Sunday; the 15th of November is one, too
    assert told(found) == [("19.10", 900_00), ("18.11", 1000_01), ("15.12", 1000_01)]
    earlier = asked(bill(OCTOBER, 100, due=10), group=PaymentGroup.UTILITY)
    assert told(earlier)[0] == ("16.11", 100)


def test_a_contract_that_ended_asks_no_more_in_advance():
    all_of_it = told(asked(*TWO))
    assert told(asked(*TWO, closed_on=date(2026, 10, 24))) == [*all_of_it[:2], ("18.11", 730_01)]  # 1000,01 − 270,00
    assert told(asked(*TWO, closed_on=date(2026, 10, 31))) == [*all_of_it[:3], ("18.11", 370_01)]
    assert told(asked(*TWO, closed_on=date(2026, 11, 10))) == all_of_it[:5]  # 300,00 by that day
    assert told(asked(*TWO, closed_on=date(2026, 11, 30)))[-1] == ("18.12", 300_01)


@pytest.mark.parametrize(("balance", "first"), [(-55_00, ("31.10", 55_00)), (70_00, ("01.11", -70_00))])
def test_before_the_day_of_a_balance_only_the_balance_counts(balance, first):
    found = told(asked(*TWO, since=date(2026, 11, 1), balance=balance))
    assert found[:3] == [first, ("10.11", 300_00), ("18.11", 370_01)]


HALVES = (Term(Part.FIRST_ADVANCE, 50, 15, 0, "п. 1"), Term(Part.REST, 0, 20, 1, "п. 2"))
CHANGED = Rules(
    terms={PaymentGroup.GENERAL: (*RULES.terms[PaymentGroup.GENERAL], (date(2026, 11, 1), HALVES))},
    scales=RULES.scales,
    on_advances=((date(2026, 1, 1), True),),
    caps=(),
    moved="",
)


def test_what_comes_and_what_was_keep_to_years_that_have_a_text():
    last = Period(2199, 12)
    assert {each.period for each in asked(Bill("1", last.day(28), last, 100, last.day(30)))} == {last}
    [carried, *_] = asked(*TWO, since=date(1970, 1, 1), balance=-1)
    assert carried.period == Period(2000, 12)


def test_a_rule_holds_from_its_day_on():
    found = asked(*TWO, rules=CHANGED)
    # 50 % of 1000,01 is 500,005; the 15th of November is a Sunday, the 20th of December too
    assert told(found)[3:] == [("16.11", 500_01), ("18.11", 370_01), ("15.12", 500_01), ("21.12", 500_00)]
    assert all(each.late_after == each.due_on for each in found if each.part is not Part.REST)


def random_bills(seed: int) -> list[Bill]:
    dice, bills = random.Random(seed), []
    for number in range(dice.randrange(1, 12)):
        period = Period(2025, 11).plus(dice.randrange(8))
        issued, total = period.next.day(dice.randrange(1, 28)), dice.randrange(-100, 10_000)
        bills.append(Bill(str(number), issued, period, total, issued + timedelta(dice.randrange(20))))
    return bills


@pytest.mark.parametrize("seed", range(30))
def test_every_billed_month_comes_to_what_was_billed(seed):
    bills = random_bills(seed)
    found = sorted(asked(*bills), key=lambda each: each.period)
    sums = {period: sum(each.kopecks for each in many) for period, many in groupby(found, lambda each: each.period)}
    for period in {each.period for each in bills}:
        assert sums[period] == sum(each.total for each in bills if each.period == period)
    assert all(each.due_on >= each.ruled for each in found)
