"""The switcher: find one of many contracts and go on with it."""

import re
from dataclasses import dataclass

from litestar import Response, Router, get, post
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException, NotFoundException

from src.domain.access import Action, Role, may
from src.domain.text import search_words
from src.services import access, contracts
from src.web import forms, guards, pages, queries
from src.web.visitor import SignedIn

OFFERED = 20
_OF_CONTRACT = re.compile(r"/contracts/[0-9]+(/readings)?")


class CurrentForm(forms.Form):
    contract: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """Contracts to switch to; `origin` is the page that the person came from."""

    rows: tuple[contracts.Listed, ...]
    more: bool
    origin: str


@dataclass(frozen=True, slots=True)
class SwitchPage:
    words: str
    offered: Offered


@get("/contracts/switch", dependencies=guards.signed_in)
async def show_switch(request: pages.AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    words = queries.text_in(request, "q")
    found = await contracts.find_contracts(person.user_id, search_words(words), person.now, OFFERED + 1)
    offered = Offered(tuple(found[:OFFERED]), len(found) > OFFERED, queries.text_in(request, "origin"))
    whole = ("contracts/switch.html", SwitchPage(words, offered))
    return await pages.fragments(request, [("contracts/offered.html", offered)], page=whole)


@post("/contracts/current", dependencies=guards.signed_in)
async def put_current(request: pages.AnyRequest, person: NamedDependency[SignedIn]) -> Response[str]:
    """Go on with another contract, on the page of the same kind."""
    form, _ = await forms.read_form(request, CurrentForm)
    if form is None or not (contract_id := queries.id_of(form.contract)):
        raise HTTPException(status_code=422)
    try:
        role = await contracts.choose(person.user_id, contract_id, person.now)
    except access.FactorNeeded:
        return pages.see_other(request, f"/contracts/{contract_id}")  # which tells what is missing
    except access.NotYours as error:
        raise NotFoundException from error
    return pages.see_other(request, _place(form.origin, contract_id, role))


def _place(origin: str, contract_id: int, role: Role) -> str:
    if origin == "/":
        return "/"
    found = _OF_CONTRACT.fullmatch(origin)
    reading = found is not None and found[1] and may(role, Action.SUBMIT)
    return f"/contracts/{contract_id}/readings" if reading else f"/contracts/{contract_id}"


router = Router("/", route_handlers=[show_switch, put_current])
