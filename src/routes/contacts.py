"""«Контакты»: a row for each contract, which opens by HTMX, by a link, or with all others of its page."""

from collections.abc import Sequence
from dataclasses import dataclass

from src.domain.access import Action, GuardedContract
from src.domain.text import search_words
from src.services.contacts import Branch, Curator, Known, Wanted, list_contacts, load_contacts
from src.services.paging import Slice
from src.web.front import AnyRequest, NamedDependency, Response, Router, SignedIn, fragments, get, signed_in
from src.web.front import contract as guarded
from src.web.queries import address, id_in, id_of, text_in

PATH = "/contacts"
ALL = "all"
"""In the place of an id: every row of the page is open."""


@dataclass(frozen=True, slots=True)
class Row:
    """`other`: where it leads without HTMX: the page on which this row is open, or closed."""

    id: int
    number: str
    party: str
    branch: Branch | None
    curator: Curator | None
    open: bool
    other: str
    barred: bool = False
    """The contract demands a second factor that the person has not."""


@dataclass(frozen=True, slots=True)
class Table:
    """A page of rows; the ways to its neighbours, '' where there is none; `other`: with all rows open, or closed."""

    rows: Sequence[Row]
    earlier: str
    later: str
    words: str
    all_open: bool
    other: str


@dataclass(frozen=True, slots=True)
class ContactsPage:
    words: str
    table: Table


@dataclass(frozen=True, slots=True)
class OnePage:
    contract: GuardedContract
    row: Row


@get(PATH, dependencies=signed_in)
async def show_contacts(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    words, after = text_in(request, "q"), id_in(request, "after")
    wanted = Wanted(search_words(words), after=after, before=0 if after else id_in(request, "before"))
    found = await list_contacts(person.user_id, wanted, person.now)
    table = _table(found, words, wanted, text_in(request, "open"))
    return await fragments(
        request, [("contacts/table.html", table)], page=("contacts/list.html", ContactsPage(words, table))
    )


@get("/contacts/{contract_id:int}", dependencies=guarded(Action.VIEW))
async def show_contract(request: AnyRequest, contract: NamedDependency[GuardedContract]) -> Response[str]:
    """One row, open unless `?open=0`; as a page, that of the one contract."""
    card = await load_contacts(contract)
    shown = text_in(request, "open") != "0"
    other = address(PATH, open=0 if shown else contract.id)
    row = Row(contract.id, contract.number, card.party.name, card.branch, card.curator, shown, other)
    return await fragments(request, [("contacts/row.html", row)], page=("contacts/one.html", OnePage(contract, row)))


def _table(found: Slice[Known], words: str, wanted: Wanted, opened: str) -> Table:
    here: dict[str, str | int] = {"q": words, "after": wanted.after, "before": wanted.before}
    kept = ALL if opened == ALL else ""
    return Table(
        [_row(each, here, opened) for each in found.rows],
        address(PATH, q=words, before=found.before, open=kept) if found.before else "",
        address(PATH, q=words, after=found.after, open=kept) if found.after else "",
        words,
        opened == ALL,
        address(PATH, **here, open="" if opened == ALL else ALL),
    )


def _row(known: Known, here: dict[str, str | int], opened: str) -> Row:
    listed, shown = known.listed, opened == ALL or id_of(opened) == known.listed.id
    other = f"{address(PATH, **here, open=0 if shown else listed.id)}#contact-{listed.id}"
    return Row(
        listed.id,
        listed.number,
        listed.party,
        known.branch,
        known.curator,
        shown and not listed.barred,
        other,
        listed.barred,
    )


router = Router("/", route_handlers=[show_contacts, show_contract])
