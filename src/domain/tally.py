"""Sums of what registers come to: of a contract and of its objects, and what is missing in them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from src.domain.consumption import Zone
from src.domain.preliminary import Result, Stretch
from src.domain.tariffs import Cost, Tariffs, Unpriced

LISTED: Final = 50
"""So many of the missing are named; all are counted."""


@dataclass(slots=True)
class Sums:
    """Whole kWh and kvarh with signs, the constants of points among the kWh; `missing` registers are not in them.

    `net`, `vat`: kopecks of what has a price; `unpriced` lines have none.
    """

    active: int = 0
    reactive: int = 0
    constants: int = 0
    counted: int = 0
    missing: int = 0
    has_reactive: bool = False
    net: int = 0
    vat: int = 0
    priced: int = 0
    unpriced: int = 0

    def add(self, result: Result) -> None:
        """A register whose meter has zones adds nothing and lacks nothing."""
        if not result.stretch.added:
            return
        active = result.stretch.channel.active
        self.has_reactive |= not active
        if result.signed is None:
            self.missing += 1
            return
        self.counted += 1
        self.add_cost(result.cost)
        if active:
            self.active += result.signed
        else:
            self.reactive += result.signed

    def add_constant(self, kwh: int) -> None:
        self.constants += kwh
        self.active += kwh

    def add_cost(self, cost: Cost | Unpriced | None) -> None:
        if isinstance(cost, Cost):
            self.net, self.vat, self.priced = self.net + cost.net, self.vat + cost.vat, self.priced + 1
        else:
            self.unpriced += cost is not None


@dataclass(slots=True)
class ObjectSums:
    id: int
    name: str
    address: str
    sums: Sums = field(default_factory=Sums)


@dataclass(slots=True)
class Tally:
    """Sums of a contract and of its objects, in the order in which these came; `missing`: the first so many.

    `tariffs` None: who asks is not to see sums of money; `unpriced`: how many lines have none of each price.
    """

    tariffs: Tariffs | None = None
    whole: Sums = field(default_factory=Sums)
    objects: dict[int, ObjectSums] = field(default_factory=dict)
    missing: list[Result] = field(default_factory=list)
    unpriced: dict[Unpriced, int] = field(default_factory=dict)
    _points: set[int] = field(default_factory=set)

    def add(self, results: Iterable[Result]) -> None:
        """A point's constant is added once, however many registers and meters the point has."""
        for result in results:
            stretch = result.stretch
            place = stretch.place
            if (of_object := self.objects.get(place.object_id)) is None:
                of_object = ObjectSums(place.object_id, place.object_name, place.address)
                self.objects[place.object_id] = of_object
            if stretch.added and result.lack and len(self.missing) < LISTED:
                self.missing.append(result)
            self._note(result.cost)
            new = stretch.point_id not in self._points
            self._points.add(stretch.point_id)
            cost = constant_cost(stretch, self.tariffs) if new else None
            self._note(cost)
            for sums in (self.whole, of_object.sums):
                sums.add(result)
                sums.add_cost(cost)
                if new:
                    sums.add_constant(stretch.loss_kwh)

    def _note(self, cost: Cost | Unpriced | None) -> None:
        if isinstance(cost, Unpriced):
            self.unpriced[cost] = self.unpriced.get(cost, 0) + 1


def constant_cost(stretch: Stretch, tariffs: Tariffs | None) -> Cost | Unpriced | None:
    """Of the point's losses that do not depend on the volume, nor on the hour: they have the price of the whole day."""
    if tariffs is None or tariffs.hourly or not stretch.loss_kwh:
        return None
    return tariffs.cost(stretch.loss_kwh, stretch.voltage, Zone.WHOLE, constant=True)
