"""«Услуги»: orders of a contract; what the filters find comes to so much, and goes out as a file."""

from src.domain.access import Action, GuardedContract
from src.routes.list_answers import give_csv, give_workbook, show_list, show_total
from src.routes.listing.services import SERVICES
from src.web.front import AnyRequest, NamedDependency, Response, Router, SignedIn, get
from src.web.front import contract as guarded

PATH = "/contracts/{contract_id:int}/services"


@get(PATH, dependencies=guarded(Action.VIEW_MONEY))
async def show_orders(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    return await show_list(request, contract, SERVICES, "service_orders/list.html")


@get(PATH + "/totals", dependencies=guarded(Action.VIEW_MONEY))
async def show_orders_total(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    return await show_total(request, contract, SERVICES)


@get(PATH + ".csv", dependencies=guarded(Action.VIEW_MONEY))
async def export_orders(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    return await give_csv(request, contract, SERVICES)


@get(PATH + ".xlsx", dependencies=guarded(Action.VIEW_MONEY))
async def export_orders_workbook(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[bytes] | Response[str]:
    return await give_workbook(request, person, contract, SERVICES)


router = Router("/", route_handlers=[show_orders, show_orders_total, export_orders, export_orders_workbook])
