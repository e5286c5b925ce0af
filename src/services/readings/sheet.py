"""Showing the sheet: which period, how its window stands, a page of its lines."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from src.domain.access import GuardedContract
from src.domain.periods import Period
from src.domain.sheets import Judged, SheetLine, Wanted, judge
from src.domain.windows import (
    Window,
    WindowState,
    candidates,
    current_period,
    default_window,
    next_opening,
    open_period,
)
from src.services.paging import one_page
from src.settings import Settings
from src.storage.readings.heads import Counts, load_heads
from src.storage.readings.lines import lines_of_registers, page_of_lines
from src.storage.recount_queue import is_behind

PAGE = 50


class NoSuchPeriod(Exception):
    """The period is too far away to have a sheet."""


class WindowShut(Exception):
    """The window of the period is not open: nothing is saved or sent, drafts are read-only."""


@dataclass(frozen=True, slots=True)
class Head:
    """`counts` None: nobody has counted this period yet. `opened`: the period whose readings are taken now, if any;
    `opens_next`: the nearest opening to come."""

    period: Period
    zone: ZoneInfo
    window: Window
    state: WindowState
    opened: Period | None
    opens_next: datetime | None
    counts: Counts | None

    @property
    def open(self) -> bool:
        return self.state is WindowState.OPEN

    @property
    def drafts_live(self) -> bool:
        """Whether a draft may still be sent."""
        return self.state is not WindowState.CLOSED

    @property
    def nothing_needed(self) -> bool:
        """Whether no register waits for the client: all are read from afar or refuse."""
        return self.counts is not None and not self.counts.needed


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one object that stand one after another."""

    object_id: int
    name: str
    address: str
    lines: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """`earlier`, `later`: the line before (after) which the neighbouring page begins; 0 where there is none.
    `behind`: nothing is shown because billing has just told of the contract, and its lines are still being made."""

    groups: tuple[Group, ...]
    earlier: int
    later: int
    behind: bool = False

    @property
    def registers(self) -> frozenset[int]:
        return frozenset(judged.line.register_id for group in self.groups for judged in group.lines)


async def find_head(contract: GuardedContract, settings: Settings, now: datetime, period: Period | None) -> Head:
    """The head of a period, by default of the one whose window matters now; NoSuchPeriod when it is out of reach."""
    zone = settings.time_zone
    near = candidates(now, zone)
    if period and not near[1].plus(-36) <= period <= near[2]:
        raise NoSuchPeriod
    periods = sorted({*near, *([period] if period else [])})
    heads = await load_heads(contract, periods, zone)
    windows = {
        each: heads.windows.get(each)
        or default_window(each, zone, settings.window_opens_day, settings.window_closes_day)
        for each in periods
    }
    shown = period or current_period({each: windows[each] for each in near}, now)
    return Head(
        shown,
        zone,
        windows[shown],
        windows[shown].state(now),
        open_period(windows, now),
        next_opening(windows, now),
        heads.counts.get(shown),
    )


async def find_page(contract: GuardedContract, settings: Settings, period: Period, wanted: Wanted) -> Page:
    """Fifty lines, grouped by object; one more is read to know whether others follow."""

    async def ask(wanted: Wanted, limit: int) -> list[SheetLine]:
        return await page_of_lines(contract, period, settings.time_zone, wanted, limit)

    page = await one_page(ask, wanted, lambda line: line.row_id, PAGE)
    if not page.rows:
        return Page((), 0, 0, await is_behind(contract.id))
    return Page(group(page.rows), page.before, page.after)


async def find_lines(contract: GuardedContract, settings: Settings, period: Period, ids: Collection[int]) -> Page:
    """Just the lines of these registers: those that a person must look at, whatever the filter leaves out."""
    found = await lines_of_registers(contract, period, settings.time_zone, list(ids))
    return Page(group(list(found.values())), 0, 0)


def group(lines: Sequence[SheetLine]) -> tuple[Group, ...]:
    """The lines judged, those of one object together; the order stays."""
    edges = [0, *(at + 1 for at, (a, b) in enumerate(pairwise(lines)) if _object(a) != _object(b)), len(lines)]
    groups = []
    for start, end in pairwise(edges):
        place = lines[start].place
        judged = tuple(judge(line) for line in lines[start:end])
        groups.append(Group(place.object_id, place.object_name, place.address, judged))
    return tuple(groups)


def _object(line: SheetLine) -> int:
    return line.place.object_id
