"""The supplier's catalogue of services."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from src.domain.service_orders import Cost, cost_of

LARGEST_PRICE: Final = 10**9
"""Kopecks without VAT, of one unit: ten million roubles."""


class Place(StrEnum):
    """What an order of the service has to name."""

    NONE = "none"
    OBJECT = "object"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Service:
    """`price` of one `unit`, kopecks without VAT; `own_rate` None: the general rate of its day."""

    id: int
    key: str
    name: str
    description: str
    price: int
    unit: str
    own_rate: int | None
    conditions: str
    place: Place

    def cost(self, quantity: int, general: int) -> Cost:
        """`general`: the rate of VAT for what has none of its own, whole percent."""
        return cost_of(self.price, quantity, general if self.own_rate is None else self.own_rate)
