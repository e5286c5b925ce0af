"""The cart of a receipt by 54-ФЗ, as banks of the RBS family take it: one line, the whole sum, its tax included."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

NAME: Final = 128
"""Characters of a line's name."""
GOODS: Final = "1"
FULL_PAYMENT: Final = "4"
ADVANCE: Final = "3"
RATES: Final = ((date(2026, 1, 1), 22), (date(2019, 1, 1), 20))
"""Per cent of VAT, each from its day on."""


@dataclass(frozen=True, slots=True)
class Line:
    """`percent`: of VAT within the sum; `advance`: paid before anything was delivered."""

    name: str
    kopecks: int
    percent: int
    advance: bool


def percent_on(day: date) -> int:
    return next((percent for since, percent in RATES if day >= since), RATES[-1][1])


def tax_within(kopecks: int, percent: int) -> int:
    """The tax that a sum holds, to the kopeck, half up: 122,00 holds 22,00 at 22 %."""
    return (2 * kopecks * percent + 100 + percent) // (2 * (100 + percent))


def cart(line: Line, email: str, codes: Mapping[int, int]) -> dict[str, Any]:
    """`codes`: the bank's own number of each rate. KeyError where the rate has none."""
    attributes = {"paymentMethod": ADVANCE if line.advance else FULL_PAYMENT, "paymentObject": GOODS}
    item = {
        "positionId": "1",
        "name": line.name[:NAME],
        "quantity": {"value": "1", "measure": "шт"},
        "itemPrice": line.kopecks,
        "itemAmount": line.kopecks,
        "itemCode": "1",
        "tax": {"taxType": codes[line.percent], "taxSum": tax_within(line.kopecks, line.percent)},
        "itemAttributes": {"attributes": [{"name": name, "value": value} for name, value in attributes.items()]},
    }
    return {"customerDetails": {"email": email}, "cartItems": {"items": [item]}}


def read_codes(text: str) -> dict[int, int]:
    """`22=7,20=6`: per cent and the bank's number. ValueError."""
    pairs = [part.split("=") for part in text.split(",") if part.strip()]
    return {int(percent): int(code) for percent, code in pairs}
