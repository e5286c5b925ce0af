"""One order: how it stands, on paper, cancelled."""

from src.domain.access import Action, GuardedContract
from src.routes.service_orders.views import OrderPage, path_of
from src.services.card_payments import showing
from src.services.service_orders import cancelling, moving, orders
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    SignedIn,
    get,
    kit_of,
    page,
    post,
    see_other,
)
from src.web.front import contract as guarded
from src.web.queries import text_in


@get("/contracts/{contract_id:int}/services/{service_order_id:int}", dependencies=guarded(Action.VIEW_MONEY))
async def show_order(
    request: AnyRequest, contract: NamedDependency[GuardedContract], service_order_id: FromPath[int]
) -> Response[str]:
    return await _page(request, "service_orders/order.html", contract, service_order_id)


@get("/contracts/{contract_id:int}/services/{service_order_id:int}/print", dependencies=guarded(Action.VIEW_MONEY))
async def print_order(
    request: AnyRequest, contract: NamedDependency[GuardedContract], service_order_id: FromPath[int]
) -> Response[str]:
    return await _page(request, "service_orders/print.html", contract, service_order_id)


@get("/contracts/{contract_id:int}/services/{service_order_id:int}/cancel", dependencies=guarded(Action.PAY))
async def ask_cancel(
    request: AnyRequest, contract: NamedDependency[GuardedContract], service_order_id: FromPath[int]
) -> Response[str]:
    return await _page(request, "service_orders/cancel.html", contract, service_order_id)


@post("/contracts/{contract_id:int}/services/{service_order_id:int}/cancel", dependencies=guarded(Action.PAY))
async def cancel(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    service_order_id: FromPath[int],
) -> Response[str]:
    said = "cancelled"
    try:
        await cancelling.cancel(person.actor, contract, service_order_id)
    except cancelling.NoSuchOrder as error:
        raise NotFoundException from error
    except cancelling.NotNow:
        said = "late"
    except cancelling.BeingPaid:
        said = "paying"
    return see_other(request, f"{path_of(contract)}/{service_order_id}?said={said}")


async def _page(request: AnyRequest, template: str, contract: GuardedContract, order_id: int) -> Response[str]:
    try:
        order = await orders.find(contract, order_id)
    except moving.NoSuchOrder as error:
        raise NotFoundException from error
    payable = kit_of(request).settings.requisites is not None
    held = await showing.find_held(contract, order_id) if contract.may(Action.PAY) else None
    return page(
        request, template, OrderPage(contract, order, text_in(request, "said"), payable, held.id if held else 0)
    )


router = Router("/", route_handlers=[show_order, print_order, ask_cancel, cancel])
