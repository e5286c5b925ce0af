"""The list of contracts and «Информация по договору»."""

from collections.abc import Sequence
from dataclasses import dataclass

from litestar import Response, Router, get
from litestar.di import NamedDependency

from src.domain.access import Action, GuardedContract, Role
from src.domain.text import search_words
from src.services import contract_card, contracts
from src.web import guards, kit, pages, queries
from src.web.pages import AnyRequest
from src.web.visitor import SignedIn


@dataclass(frozen=True, slots=True)
class Filters:
    """As they stand in the query string."""

    words: str
    role: str
    order: str

    def address(self, **mark: int) -> str:
        return queries.address("/contracts", q=self.words, role=self.role, sort=self.order, **mark)


@dataclass(frozen=True, slots=True)
class ContractsTable:
    """One page of rows with the ways to its neighbours, '' where there is none; `filtered`: something was asked for."""

    rows: Sequence[contracts.ContractRow]
    earlier: str
    later: str
    filtered: bool


@dataclass(frozen=True, slots=True)
class ContractsPage:
    """`said`: what has just happened: `unlinked`, `handed` or ''."""

    filters: Filters
    table: ContractsTable
    said: str


@dataclass(frozen=True, slots=True)
class CardPage:
    """`said`: what has just happened: `linked`, `known`, `handed`, `changed` or ''."""

    card: contract_card.Card
    said: str


def _wanted(request: AnyRequest) -> tuple[Filters, contracts.Wanted]:
    """What does not exist among roles and orders is as not asked for."""
    role, order, after = (
        queries.text_in(request, "role"),
        queries.text_in(request, "sort"),
        queries.id_in(request, "after"),
    )
    known = role if role in set(Role) else ""
    filters = Filters(queries.text_in(request, "q"), known, order if order == contracts.Order.NAME else "")
    return filters, contracts.Wanted(
        search_words(filters.words),
        Role(filters.role) if filters.role else None,
        contracts.Order(filters.order or contracts.Order.NUMBER),
        after,
        0 if after else queries.id_in(request, "before"),
    )


@get("/contracts", dependencies=guards.signed_in)
async def show_contracts(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    filters, wanted = _wanted(request)
    found = await contracts.list_contracts(person.user_id, wanted, person.now, kit.kit_of(request).settings)
    table = ContractsTable(
        found.rows,
        filters.address(before=found.before) if found.before else "",
        filters.address(after=found.after) if found.after else "",
        bool(filters.words or filters.role),
    )
    shown = ContractsPage(filters, table, queries.text_in(request, "said"))
    return await pages.fragments(request, [("contracts/table.html", table)], page=("contracts/list.html", shown))


@get("/contracts/{contract_id:int}", dependencies=guards.contract(Action.VIEW))
async def show_contract(
    request: AnyRequest, person: NamedDependency[SignedIn], contract: NamedDependency[GuardedContract]
) -> Response[str]:
    card = await contract_card.show_card(contract, person.now, kit.kit_of(request).settings)
    return pages.page(request, "contracts/card.html", CardPage(card, queries.text_in(request, "said")))


router = Router("/", route_handlers=[show_contracts, show_contract])
