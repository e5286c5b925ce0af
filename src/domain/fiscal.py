"""The cart of a receipt by 54-ФЗ, as banks of the RBS family take it: one line, the whole sum, its tax included."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from src.domain import vat

NAME: Final = 128
"""Characters of a line's name."""
GOODS: Final = "1"
FULL_PAYMENT: Final = "4"
ADVANCE: Final = "3"


@dataclass(frozen=True, slots=True)
class Line:
    """`percent`: of VAT within the sum; `advance`: paid before anything was delivered."""

    name: str
    kopecks: int
    percent: int
    advance: bool


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
        "tax": {"taxType": codes[line.percent], "taxSum": vat.included(line.kopecks, line.percent)},
        "itemAttributes": {"attributes": [{"name": name, "value": value} for name, value in attributes.items()]},
    }
    return {"customerDetails": {"email": email}, "cartItems": {"items": [item]}}


def read_codes(text: str) -> dict[int, int]:
    """`22=7,20=6`: per cent and the bank's number. ValueError."""
    pairs = [part.split("=") for part in text.split(",") if part.strip()]
    return {int(percent): int(code) for percent, code in pairs}
