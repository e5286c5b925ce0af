from datetime import date

import pytest

from src.domain.fiscal import Line, cart, percent_on, read_codes, tax_within


@pytest.mark.parametrize(
    ("kopecks", "percent", "tax"), [(122_00, 22, 22_00), (100, 20, 17), (1, 22, 0), (1_000_00, 0, 0)]
)
def test_the_tax_within_a_sum(kopecks, percent, tax):
    assert tax_within(kopecks, percent) == tax


def test_the_rate_is_that_of_the_day():
    assert [percent_on(date(year, 1, 1)) for year in (2018, 2025, 2026)] == [20, 20, 22]


def test_the_cart_adds_up_to_the_payment():
    made = cart(Line("Счёт № 1" * 40, 184_320_50, 22, advance=False), "anna@vega.example", read_codes("22=7, 20=6"))
    [item] = made["cartItems"]["items"]
    assert (item["itemAmount"], item["itemPrice"], item["tax"]) == (
        184_320_50,
        184_320_50,
        {"taxType": 7, "taxSum": 33_238_12},
    )
    assert len(item["name"]) == 128
    assert item["itemAttributes"]["attributes"][0] == {"name": "paymentMethod", "value": "4"}
    assert made["customerDetails"] == {"email": "anna@vega.example"}


def test_a_rate_without_a_number_is_no_receipt():
    with pytest.raises(KeyError):
        cart(Line("Счёт", 100, 22, advance=True), "a@b.example", {20: 6})
