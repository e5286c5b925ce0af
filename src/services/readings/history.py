"""«История показаний»: registers page by page, the readings of those that are open, the months of the contract."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from typing import Final
from zoneinfo import ZoneInfo

from src.domain.access import GuardedContract
from src.domain.charts import Bar, month_bars
from src.domain.history import Photographed, Place, PlaceHistory, Span, history_of
from src.domain.periods import Period
from src.domain.sheets import Wanted
from src.services.paging import one_page
from src.storage.readings import history, photo_links

PAGE: Final = 50
OPEN: Final = 10
"""Registers that are open at once."""
ENTRIES: Final = 500
"""Readings on one page."""
CHART_MONTHS: Final = 24
EXPORTED: Final = 250_000
"""Lines of one file."""
BATCH: Final = 25
"""Registers read at once for it: while a batch is made, nobody else is answered."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`open`: ids of the rows whose readings are wanted; those of another page count for nothing."""

    span: Span
    wanted: Wanted
    open: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of registers; those that are not among `open` come without entries. `earlier`, `later`: ids that lead to
    the neighbouring pages, 0 where there is none; `cut`: there are more readings than are shown; `photographed`:
    those of the entries that have photos."""

    places: tuple[PlaceHistory, ...]
    open: frozenset[int]
    earlier: int
    later: int
    months: tuple[Bar, ...]
    cut: bool
    photographed: Photographed


async def show(contract: GuardedContract, zone: ZoneInfo, this: Period, asked: Asked) -> Shown:
    """Two queries, one more where a register is open, however large the contract; `this` is the current period, the
    last of the chart."""

    async def ask(wanted: Wanted, limit: int) -> list[Place]:
        return await history.list_places(contract, asked.span, zone, wanted, limit)

    page = await one_page(ask, asked.wanted, lambda place: place.id, PAGE)
    opened = [place.id for place in page.rows if place.id in asked.open][:OPEN]
    first = this.plus(1 - CHART_MONTHS)
    found = await history.load_entries(contract, opened, asked.span, zone, ENTRIES, months=first)
    start = asked.span.since.start(zone)
    return Shown(
        places=tuple(history_of(place, found.entries.get(place.id, ()), start) for place in page.rows),
        open=frozenset(opened),
        earlier=page.before,
        later=page.after,
        months=month_bars(found.months, this, CHART_MONTHS) if found.months else (),
        cut=found.cut,
        photographed=await photo_links.photographed(contract, opened),
    )


async def has_more(contract: GuardedContract, zone: ZoneInfo, asked: Asked, most: int) -> bool:
    """Whether the filter finds more registers than `most`."""
    wanted = replace(asked.wanted, after=0, before=0)
    return len(await history.list_places(contract, asked.span, zone, wanted, most + 1)) > most


async def export(
    contract: GuardedContract, zone: ZoneInfo, asked: Asked, most: int = 0
) -> AsyncIterator[tuple[Sequence[PlaceHistory], bool]]:
    """All registers of the filter with their readings, batch by batch, so that memory stays that of a batch, at most
    `most` readings (0: EXPORTED); the last one says whether something is left out."""
    start, left = asked.span.since.start(zone), most or EXPORTED
    wanted = replace(asked.wanted, after=0, before=0)
    while True:
        places = await history.list_places(contract, asked.span, zone, wanted, BATCH + 1)
        more, places = len(places) > BATCH, places[:BATCH]
        found = await history.load_entries(contract, [place.id for place in places], asked.span, zone, left)
        made = [history_of(place, found.entries.get(place.id, ()), start) for place in places]
        left -= sum(len(each.entries) for each in made)
        gone = not places and wanted.after > 0  # the row that the batch began at: nobody knows what follows
        cut = found.cut or gone or (more and left <= 0)
        yield made, cut
        if cut or not more:
            return
        wanted = replace(wanted, after=places[-1].id)
