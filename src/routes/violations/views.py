"""What the pages of acts are made of, and what their query string asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from src.domain.access import GuardedContract
from src.domain.violations import Act, Kind, Line, Totals
from src.services import violations
from src.services.access import LARGEST_ID
from src.services.paging import Slice
from src.services.violations import Wanted
from src.web.front import AnyRequest, NotFoundException
from src.web.queries import address, day_in, id_in, text_in


@dataclass(frozen=True, slots=True)
class Filters:
    """As they stand in the query string: days on which acts were drawn up, both included, and a kind; None, '': any."""

    contract_id: int
    since: date | None = None
    until: date | None = None
    kind: str = ""

    @property
    def path(self) -> str:
        return f"/contracts/{self.contract_id}/violations"

    @property
    def any(self) -> bool:
        return bool(self.since or self.until or self.kind)

    @property
    def asked(self) -> dict[str, str]:
        days = {"since": self.since, "until": self.until}
        return {name: day.isoformat() if day else "" for name, day in days.items()} | {"kind": self.kind}

    def at(self, what: str = "", after: int = 0, before: int = 0) -> str:
        """The same selection as a page, `.csv`, `.xlsx` or `/totals`."""
        return address(self.path + what, **self.asked, after=after, before=before)

    def wanted(self, after: int = 0, before: int = 0) -> Wanted:
        return Wanted(self.since, self.until, self.kind, after, before)


@dataclass(frozen=True, slots=True)
class TotalsView:
    """`totals` None: they are fetched after the page."""

    filters: Filters
    totals: Totals | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """One page of acts with the ways to its neighbours, '' where there is none."""

    contract: GuardedContract
    filters: Filters
    lines: Sequence[Line]
    earlier: str
    later: str

    @property
    def totals(self) -> TotalsView:
        return TotalsView(self.filters)


@dataclass(frozen=True, slots=True)
class ActsPage:
    """`kinds` may be chosen."""

    contract: GuardedContract
    filters: Filters
    lines: Lines
    kinds: Sequence[Kind] = tuple(Kind)


@dataclass(frozen=True, slots=True)
class TotalsPage:
    contract: GuardedContract
    totals: TotalsView


async def act_of(contract: GuardedContract, act_id: int) -> Act:
    if not 0 < act_id <= LARGEST_ID:
        raise NotFoundException
    try:
        return await violations.find(contract, act_id)
    except violations.NoSuchAct as error:
        raise NotFoundException from error


def filters_in(request: AnyRequest, contract: GuardedContract) -> Filters:
    """What is no day or kind is as not asked for."""
    kind = text_in(request, "kind")
    known = kind if kind in set(Kind) else ""
    return Filters(contract.id, day_in(request, "since"), day_in(request, "until"), known)


def filters_of(contract: GuardedContract, asked: Mapping[str, str]) -> Filters:
    """The same from the words of an order."""
    days = (date.fromisoformat(asked[name]) if asked[name] else None for name in ("since", "until"))
    return Filters(contract.id, *days, asked["kind"])


def wanted_in(request: AnyRequest, filters: Filters) -> Wanted:
    after = id_in(request, "after")
    return filters.wanted(after, 0 if after else id_in(request, "before"))


def lines_of(contract: GuardedContract, filters: Filters, shown: Slice[Line]) -> Lines:
    earlier = filters.at(before=shown.before) if shown.before else ""
    return Lines(contract, filters, shown.rows, earlier, filters.at(after=shown.after) if shown.after else "")
