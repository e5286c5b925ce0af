"""What to invent: how much, around which moment. The same plan always gives the same bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from src.demo import shapes
from src.demo.shapes import Shape
from src.domain.periods import Period

HALF_OF_MONTH = 15


@dataclass(frozen=True, slots=True)
class Plan:
    """`months` of values up to the period whose window is open, `money_months` of invoices and payments; `largest` adds
    a contract with so many registers; the first `filed` contracts have documents."""

    now: datetime
    zone: ZoneInfo
    contracts: int = len(shapes.FIRST)
    months: int = 13
    seed: int = 1
    largest: int = 0
    money_months: int = 1
    filed: int = 0

    @property
    def open_period(self) -> Period:
        """In the first half of a month people still send the last one's readings, then this one's."""
        this = Period.containing(self.now, self.zone)
        return this.previous if self.now.astimezone(self.zone).day <= HALF_OF_MONTH else this

    @property
    def instants(self) -> tuple[str, ...]:
        """When readings were taken: first where the history opens, last the open period's start."""
        return _instants(self.open_period.plus(-self.months), self.months + 1, self.zone)

    def shape(self, index: int) -> Shape:
        return shapes.largest(self.largest) if index >= self.contracts else shapes.shape_of(index)

    def indexes(self) -> range:
        return range(self.contracts + (self.largest > 0))

    def party_of(self, index: int) -> int:
        """Four contracts share a party; a sole proprietor keeps to himself."""
        return index if self.shape(index).kind == "sole" else legal_party(index)

    def day_from_now(self, days: int) -> str:
        return (self.now.astimezone(self.zone).date() + timedelta(days=days)).isoformat()


@lru_cache(8)
def _instants(first: Period, count: int, zone: ZoneInfo) -> tuple[str, ...]:
    return tuple(first.plus(step).start(zone).isoformat() for step in range(count))


def legal_party(index: int) -> int:
    return index - index % 4


def contract_key(index: int) -> str:
    return f"C{index + 1:06}"


def contract_number(index: int) -> str:
    return str(90000001 + index)
