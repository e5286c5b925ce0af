"""What the pages of filtered lists are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from src.domain.access import GuardedContract
from src.domain.lists import Leader, Total
from src.routes.listing.subject import Subject
from src.services.paging import Slice
from src.web.filters import Filters


@dataclass(frozen=True, slots=True)
class TotalView:
    """`total` None: it is fetched after the page."""

    filters: Filters
    total: Total | None


@dataclass(frozen=True, slots=True)
class Ticks:
    """Rows that were ticked: `here`, and on pages that were turned (`elsewhere`); of more than `most` the first ones,
    and `cut` says so."""

    here: Sequence[int]
    elsewhere: Sequence[int]
    most: int
    cut: bool

    @property
    def carried(self) -> str:
        """Behind an address with a mark."""
        return "".join(f"&pick={id_}" for id_ in (*self.elsewhere, *self.here))


@dataclass(frozen=True, slots=True)
class ListView:
    """One page of a list under its filters, with the marks of its neighbours, 0 where there is none; `broken_off`:
    enough was looked at for one page. `leader`: in whose order it stands; `ticks` where its rows can be ticked."""

    name: str
    filters: Filters
    fields: Sequence[str]
    leader: Leader
    rows: Sequence[Any]
    before: int
    after: int
    broken_off: bool
    total: TotalView
    ticks: Ticks | None = None

    @property
    def earlier(self) -> str:
        return self.filters.address(before=self.before) + self._ticked if self.before else ""

    @property
    def later(self) -> str:
        return self.filters.address(after=self.after) + self._ticked if self.after else ""

    @property
    def _ticked(self) -> str:
        return self.ticks.carried if self.ticks else ""


@dataclass(frozen=True, slots=True)
class ListPage:
    contract: GuardedContract
    title: str
    list: ListView


@dataclass(frozen=True, slots=True)
class TotalPage:
    """What a selection comes to, where it was not fetched into the list."""

    contract: GuardedContract
    name: str
    title: str
    total: TotalView


def list_view(subject: Subject, filters: Filters, shown: Slice[Any]) -> ListView:
    return ListView(
        subject.name,
        filters,
        subject.fields,
        filters.asked.leader,
        shown.rows,
        shown.before,
        shown.after,
        shown.broken_off,
        TotalView(filters, None),
    )
