"""What the pages «Управление доступом» are made of, and what their query string asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from src.domain.access import GuardedContract, Role
from src.domain.members import Member
from src.domain.text import search_words
from src.routes.inviting.waiting import Invitations
from src.services.members.listing import Wanted
from src.services.paging import Slice
from src.web.front import AnyRequest
from src.web.queries import address, id_in, text_in


@dataclass(frozen=True, slots=True)
class Filters:
    """As they stand in the query string of the page at this path."""

    path: str
    words: str = ""
    role: str = ""

    @property
    def any(self) -> bool:
        return bool(self.words or self.role)

    def beside(self, after: int = 0, before: int = 0) -> str:
        """The neighbouring page, '' where there is none."""
        return address(self.path, q=self.words, role=self.role, after=after, before=before) if after or before else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A page of members with the ways to its neighbours."""

    contract: GuardedContract
    filters: Filters
    rows: Sequence[Member]
    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class AccessPage:
    """`said`: what has just happened, '' when nothing has."""

    contract: GuardedContract
    table: Table
    said: str
    invitations: Invitations


def path_of(contract: GuardedContract) -> str:
    return f"/contracts/{contract.id}/access"


def filters_in(request: AnyRequest, path: str) -> Filters:
    """A role that does not exist is as not asked for."""
    role = text_in(request, "role")
    return Filters(path, text_in(request, "q"), role if role in set(Role) else "")


def wanted_in(request: AnyRequest, filters: Filters) -> Wanted:
    after = id_in(request, "after")
    before = 0 if after else id_in(request, "before")
    return Wanted(search_words(filters.words), Role(filters.role) if filters.role else None, after, before)


def table_of(contract: GuardedContract, filters: Filters, found: Slice[Member]) -> Table:
    return Table(contract, filters, found.rows, filters.beside(before=found.before), filters.beside(after=found.after))
