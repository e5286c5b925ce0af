from datetime import date

import pytest

from src.domain.vat import included, rate_on, rates_with


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (date(1999, 1, 1), 18),
        (date(2018, 12, 31), 18),
        (date(2019, 1, 1), 20),
        (date(2025, 12, 31), 20),
        (date(2026, 1, 1), 22),
        (date(2099, 1, 1), 22),
    ],
)
def test_the_rate_is_that_of_the_day(day, percent):
    assert rate_on(day) == percent


def test_what_the_supplier_tells_stands_above_the_table():
    rates = rates_with([(date(2028, 1, 1), 24), (date(2026, 1, 1), 23)])
    assert [rate_on(date(year, 1, 1), rates) for year in (2025, 2026, 2027, 2028)] == [20, 23, 23, 24]


@pytest.mark.parametrize(
    ("total", "percent", "tax"),
    [
        (122_00, 22, 22_00),
        (120_00, 20, 20_00),
        (1, 22, 0),
        (3, 20, 1),  # half a kopeck
        (-3, 20, -1),
        (0, 22, 0),
        (10**18, 22, 180327868852459016),
        (100, 0, 0),
    ],
)
def test_the_tax_inside_a_sum(total, percent, tax):
    assert included(total, percent) == tax
