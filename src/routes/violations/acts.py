"""«Акты нарушений»: the list with its sums, and as files."""

from src.domain.access import Action, GuardedContract
from src.domain.orders import Kind, Wish
from src.routes.giving import give
from src.routes.violations.file import HEAD, ActsFile
from src.routes.violations.views import ActsPage, TotalsPage, TotalsView, filters_in, lines_of, wanted_in
from src.services import violations
from src.web.csv_file import csv_answer
from src.web.front import AnyRequest, NamedDependency, Response, Router, SignedIn, fragments, get, kit_of
from src.web.front import contract as guarded

AT_ONCE = 1_000
"""Acts of a workbook that nobody waits long for."""
PATH = "/contracts/{contract_id:int}/violations"


@get(PATH, dependencies=guarded(Action.VIEW_VIOLATIONS))
async def show_acts(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    filters = filters_in(request, contract)
    lines = lines_of(contract, filters, await violations.show(contract, wanted_in(request, filters)))
    it = ActsPage(contract, filters, lines)
    return await fragments(request, [("violations/lines.html", lines)], page=("violations/page.html", it))


@get(PATH + "/totals", dependencies=guarded(Action.VIEW_VIOLATIONS))
async def show_totals(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    filters = filters_in(request, contract)
    totals = TotalsView(filters, await violations.sum_up(contract, filters.wanted()))
    it = TotalsPage(contract, totals)
    return await fragments(request, [("violations/totals.html", totals)], page=("violations/totals.html", it))


@get(PATH + ".csv", dependencies=guarded(Action.VIEW_VIOLATIONS))
async def export_acts(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    """All that the filter finds, whatever page is on the screen."""
    found = violations.export(contract, filters_in(request, contract).wanted())
    return csv_answer(f"violations-{contract.id}", HEAD, ActsFile(kit_of(request)).cells(found))


@get(PATH + ".xlsx", dependencies=guarded(Action.VIEW_VIOLATIONS))
async def export_acts_workbook(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[bytes] | Response[str]:
    filters = filters_in(request, contract)
    short = (await violations.sum_up(contract, filters.wanted())).acts <= AT_ONCE
    return await give(request, person, contract, Wish(Kind.VIOLATIONS, filters.asked), short)


router = Router("/", route_handlers=[show_acts, show_totals, export_acts, export_acts_workbook])
