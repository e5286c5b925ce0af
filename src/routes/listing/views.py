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
class ListView:
    """One page of a list under its filters, with the ways to its neighbours, '' where there is none; `broken_off`:
    enough was looked at for one page. `leader`: in whose order it stands."""

    name: str
    filters: Filters
    fields: Sequence[str]
    leader: Leader
    rows: Sequence[Any]
    earlier: str
    later: str
    broken_off: bool
    total: TotalView


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
        filters.address(before=shown.before) if shown.before else "",
        filters.address(after=shown.after) if shown.after else "",
        shown.broken_off,
        TotalView(filters, None),
    )
