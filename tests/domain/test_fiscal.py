import pytest

from src.domain.fiscal import Line, cart, read_codes


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
