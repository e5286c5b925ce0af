from datetime import date

from src.domain.contracts import Invoice
from src.domain.paying import OWN, choices
from src.domain.periods import Period


def invoice(number: str, month: int, total: int = 122_000_00, vat: int = 22_000_00) -> Invoice:
    period = Period(2026, month)
    return Invoice(number, period.next.day(5), period, total, vat, period.next.day(18))


def test_what_is_due_comes_first_then_other_invoices_then_any_sum():
    found = choices([invoice("1", 9), invoice("2", 10)], date(2026, 11, 11))
    assert [each.key for each in found] == [
        "invoice-2",
        "second_advance-2026-11",
        "rest-2026-11",
        "invoice-1",
        OWN,
    ]
    assert [each.by for each in found][3:] == [None, None]


def test_the_rate_is_that_of_the_period_supplied():
    old = Invoice("3", date(2026, 1, 12), Period(2025, 12), 120_00, 20_00, date(2026, 1, 18))
    [choice, *_] = choices([old], date(2026, 1, 12))
    assert (choice.rate, choice.tax) == (20, 20_00)


def test_a_part_of_an_invoice_holds_its_part_of_the_tax():
    [whole, *_] = choices([invoice("1", 10)], date(2026, 11, 11))
    assert whole.tax_of(61_000_00) == 11_000_00
    [mixed, *_] = choices([invoice("1", 10, 100_00, 10_00)], date(2026, 11, 11))
    assert (mixed.rate, mixed.tax_of(100_00), mixed.tax_of(50_00)) == (0, 10_00, 5_00)


def test_any_sum_holds_the_tax_of_today():
    [own] = choices([], date(2026, 11, 11))
    assert (own.rate, own.tax_of(122_00)) == (22, 22_00)
