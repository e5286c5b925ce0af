"""«Счёт на оплату» for an order of a service."""

from src.domain.access import Action, GuardedContract
from src.routes.printed import printed
from src.routes.service_orders.bill_paper import bill_paper
from src.routes.service_orders.views import path_of
from src.services import requisites
from src.services.service_orders import moving, orders
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    contract,
    get,
    kit_of,
    see_other,
)

PATH = "/contracts/{contract_id:int}/services/{service_order_id:int}/invoice.pdf"


@get(PATH, dependencies=contract(Action.VIEW_MONEY))
async def print_bill(
    request: AnyRequest, contract: NamedDependency[GuardedContract], service_order_id: FromPath[int]
) -> Response[bytes] | Response[str]:
    """An order that asks for no money, or of a supplier whose requisites nobody told, has its page alone."""
    try:
        order = await orders.find(contract, service_order_id)
    except moving.NoSuchOrder as error:
        raise NotFoundException from error
    payee = kit_of(request).settings.requisites
    if payee is None or order.head.total <= 0:
        return see_other(request, f"{path_of(contract)}/{service_order_id}")
    paper = bill_paper(contract, order, payee, await requisites.client_of(contract))
    return await printed(request, paper, paper.title, f"invoice-{contract.id}-{service_order_id}")


router = Router("/", route_handlers=[print_bill])
