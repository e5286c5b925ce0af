from datetime import date

from src.domain.contracts import Invoice
from src.domain.paying import LATE, OWN, choices
from src.domain.payment_rules import Part
from src.domain.periods import Period
from src.domain.settlements import Open, Owed

TODAY = date(2026, 11, 11)
NOVEMBER = Period(2026, 11)
ADVANCE = Open(date(2026, 11, 25), 40_000_00, True, Part.SECOND_ADVANCE, NOVEMBER, 40)
NOTHING = Owed(0, None, ())


def invoice(number: str, period: Period, total: int, vat: int) -> Invoice:
    return Invoice(number, period.next.day(5), period, total, vat, period.next.day(18))


def test_what_is_due_comes_first_then_invoices_then_any_sum():
    owed = Owed(1_000_00, date(2026, 10, 19), (ADVANCE,))
    billed = [invoice(str(month), Period(2026, month), 122_00, 22_00) for month in (9, 10)]
    found = choices(owed, billed, TODAY)
    assert [(each.key, each.kopecks) for each in found] == [
        (LATE, 1_000_00),
        ("second_advance-2026-11", 40_000_00),
        ("invoice-10", 122_00),
        ("invoice-9", 122_00),
        (OWN, 0),
    ]


def test_the_rate_is_that_of_the_period_supplied():
    old, *_ = choices(NOTHING, [invoice("3", Period(2025, 12), 120_00, 20_00)], date(2026, 1, 12))
    new, *_ = choices(Owed(0, None, (ADVANCE,)), [], TODAY)
    assert [(each.rate, each.tax_of(each.kopecks)) for each in (old, new)] == [(20, 20_00), (22, 7_213_11)]


def test_a_debt_over_a_change_of_the_rate_has_no_known_tax():
    over, *_ = choices(Owed(5_00, date(2026, 1, 19), ()), [], date(2026, 2, 1))
    after, *_ = choices(Owed(122_00, date(2026, 10, 19), ()), [], TODAY)
    assert [(each.rate, each.tax_of(each.kopecks)) for each in (over, after)] == [(0, None), (22, 22_00)]


def test_a_part_of_an_invoice_holds_its_part_of_the_tax():
    whole, *_ = choices(NOTHING, [invoice("1", Period(2026, 10), 122_00, 22_00)], TODAY)
    mixed, *_ = choices(NOTHING, [invoice("1", Period(2026, 10), 100_00, 10_00)], TODAY)
    assert whole.tax_of(61_00) == 11_00
    assert (mixed.rate, mixed.tax_of(100_00), mixed.tax_of(50_00)) == (0, 10_00, 5_00)


def test_any_sum_holds_the_tax_of_today():
    [own] = choices(NOTHING, [], TODAY)
    assert (own.rate, own.tax_of(122_00)) == (22, 22_00)
