"""«Информация по договору»: what a role may see of one contract."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Final

from src.domain.access import Action, GuardedContract
from src.domain.contracts import Invoice, Payment, Readings, payments, readings_state
from src.domain.periods import Period
from src.domain.windows import candidates
from src.services.contracts import default_windows
from src.settings import Settings
from src.storage import contracts, directory
from src.storage.contracts import Listed
from src.storage.directory import ContractCard, Place, PlacesWanted

PAGE: Final = 50
INVOICES: Final = 13


@dataclass(frozen=True, slots=True)
class Sums:
    """What is due from today on, and the last invoices, newest first."""

    payments: tuple[Payment, ...]
    invoices: tuple[Invoice, ...]


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


@dataclass(frozen=True, slots=True)
class Card:
    """`sums` None: this role sees none."""

    contract: GuardedContract
    record: ContractCard
    readings: Readings
    sums: Sums | None
    places: Places


async def show_card(contract: GuardedContract, now: datetime, settings: Settings, wanted: PlacesWanted) -> Card:
    today = now.astimezone(settings.time_zone).date()
    return Card(
        contract,
        await directory.load_card(contract),
        await _readings(contract, now, settings),
        await _sums(contract, today) if contract.may(Action.VIEW_MONEY) else None,
        await show_places(contract, now, settings, wanted),
    )


async def _readings(contract: GuardedContract, now: datetime, settings: Settings) -> Readings:
    periods = candidates(now, settings.time_zone)
    listed = Listed(contract.id, contract.key, contract.number, "", contract.role, None)
    heads = await contracts.load_heads([listed], periods, settings.time_zone)
    windows = default_windows(periods, settings) | heads.windows.get(contracts.EVERYONE, {})
    windows |= heads.windows.get(contract.key, {})
    return readings_state(windows, heads.counts.get(contract.id, {}), now)


async def _sums(contract: GuardedContract, today: date) -> Sums:
    since = Period(today.year, today.month).plus(-INVOICES)
    invoices = (await contracts.invoices_since([contract.id], since)).get(contract.id, [])
    return Sums(payments(invoices, today), tuple(invoices[:INVOICES]))


async def show_places(contract: GuardedContract, now: datetime, settings: Settings, wanted: PlacesWanted) -> Places:
    """Fifty registers, grouped by object, point and meter."""
    today = now.astimezone(settings.time_zone).date()
    found = await directory.list_places(contract, wanted, today, PAGE + 1)
    if not found and (wanted.after or wanted.before):  # the row it began at is gone: begin anew
        wanted = replace(wanted, after=0, before=0)
        found = await directory.list_places(contract, wanted, today, PAGE + 1)
    more = len(found) > PAGE
    shown = found[-PAGE:] if wanted.before else found[:PAGE]
    if not shown:
        return Places(())
    earlier = more if wanted.before else bool(wanted.after)
    later = bool(wanted.before) or more
    return Places(_objects(shown), shown[0].mark if earlier else 0, shown[-1].mark if later else 0)


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
