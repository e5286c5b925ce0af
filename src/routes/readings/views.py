"""What the pages and fragments of readings are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from src.domain.access import Action, GuardedContract
from src.domain.cells import seen_of
from src.domain.periods import Period
from src.domain.sheets import Judged, Kind, Only, Wanted
from src.domain.text import search_words
from src.domain.windows import WindowState
from src.services.readings.review import Review
from src.services.readings.saving import Gone
from src.services.readings.sheet import Head, Page
from src.web.pages import Part
from src.web.queries import address


@dataclass(frozen=True, slots=True)
class Filters:
    """The sheet and what is asked of it, as it stands in the query string."""

    contract_id: int
    period: Period
    words: str = ""
    only: str = ""
    after: int = 0
    before: int = 0

    @property
    def path(self) -> str:
        return f"/contracts/{self.contract_id}/readings"

    @property
    def wanted(self) -> Wanted:
        return Wanted(search_words(self.words), Only(self.only), self.after, self.before)

    def beside(self, after: int = 0, before: int = 0) -> str:
        """The neighbouring page of lines."""
        return address(self.path, **self._asked(), after=after, before=before)

    def here(self, act: str = "", said: str = "") -> str:
        """This page; `act` is a path below the sheet's."""
        return address(self.path + act, **self._asked(), after=self.after, before=self.before, said=said)

    def review(self, key: str, said: str = "") -> str:
        """Looking over before sending, under this key of the form."""
        return address(self.path + "/submit", **self._asked(), after=self.after, before=self.before, key=key, said=said)

    def _asked(self) -> dict[str, str]:
        return {"period": str(self.period), "q": self.words, "only": self.only}


@dataclass(frozen=True, slots=True)
class Troubles:
    """What the answer to a form must tell of. `refused` was typed and not saved, `why` is `conflict` (the cell had
    changed) or `shut` (the window had closed); `mistaken` was saved as a mistake; the registers of `gone` are left."""

    why: str = ""
    refused: Mapping[int, str] = field(default_factory=dict)
    mistaken: frozenset[int] = frozenset()
    gone: tuple[Gone, ...] = ()

    @property
    def registers(self) -> frozenset[int]:
        return self.mistaken | self.refused.keys()


@dataclass(frozen=True, slots=True)
class GoneView:
    """In the place of a row whose register has left the sheet while its value was typed."""

    id: int
    serial: str
    typed: str
    columns: int = 6


@dataclass(frozen=True, slots=True)
class RowView:
    """One register. `open`: a value may be typed; `shut`: its window is over; `refused`: what was typed and not saved,
    `why` is `conflict` (the cell had changed) or `shut` (the window had closed)."""

    judged: Judged
    filters: Filters
    open: bool
    shut: bool
    refused: str = ""
    why: str = ""

    @property
    def id(self) -> int:
        return self.judged.line.register_id

    @property
    def value(self) -> str:
        return self.refused if self.why else self.judged.shown

    @property
    def seen(self) -> str:
        """What the form sends back, so that a cell that changed meanwhile is not written over."""
        return seen_of(self.judged)


@dataclass(frozen=True, slots=True)
class GroupView:
    object_id: int
    name: str
    address: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class LinesView:
    """A page of the sheet with the ways to its neighbours, '' where there is none."""

    filters: Filters
    groups: tuple[GroupView, ...]
    earlier: str
    later: str
    behind: bool


@dataclass(frozen=True, slots=True)
class SummaryView:
    """How far the sheet is."""

    head: Head
    may_submit: bool


@dataclass(frozen=True, slots=True)
class SheetPage:
    """`key`: of this form, so that a second press is the same sending; `said`: what has just become of it."""

    contract: GuardedContract
    filters: Filters
    head: Head
    summary: SummaryView
    lines: LinesView
    key: str
    said: str
    troubles: Troubles

    @property
    def beside(self) -> list[Part]:
        """What is swapped with any of the rows."""
        return [("readings/summary.html", self.summary)]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """What must be put right, or agreed to with «Отправить заполненные». `changed`: what was agreed to is not what the
    draft has become meanwhile; `kind`: which of the period's drafts."""

    contract: GuardedContract
    filters: Filters
    review: Review
    key: str
    changed: bool
    kind: Kind = Kind.CURRENT


def row_view(contract: GuardedContract, filters: Filters, head: Head, judged: Judged, troubles: Troubles) -> RowView:
    id_ = judged.line.register_id
    opened = head.open and judged.editable and contract.may(Action.SUBMIT)
    shut = head.state is WindowState.CLOSED
    refused = troubles.refused
    return RowView(judged, filters, opened, shut, refused.get(id_, ""), troubles.why if id_ in refused else "")


def lines_view(contract: GuardedContract, filters: Filters, head: Head, page: Page, troubles: Troubles) -> LinesView:
    groups = tuple(
        GroupView(
            group.object_id,
            group.name,
            group.address,
            tuple(row_view(contract, filters, head, judged, troubles) for judged in group.lines),
        )
        for group in page.groups
    )
    earlier = filters.beside(before=page.earlier) if page.earlier else ""
    later = filters.beside(after=page.later) if page.later else ""
    return LinesView(filters, groups, earlier, later, page.behind)
