"""Sums of what registers come to: of a contract and of its objects, and what is missing in them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from src.domain.preliminary import Result

LISTED: Final = 50
"""So many of the missing are named; all are counted."""


@dataclass(slots=True)
class Sums:
    """Whole kWh and kvarh with signs, the constants of points among the kWh; `missing` registers are not in them."""

    active: int = 0
    reactive: int = 0
    constants: int = 0
    counted: int = 0
    missing: int = 0
    has_reactive: bool = False

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
        if active:
            self.active += result.signed
        else:
            self.reactive += result.signed

    def add_constant(self, kwh: int) -> None:
        self.constants += kwh
        self.active += kwh


@dataclass(slots=True)
class ObjectSums:
    id: int
    name: str
    address: str
    sums: Sums = field(default_factory=Sums)


@dataclass(slots=True)
class Tally:
    """Sums of a contract and of its objects, in the order in which these came; `missing`: the first so many."""

    whole: Sums = field(default_factory=Sums)
    objects: dict[int, ObjectSums] = field(default_factory=dict)
    missing: list[Result] = field(default_factory=list)
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
            new = stretch.point_id not in self._points
            self._points.add(stretch.point_id)
            for sums in (self.whole, of_object.sums):
                sums.add(result)
                if new:
                    sums.add_constant(stretch.loss_kwh)
