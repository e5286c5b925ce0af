"""What the report «Кто имеет доступ» is made of, and what its query string asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from src.domain.access import Role
from src.domain.sections import Level, Section, level
from src.domain.text import search_words
from src.services.members.listing import Wanted
from src.services.members.report import Asked, Line
from src.services.paging import Slice
from src.web.front import AnyRequest
from src.web.queries import address, id_in, text_in

PATH = "/access"
LENGTH = 60
"""Characters of a filter: an order keeps it, escaped, in few."""
Opened = Mapping[Role, Mapping[Section, Level]]


@dataclass(frozen=True, slots=True)
class Filters:
    """As they stand in the query string: words of contracts and of people, a role."""

    q: str = ""
    who: str = ""
    role: str = ""

    @property
    def any(self) -> bool:
        return bool(self.q or self.who or self.role)

    @property
    def told(self) -> dict[str, str]:
        return {"q": self.q, "who": self.who, "role": self.role}

    def at(self, path: str = PATH, **mark: int) -> str:
        return address(path, **self.told, **mark)

    def asked(self, after: int = 0, before: int = 0) -> Asked:
        role = Role(self.role) if self.role else None
        return Asked(search_words(self.q), Wanted(search_words(self.who), role, after, before))


@dataclass(frozen=True, slots=True)
class Report:
    """A page of lines with the ways to its neighbours, '' where there is none; `opened`: what each role opens;
    `printed`: as many lines as a paper takes, `more`: it does not take all."""

    filters: Filters
    lines: Sequence[Line]
    opened: Opened
    earlier: str = ""
    later: str = ""
    printed: bool = False
    more: bool = False


@dataclass(frozen=True, slots=True)
class ReportPage:
    filters: Filters
    report: Report


def filters_in(request: AnyRequest) -> Filters:
    """A role that does not exist is as not asked for."""
    role = text_in(request, "role")
    return Filters(text_in(request, "q")[:LENGTH], text_in(request, "who")[:LENGTH], role if role in set(Role) else "")


def asked_in(request: AnyRequest, filters: Filters) -> Asked:
    after = id_in(request, "after")
    return filters.asked(after, 0 if after else id_in(request, "before"))


def opened() -> Opened:
    """The table of roles, by sections."""
    return {role: {section: level(role, section) for section in Section} for role in Role}


def page_of(filters: Filters, found: Slice[Line]) -> Report:
    earlier = filters.at(before=found.before) if found.before else ""
    return Report(filters, found.rows, opened(), earlier, filters.at(after=found.after) if found.after else "")
