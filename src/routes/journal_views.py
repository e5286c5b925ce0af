"""What the pages «Действия» are made of, and what their query string asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from src.domain.access import GuardedContract
from src.domain.journal_lines import KINDS, Kind
from src.services.journal import Member, Told, Wanted
from src.services.paging import Slice
from src.web.pages import AnyRequest
from src.web.queries import address, id_in, text_in

OF_CONTRACT = (Kind.READINGS, Kind.MONEY, Kind.APPEALS, Kind.VIOLATIONS, Kind.ACCESS)
"""Kinds of acts that have a contract."""


@dataclass(frozen=True, slots=True)
class Filters:
    """As they stand in the query string: ISO days, both of them included, an account, a kind; '' or 0: any."""

    path: str
    since: str = ""
    until: str = ""
    who: int = 0
    kind: str = ""

    @property
    def any(self) -> bool:
        return bool(self.since or self.until or self.who or self.kind)

    @property
    def file(self) -> str:
        return self._address(f"{self.path}.csv")

    @property
    def workbook(self) -> str:
        return self._address(f"{self.path}.xlsx")

    def beside(self, after: int = 0, before: int = 0) -> str:
        return self._address(self.path, after=after, before=before) if after or before else ""

    def of(self, account: int) -> str:
        """The acts of this person alone, of the same span and kind."""
        return address(self.path, since=self.since, until=self.until, who=account, kind=self.kind)

    def wanted(self, zone: ZoneInfo, after: int = 0, before: int = 0) -> Wanted:
        events = KINDS[Kind(self.kind)] if self.kind else ()
        return Wanted(_start(self.since, zone), _start(self.until, zone, 1), self.who, events, after, before)

    def _address(self, path: str, **mark: int) -> str:
        return address(path, since=self.since, until=self.until, who=self.who, kind=self.kind, **mark)


@dataclass(frozen=True, slots=True)
class Lines:
    """One page of lines with the ways to its neighbours, '' where there is none; `contract` None: one's own account."""

    filters: Filters
    contract: GuardedContract | None
    lines: Sequence[Told]
    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class JournalPage:
    """`kinds` and `members` may be chosen; `busy`: no time for the workbook."""

    filters: Filters
    contract: GuardedContract | None
    lines: Lines
    kinds: Sequence[Kind]
    members: Sequence[Member]
    busy: bool = False


def path_of(contract: GuardedContract | None) -> str:
    return f"/contracts/{contract.id}/journal" if contract else "/profile/journal"


def filters_in(request: AnyRequest, contract: GuardedContract | None) -> Filters:
    """What is no day, kind or id is as not asked for."""
    kind = text_in(request, "kind")
    return Filters(
        path_of(contract),
        _day_in(request, "since"),
        _day_in(request, "until"),
        id_in(request, "who") if contract else 0,
        kind if kind in kinds_of(contract) else "",
    )


def wanted_in(request: AnyRequest, filters: Filters, zone: ZoneInfo) -> Wanted:
    after = id_in(request, "after")
    return filters.wanted(zone, after, 0 if after else id_in(request, "before"))


def kinds_of(contract: GuardedContract | None) -> Sequence[Kind]:
    return OF_CONTRACT if contract else tuple(Kind)


def lines_of(filters: Filters, contract: GuardedContract | None, shown: Slice[Told]) -> Lines:
    return Lines(filters, contract, shown.rows, filters.beside(before=shown.before), filters.beside(after=shown.after))


def _day_in(request: AnyRequest, name: str) -> str:
    try:
        return date.fromisoformat(text_in(request, name)).isoformat()
    except ValueError:
        return ""


def _start(day: str, zone: ZoneInfo, plus: int = 0) -> datetime | None:
    """The instant at which this day, or one `plus` days later, begins."""
    if not day:
        return None
    try:
        return datetime.combine(date.fromisoformat(day) + timedelta(days=plus), time(), zone)
    except OverflowError:  # the last day of the calendar
        return None
