"""«Расчет предварительного расхода»: a page of a contract's registers, and the sums of all of them."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from src.domain.access import Action, GuardedContract
from src.domain.preliminary import Result, Stretch, count, with_cost
from src.domain.tally import Sums, Tally, constant_cost
from src.domain.tariffs import Cost, Tariffs, Unpriced
from src.services.readings.sheet import Head
from src.storage.readings.consumption import Cut, stretches
from src.storage.tariffs import load_tariffs

PAGE = 50
PRINTED = 500
"""Registers of a page that is made to be printed."""
READ_AT_ONCE = 250
"""Registers counted between two questions to the base: about a fiftieth of a second, then others are served."""


@dataclass(frozen=True, slots=True)
class PointLines:
    """Registers of one point; `constant`: its line of losses that do not depend on the volume, whole kWh, 0 where
    there is none or where the point goes on after the page."""

    name: str
    results: tuple[Result, ...]
    constant: int
    constant_cost: Cost | Unpriced | None


@dataclass(frozen=True, slots=True)
class ObjectLines:
    """`sums` None: the object goes on on another page, or a search may leave out a part of it."""

    object_id: int
    name: str
    address: str
    points: tuple[PointLines, ...]
    sums: Sums | None


@dataclass(frozen=True, slots=True)
class Page:
    """`earlier`, `later`: the line before (after) which the neighbouring page begins, 0 where there is none; `tally`:
    the contract's, where this page holds the whole of it; `tariffs`: as `tariffs_of` gives them."""

    objects: tuple[ObjectLines, ...]
    earlier: int
    later: int
    tally: Tally | None
    tariffs: Tariffs | None = None


@dataclass(frozen=True, slots=True)
class _Shown:
    """Lines of a page and its neighbours; `torn`: what stands before is not known."""

    lines: Sequence[Stretch]
    before: Stretch | None
    after: Stretch | None
    torn: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """`size` registers in which all the folded `words` are found, after the row `after` or before the row `before`."""

    words: Sequence[str] = ()
    after: int = 0
    before: int = 0
    size: int = PAGE


async def find_page(contract: GuardedContract, head: Head, wanted: Wanted) -> Page:
    """A neighbour on either side is read too: it tells whether an object or a point goes on there."""
    words, inside = wanted.words, bool(wanted.after or wanted.before)
    cut = Cut(wanted.size + 1 + inside, words, wanted.after, wanted.before)
    shown = _shown(await stretches(contract, head.period, head.zone, cut), cut, wanted.size)
    if not shown.lines and inside:  # the row it began at is gone: begin anew
        cut = Cut(wanted.size + 1, words)
        shown = _shown(await stretches(contract, head.period, head.zone, cut), cut, wanted.size)
    if not shown.lines:
        return Page((), 0, 0, None)
    tariffs = await tariffs_of(contract, head)
    results = [with_cost(count(stretch, head.drafts_live), tariffs) for stretch in shown.lines]
    earlier = results[0].stretch.row_id if shown.before or shown.torn else 0
    later = results[-1].stretch.row_id if shown.after else 0
    tally = None
    if not (words or earlier or later):
        tally = Tally(tariffs)
        tally.add(results)
    return Page(tuple(_objects(results, shown, tariffs, whole=not words)), earlier, later, tally, tariffs)


async def find_tally(contract: GuardedContract, head: Head) -> Tally:
    """The sums of all registers."""
    tally = Tally(await tariffs_of(contract, head))
    async for results in each_result(contract, head, tally.tariffs):
        tally.add(results)
    return tally


async def tariffs_of(contract: GuardedContract, head: Head) -> Tariffs | None:
    """None for whom sums of money are not shown."""
    return await load_tariffs(contract, head.period, head.zone) if contract.may(Action.VIEW_MONEY) else None


async def each_result(
    contract: GuardedContract, head: Head, tariffs: Tariffs | None
) -> AsyncIterator[Sequence[Result]]:
    """All registers in the sheet's order, read and counted a few hundred at a time."""
    live, cut = head.drafts_live, Cut(READ_AT_ONCE + 1)
    while found := await stretches(contract, head.period, head.zone, cut):
        yield [with_cost(count(stretch, live), tariffs) for stretch in found[:READ_AT_ONCE]]
        if len(found) <= READ_AT_ONCE:
            return
        cut = replace(cut, since=found[READ_AT_ONCE].row_id)


def _shown(found: list[Stretch], cut: Cut, size: int) -> _Shown:
    if cut.until:
        after = found.pop() if found and found[-1].row_id == cut.until else None
        return _Shown(found[-size:], found[-size - 1] if len(found) > size else None, after, torn=False)
    before = found.pop(0) if cut.since and found and found[0].row_id == cut.since else None
    after = found[size] if len(found) > size else None
    return _Shown(found[:size], before, after, torn=bool(cut.since and before is None))


def _objects(
    results: Sequence[Result], shown: _Shown, tariffs: Tariffs | None, *, whole: bool
) -> Iterator[ObjectLines]:
    outside = {stretch.place.object_id for stretch in (shown.before, shown.after) if stretch}
    for object_id, of_object in groupby(results, lambda result: result.stretch.place.object_id):
        lines = list(of_object)
        place = lines[0].stretch.place
        alone = whole and object_id not in outside and not shown.torn
        sums = _sums(lines, object_id, tariffs) if alone else None
        yield ObjectLines(
            object_id, place.object_name, place.address, tuple(_points(lines, shown.after, tariffs)), sums
        )


def _points(lines: Sequence[Result], after: Stretch | None, tariffs: Tariffs | None) -> Iterator[PointLines]:
    for point_id, of_point in groupby(lines, lambda result: result.stretch.point_id):
        results = tuple(of_point)
        first = results[0].stretch
        goes_on = after is not None and after.point_id == point_id
        cost = constant_cost(first, tariffs)
        yield PointLines(first.place.point, results, 0 if goes_on else first.loss_kwh, cost)


def _sums(lines: Sequence[Result], object_id: int, tariffs: Tariffs | None) -> Sums:
    tally = Tally(tariffs)
    tally.add(lines)
    return tally.objects[object_id].sums
