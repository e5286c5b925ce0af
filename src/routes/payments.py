"""«Платежи»: what has been paid by a contract; what its filters find comes to so much, and goes out as a file."""

from src.domain.access import Action, GuardedContract
from src.routes.list_answers import give_csv, give_workbook, show_list, show_total
from src.routes.listing.payments import PAYMENTS
from src.web.front import AnyRequest, NamedDependency, Response, Router, SignedIn, get
from src.web.front import contract as guarded

PATH = "/contracts/{contract_id:int}/payments"


@get(PATH, dependencies=guarded(Action.VIEW_MONEY))
async def show_payments(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    return await show_list(request, contract, PAYMENTS)


@get(PATH + "/totals", dependencies=guarded(Action.VIEW_MONEY))
async def show_payments_total(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    return await show_total(request, contract, PAYMENTS)


@get(PATH + ".csv", dependencies=guarded(Action.VIEW_MONEY))
async def export_payments(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    return await give_csv(request, contract, PAYMENTS)


@get(PATH + ".xlsx", dependencies=guarded(Action.VIEW_MONEY))
async def export_payments_workbook(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[bytes] | Response[str]:
    return await give_workbook(request, person, contract, PAYMENTS)


router = Router("/", route_handlers=[show_payments, show_payments_total, export_payments, export_payments_workbook])
