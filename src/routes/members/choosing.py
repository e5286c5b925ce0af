"""«Доступ ко многим договорам»: contracts are ticked page by page, or all that a filter finds are taken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from src.domain.text import SEARCH_LENGTH, search_words
from src.services.contracts import Wanted
from src.services.members import choosing
from src.web.front import (
    AnyRequest,
    HTTPException,
    NamedDependency,
    Response,
    Router,
    SignedIn,
    get,
    page,
    post,
    read_fields,
    see_other,
    signed_in,
)
from src.web.queries import address, id_in, id_of, text_in

PATH = "/access/many"
FIELDS = 2 * choosing.PAGE + 10
_FIELD = re.compile(r"([sc])([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class ChoosePage:
    """`words` of the filter, and the marks at which this page begins; `nothing`: none was chosen to go on with."""

    words: str
    after: int
    before: int
    offered: choosing.Offered
    nothing: bool


@get(PATH, dependencies=signed_in)
async def show_choosing(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    words, after = text_in(request, "q"), id_in(request, "after")
    before = 0 if after else id_in(request, "before")
    offered = await choosing.offer(person.actor, Wanted(search_words(words), after=after, before=before))
    return page(
        request, "members/choose.html", ChoosePage(words, after, before, offered, text_in(request, "said") == "nothing")
    )


@post(PATH, dependencies=signed_in)
async def choose(request: AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    """What was ticked is kept, whichever button was pressed; the button says where to go, and what else to take."""
    fields = await read_fields(request, FIELDS)
    do, words = fields.get("do", ""), fields.get("q", "")[:SEARCH_LENGTH]
    marks = {name: id_of(fields.get(name, "")) for name in ("after", "before", "earlier", "later")}
    if do not in WAYS:
        raise HTTPException(status_code=422)
    if do == "none":
        await choosing.untick_all(person.actor)
    else:
        await choosing.tick(person.actor, _ids(fields, "s"), _ids(fields, "c"))
    if do == "all":
        await choosing.tick_found(person.actor, search_words(words))
    return see_other(request, _place(do, words, marks))


WAYS = ("keep", "all", "none", "next", "earlier", "later")


def _ids(fields: Mapping[str, str], kind: str) -> list[int]:
    """The contracts that were shown (`s17`), or ticked (`c17`)."""
    found = [match for name in fields if (match := _FIELD.fullmatch(name))]
    return [int(match[2]) for match in found if match[1] == kind]


def _place(do: str, words: str, marks: Mapping[str, int]) -> str:
    if do == "next":
        return f"{PATH}/terms"
    if do == "earlier":
        return address(PATH, q=words, before=marks["earlier"])
    if do == "later":
        return address(PATH, q=words, after=marks["later"])
    return address(PATH, q=words, after=marks["after"], before=marks["before"])


router = Router("/", route_handlers=[show_choosing, choose])
