"""Objects, points and meters of a contract, page by page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from src.domain.access import GuardedContract
from src.services.paging import one_page
from src.storage.directory import Place, PlacesWanted, list_places

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class StandingMeter:
    """A meter of a point with its registers; `first` names it."""

    first: Place
    registers: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class SupplyPoint:
    first: Place
    meters: tuple[StandingMeter, ...]


@dataclass(frozen=True, slots=True)
class SupplyObject:
    name: str
    address: str
    points: tuple[SupplyPoint, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """One page of a contract's objects; `before` and `after` are marks of its ends, 0 where there is no more."""

    objects: tuple[SupplyObject, ...]
    before: int = 0
    after: int = 0


async def show_places(contract: GuardedContract, today: date, wanted: PlacesWanted) -> Places:
    """Fifty registers, grouped by object, point and meter."""

    async def ask(wanted: PlacesWanted, limit: int) -> list[Place]:
        return await list_places(contract, wanted, today, limit)

    page = await one_page(ask, wanted, lambda place: place.mark, PAGE)
    return Places(_objects(page.rows), page.before, page.after)


def _objects(places: Sequence[Place]) -> tuple[SupplyObject, ...]:
    return tuple(
        SupplyObject(inside[0].object_name, inside[0].object_address, _points(inside))
        for inside in _runs(places, "object_id")
    )


def _points(places: Sequence[Place]) -> tuple[SupplyPoint, ...]:
    return tuple(
        SupplyPoint(inside[0], tuple(StandingMeter(one[0], tuple(one)) for one in _runs(inside, "meter_id")))
        for inside in _runs(places, "point_id")
    )


def _runs(places: Iterable[Place], by: str) -> list[list[Place]]:
    """Neighbours that agree in this field."""
    return [list(run) for _, run in groupby(places, key=lambda place: getattr(place, by))]


__all__ = ["Place", "Places", "PlacesWanted", "show_places"]
