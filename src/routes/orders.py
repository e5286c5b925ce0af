"""Workbooks and archives that were ordered: how far each is, and its file."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from src.domain.access import Action, GuardedContract
from src.domain.orders import Order
from src.routes.export_names import Called, called
from src.services import orders
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    SignedIn,
    attachment,
    fragments,
    get,
    kit_of,
    see_other,
)
from src.web.front import contract as guarded
from src.web.queries import text_in

PIECE = 256 * 1024
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
            return await attachment(person.user_id, _pieces(path), name.name, name.plain, name.ending)
    return see_other(request, f"/contracts/{contract.id}/files/{order.id}" + ("?said=gone" if order.file else ""))


async def _pieces(path: Path) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(path.open, "rb") as file:
        while piece := await asyncio.to_thread(file.read, PIECE):
            yield piece


router = Router("/", route_handlers=[show_order, download_order])
