"""«Акты нарушений»: the list, what its filters find in all, and as files."""

from src.domain.access import Action, GuardedContract
from src.routes.list_answers import give_csv, give_workbook, show_list, show_total
from src.routes.listing.violations import VIOLATIONS
from src.web.front import AnyRequest, NamedDependency, Response, Router, SignedIn, get
from src.web.front import contract as guarded

PATH = "/contracts/{contract_id:int}/violations"


@get(PATH, dependencies=guarded(Action.VIEW_VIOLATIONS))
async def show_acts(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    return await show_list(request, contract, VIOLATIONS, "violations/page.html")


@get(PATH + "/totals", dependencies=guarded(Action.VIEW_VIOLATIONS))
async def show_acts_total(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    return await show_total(request, contract, VIOLATIONS)


@get(PATH + ".csv", dependencies=guarded(Action.VIEW_VIOLATIONS))
async def export_acts(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    return await give_csv(request, contract, VIOLATIONS)


@get(PATH + ".xlsx", dependencies=guarded(Action.VIEW_VIOLATIONS))
async def export_acts_workbook(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[bytes] | Response[str]:
    return await give_workbook(request, person, contract, VIOLATIONS)


router = Router("/", route_handlers=[show_acts, show_acts_total, export_acts, export_acts_workbook])
