"""«Расчет предварительного расхода»: what the readings of a period come to, and the sums of the whole contract."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, islice

from src.domain.access import Action, GuardedContract
from src.domain.periods import Period
from src.domain.tally import ObjectSums, Tally
from src.domain.text import search_words
from src.routes.readings.making import head_of
from src.services.readings import consumption
from src.services.readings.sheet import Head
from src.web.front import AnyRequest, NamedDependency, Response, Router, SignedIn, fragments, get
from src.web.front import contract as guarded
from src.web.queries import address, id_in, text_in


@dataclass(frozen=True, slots=True)
class Filters:
    """The period and the words of the query string; `print`: a longer page, made to be printed."""

    contract_id: int
    period: Period
    words: str
    print: bool = False

    @property
    def path(self) -> str:
        return f"/contracts/{self.contract_id}/consumption"

    @property
    def readings(self) -> str:
        return f"/contracts/{self.contract_id}/readings"

    def here(self, after: int = 0, before: int = 0) -> str:
        asked = {"period": str(self.period), "q": self.words, "print": "1" if self.print else ""}
        return address(self.path, **asked, after=after, before=before)

    @property
    def workbook(self) -> str:
        return address(f"{self.path}.xlsx", period=str(self.period))

    @property
    def printed(self) -> str:
        return replace(self, print=True).here()

    def totals(self, after: int = 0) -> str:
        return address(f"{self.path}/totals", period=str(self.period), after=after)


@dataclass(frozen=True, slots=True)
class LinesView:
    """A page of registers with the ways to its neighbours, '' where there is none. `opening`: where a missing previous
    value may be given, '' where this person may not, or not now."""

    filters: Filters
    page: consumption.Page
    earlier: str
    later: str
    opening: str


@dataclass(frozen=True, slots=True)
class TotalsView:
    """`tally` None: it is fetched after the page."""

    filters: Filters
    tally: Tally | None
    opening: str


@dataclass(frozen=True, slots=True)
class ConsumptionPage:
    contract: GuardedContract
    filters: Filters
    head: Head
    lines: LinesView
    totals: TotalsView


@dataclass(frozen=True, slots=True)
class TotalsPage:
    """Sums of objects, fifty a page; `later` leads to the next ones."""

    contract: GuardedContract
    filters: Filters
    totals: TotalsView
    objects: Sequence[ObjectSums]
    later: str

    @property
    def priced(self) -> bool:
        tally = self.totals.tally
        return tally is not None and tally.tariffs is not None and tally.tariffs.known


@get("/contracts/{contract_id:int}/consumption", dependencies=guarded(Action.VIEW))
async def show_consumption(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    head = await head_of(request, contract, person)
    whole = await page_of(request, contract, head)
    return await fragments(request, [("consumption/lines.html", whole.lines)], page=("consumption/page.html", whole))


async def page_of(request: AnyRequest, contract: GuardedContract, head: Head) -> ConsumptionPage:
    filters = Filters(contract.id, head.period, text_in(request, "q"), text_in(request, "print") == "1")
    found = await consumption.find_page(contract, head, _wanted(request, filters))
    lines = LinesView(
        filters,
        found,
        filters.here(before=found.earlier) if found.earlier else "",
        filters.here(after=found.later) if found.later else "",
        _opening(contract, head),
    )
    return ConsumptionPage(contract, filters, head, lines, TotalsView(filters, found.tally, lines.opening))


def _opening(contract: GuardedContract, head: Head) -> str:
    path = f"/contracts/{contract.id}/readings/opening"
    return address(path, period=str(head.period)) if head.open and contract.may(Action.SUBMIT) else ""


def _wanted(request: AnyRequest, filters: Filters) -> consumption.Wanted:
    after = id_in(request, "after")
    before = 0 if after else id_in(request, "before")
    size = consumption.PRINTED if filters.print else consumption.PAGE
    return consumption.Wanted(search_words(filters.words), after, before, size)


@get("/contracts/{contract_id:int}/consumption/totals", dependencies=guarded(Action.VIEW))
async def show_totals(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    head = await head_of(request, contract, person)
    tally = await consumption.find_tally(contract, head)
    filters = Filters(contract.id, head.period, "")
    totals = TotalsView(filters, tally, _opening(contract, head))
    objects = _page_of(list(tally.objects.values()), id_in(request, "after"))
    later = filters.totals(objects[-2].id) if len(objects) > consumption.PAGE else ""
    whole = TotalsPage(contract, filters, totals, objects[: consumption.PAGE], later)
    return await fragments(request, [("consumption/totals.html", totals)], page=("consumption/totals.html", whole))


def _page_of(objects: Sequence[ObjectSums], after: int) -> Sequence[ObjectSums]:
    """Those that follow the object `after`, and one more than a page; from the first where it is gone."""
    if all(each.id != after for each in objects):
        return objects[: consumption.PAGE + 1]
    rest = dropwhile(lambda each: each.id != after, objects)
    return list(islice(rest, 1, consumption.PAGE + 2))


router = Router("/", route_handlers=[show_consumption, show_totals])
