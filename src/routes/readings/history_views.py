"""What the page of history is made of, and what its query string asks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from src.domain.access import GuardedContract
from src.domain.charts import Bar
from src.domain.history import OFFERED, REACH, USUAL, Entry, Photographed, PlaceHistory, Span, span_of
from src.domain.periods import Period
from src.domain.sheets import Wanted
from src.domain.statuses import Source
from src.domain.text import search_words
from src.services.readings.history import ENTRIES, OPEN, Asked, Shown
from src.web.pages import AnyRequest
from src.web.queries import address, id_in, id_of, text_in

OWN: Final = "own"
"""In the drop-down: a span of one's own."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked, as it stands in the query string; `months` 0: a span of one's own."""

    contract_id: int
    months: int
    span: Span
    words: str = ""
    after: int = 0
    before: int = 0
    open: frozenset[int] = frozenset()

    @property
    def path(self) -> str:
        return f"/contracts/{self.contract_id}/history"

    @property
    def asked(self) -> Asked:
        return Asked(self.span, Wanted(search_words(self.words), after=self.after, before=self.before), self.open)

    @property
    def file(self) -> str:
        return address(f"{self.path}.csv", **self._filter())

    @property
    def workbook(self) -> str:
        return address(f"{self.path}.xlsx", **self._filter())

    @property
    def whole(self) -> str:
        """The same span without words."""
        return address(self.path, **{**self._filter(), "q": ""})

    @property
    def kept(self) -> Sequence[tuple[str, str | int]]:
        """What the form of ticks sends back, so that they are those of this page."""
        given = {**self._filter(), "after": self.after, "before": self.before}
        return [(name, value) for name, value in given.items() if value]

    def beside(self, after: int = 0, before: int = 0) -> str:
        return address(self.path, **self._filter(), after=after, before=before) if after or before else ""

    def _filter(self) -> dict[str, str | int]:
        if self.months:
            return {"months": self.months, "q": self.words}
        since, until = (str(end) for end in self.span)
        return {"months": OWN, "since": since, "until": until, "q": self.words}


@dataclass(frozen=True, slots=True)
class Table:
    """Registers of a page, those that are `open` with their readings; `most` may be open, `limit` readings shown."""

    contract: GuardedContract
    filters: Filters
    places: tuple[PlaceHistory, ...]
    open: frozenset[int]
    earlier: str
    later: str
    cut: bool
    most: int = OPEN
    limit: int = ENTRIES
    photographed: Photographed = field(default_factory=dict)

    def photos(self, place: PlaceHistory, entry: Entry) -> str:
        """The page of the photos that belong to this entry; '' where there are none."""
        known = (place.place.id, entry.as_of, entry.version)
        shows = entry.source is Source.CLIENT and (entry.version or not entry.status)
        register = self.photographed.get(known) if shows else None
        path = f"/contracts/{self.contract.id}/readings/photos/{register}"
        return address(path, period=str(entry.period)) if register else ""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """`periods`: those that a span may begin and end with, the latest first."""

    contract: GuardedContract
    filters: Filters
    table: Table
    bars: tuple[Bar, ...]
    periods: tuple[Period, ...]
    offered: tuple[int, ...] = OFFERED


def this_period(now: datetime, zone: ZoneInfo) -> Period:
    return Period.containing(now, zone)


def filters_in(request: AnyRequest, contract: GuardedContract, this: Period) -> Filters:
    """What the query string asks for; what is none is as not given: a year."""
    typed, after = text_in(request, "months"), id_in(request, "after")
    months = id_of(typed) if id_of(typed) in OFFERED else 0 if typed == OWN else USUAL
    return Filters(
        contract.id,
        months,
        span_of(this, months, _period_in(request, "since"), _period_in(request, "until")),
        text_in(request, "q"),
        after,
        0 if after else id_in(request, "before"),
        frozenset(map(id_of, request.query_params.getall("open", [])[: 2 * OPEN])),
    )


def history_page(contract: GuardedContract, filters: Filters, this: Period, shown: Shown) -> HistoryPage:
    table = Table(
        contract,
        filters,
        shown.places,
        shown.open,
        filters.beside(before=shown.earlier),
        filters.beside(after=shown.later),
        shown.cut,
        photographed=shown.photographed,
    )
    return HistoryPage(contract, filters, table, shown.months, this.last(REACH)[::-1])


def _period_in(request: AnyRequest, name: str) -> Period | None:
    try:
        return Period.parse(text_in(request, name))
    except ValueError:
        return None
