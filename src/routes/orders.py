"""Workbooks and archives that were ordered: how far each is, and its file."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from src.domain.access import Action, GuardedContract
from src.domain.enclosures import MEDIA
from src.domain.orders import Order
from src.routes.export_names import Called, called
from src.services import orders
from src.web.attachment import attachment
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    SignedIn,
    fragments,
    get,
    kit_of,
    see_other,
)
from src.web.front import contract as guarded
from src.web.queries import text_in

PATH = "/contracts/{contract_id:int}/files/{order_id:int}"


@dataclass(frozen=True, slots=True)
class OrderPage:
    """`path`: of this page; `called`: the file's name and where it is asked for; `gone`: there is no file any more."""

    contract: GuardedContract
    order: Order
    path: str
    called: Called
    gone: bool


async def _find(contract: GuardedContract, number: int, person: SignedIn) -> Order:
    try:
        return await orders.find(contract, number, person.now)
    except orders.NoSuchOrder as error:
        raise NotFoundException from error


@get(PATH, dependencies=guarded(Action.VIEW))
async def show_order(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    order_id: FromPath[int],
) -> Response[str]:
    order, gone = await _find(contract, order_id, person), text_in(request, "said") == "gone"
    it = OrderPage(contract, order, f"/contracts/{contract.id}/files/{order.id}", called(order.wish, contract), gone)
    return await fragments(request, [("exports/order.html", it)], page=("exports/order.html", it))


@get(PATH + "/file", dependencies=guarded(Action.VIEW))
async def download_order(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    order_id: FromPath[int],
) -> Response[bytes] | Response[str]:
    """As often as a broken line needs; the page of the order where there is no file (any more)."""
    order = await _find(contract, order_id, person)
    with suppress(FileNotFoundError):
        if order.file:
            path = orders.kept_orders(kit_of(request).settings).path(order.file)
            name = called(order.wish, contract)
            names = (f"{each}.{name.ending}" for each in (name.name, name.plain))
            return attachment(await asyncio.to_thread(path.read_bytes), MEDIA[name.ending], *names)
    return see_other(request, f"/contracts/{contract.id}/files/{order.id}" + ("?said=gone" if order.file else ""))


router = Router("/", route_handlers=[show_order, download_order])
