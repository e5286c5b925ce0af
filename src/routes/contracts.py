"""The list of contracts, the switcher, and «Информация по договору»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException, NotFoundException

from src.domain.access import Action, GuardedContract, Role, may
from src.domain.text import search_words
from src.services import contract_card, contracts
from src.services.access import NotYours
from src.services.contract_card import Card
from src.services.contracts import ContractRow, Listed, Order, Wanted
from src.web.forms import Form, read_form
from src.web.guards import contract as guarded
from src.web.guards import signed_in
from src.web.kit import kit_of
from src.web.pages import fragments, page, see_other
from src.web.queries import address, id_in, id_of, text_in
from src.web.visitor import SignedIn

AnyRequest = Request[Any, Any, Any]
OFFERED = 20
_OF_CONTRACT = re.compile(r"/contracts/[0-9]+(/readings)?")


class CurrentForm(Form):
    contract: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """As they stand in the query string."""

    words: str
    role: str
    order: str

    def address(self, **mark: int) -> str:
        return address("/contracts", q=self.words, role=self.role, sort=self.order, **mark)


@dataclass(frozen=True, slots=True)
class ContractsTable:
    """One page of rows with the ways to its neighbours, '' where there is none; `filtered`: something was asked for."""

    rows: tuple[ContractRow, ...]
    earlier: str
    later: str
    filtered: bool


@dataclass(frozen=True, slots=True)
class ContractsPage:
    filters: Filters
    table: ContractsTable


@dataclass(frozen=True, slots=True)
class CardPage:
    """`said`: what has just happened: `linked`, `known` or ''."""

    card: Card
    said: str


@dataclass(frozen=True, slots=True)
class Offered:
    """Contracts to switch to; `origin` is the page that the person came from."""

    rows: tuple[Listed, ...]
    more: bool
    origin: str


@dataclass(frozen=True, slots=True)
class SwitchPage:
    words: str
    offered: Offered


def _wanted(request: AnyRequest) -> tuple[Filters, Wanted]:
    """What does not exist among roles and orders is as not asked for."""
    role, order = text_in(request, "role"), text_in(request, "sort")
    filters = Filters(text_in(request, "q"), role if role in set(Role) else "", order if order == Order.NAME else "")
    after = id_in(request, "after")
    return filters, Wanted(
        search_words(filters.words),
        Role(filters.role) if filters.role else None,
        Order(filters.order or Order.NUMBER),
        after,
        0 if after else id_in(request, "before"),
    )


@get("/contracts", dependencies=signed_in)
async def show_contracts(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    filters, wanted = _wanted(request)
    found = await contracts.list_contracts(person.user_id, wanted, person.now, kit_of(request).settings)
    table = ContractsTable(
        found.rows,
        filters.address(before=found.before) if found.before else "",
        filters.address(after=found.after) if found.after else "",
        bool(filters.words or filters.role),
    )
    return await fragments(
        request, [("contracts/table.html", table)], page=("contracts/list.html", ContractsPage(filters, table))
    )


@get("/contracts/switch", dependencies=signed_in)
async def show_switch(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    words = text_in(request, "q")
    found = await contracts.find_contracts(person.user_id, search_words(words), person.now, OFFERED + 1)
    offered = Offered(tuple(found[:OFFERED]), len(found) > OFFERED, text_in(request, "origin"))
    return await fragments(
        request, [("contracts/offered.html", offered)], page=("contracts/switch.html", SwitchPage(words, offered))
    )


@post("/contracts/current", dependencies=signed_in)
async def put_current(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    """Go on with another contract, on the page of the same kind."""
    form, _ = await read_form(request, CurrentForm)
    if form is None or not (contract_id := id_of(form.contract)):
        raise HTTPException(status_code=422)
    try:
        role = await contracts.choose(person.user_id, contract_id, person.now)
    except NotYours as error:
        raise NotFoundException from error
    return see_other(request, _place(form.origin, contract_id, role))


def _place(origin: str, contract_id: int, role: Role) -> str:
    if origin == "/":
        return "/"
    found = _OF_CONTRACT.fullmatch(origin)
    reading = found is not None and found[1] and may(role, Action.SUBMIT)
    return f"/contracts/{contract_id}/readings" if reading else f"/contracts/{contract_id}"


@get("/contracts/{contract_id:int}", dependencies=guarded(Action.VIEW))
async def show_contract(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    card = await contract_card.show_card(contract, person.now, kit_of(request).settings)
    return page(request, "contracts/card.html", CardPage(card, text_in(request, "said")))


router = Router("/", route_handlers=[show_contracts, show_switch, put_current, show_contract])
