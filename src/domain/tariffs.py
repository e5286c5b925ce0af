"""What energy costs where its price is known: rounded once, at the register and period, half up, to kopecks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, NamedTuple

from src.domain.consumption import Zone
from src.domain.quantities import EXACT, percent_of, round_half_up

WHOLE_DAY: Final = 1
"""The price category in which the hour of the day is nothing: energy of every zone has the price of T0."""
HOURLY_FROM: Final = 3
"""From this price category on a price belongs to an hour: readings of a month do not say what they cost."""


class Price(NamedTuple):
    """Roubles a kWh without VAT, and the VAT in whole percent."""

    roubles: Decimal
    vat_percent: int


class Cost(NamedTuple):
    """Kopecks: without VAT, and the VAT."""

    net: int
    vat: int


class Unpriced(NamedTuple):
    """A price that the supplier has not told; `constant`: it was wanted for the constant losses of points."""

    voltage: str
    zone: Zone
    constant: bool = False


@dataclass(frozen=True, slots=True)
class Tariffs:
    """What the supplier has told of a contract's category and a period, by voltage and zone."""

    category: int
    prices: Mapping[tuple[str, str], Price] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        """Whether there is anything to count with."""
        return bool(self.prices) and not self.hourly

    @property
    def hourly(self) -> bool:
        return self.category >= HOURLY_FROM

    def cost(self, kwh: int, voltage: str, zone: Zone, *, constant: bool = False) -> Cost | Unpriced:
        """Of whole kWh with their sign. VAT is taken of the rounded sum, so that both add up over any registers."""
        asked = Zone.WHOLE if self.category == WHOLE_DAY else zone
        price = self.prices.get((voltage, asked))
        if price is None:
            return Unpriced(voltage, asked, constant)
        net = round_half_up(EXACT.multiply(EXACT.multiply(Decimal(kwh), price.roubles), Decimal(100)))
        return Cost(net, percent_of(net, price.vat_percent))
