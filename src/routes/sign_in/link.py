"""The link of the letter: GET shows the button, POST signs in."""

from dataclasses import dataclass

from src.routes.sign_in.letter import HERE as LETTER
from src.services import sign_in_link
from src.services.links import LinkEnded
from src.web import link_token
from src.web.address_form import blank
from src.web.entrance import Destination, browser_of, let_in
from src.web.front import AnyRequest, NamedDependency, Response, Visitor, get, kit_of, page, post, public

HERE = "/sign-in/link"


@dataclass(frozen=True, slots=True)
class LinkPage:
    email: str


@get(HERE, dependencies=public)
async def show(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    if moved := link_token.tuck_away(request, HERE):
        return moved
    try:
        whose = await sign_in_link.look(kit_of(request).account, link_token.tucked(request), visitor.now)
    except LinkEnded as ended:
        return _ended(request, visitor, ended)
    return link_token.for_one(page(request, "account/sign_in_link.html", LinkPage(whose.email)))


@post(HERE, dependencies=public)
async def enter(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    token = link_token.tucked(request)
    try:
        welcome = await sign_in_link.enter(kit_of(request).account, visitor.actor, token, browser_of(request))
    except LinkEnded as ended:
        return _ended(request, visitor, ended)
    answer = await let_in(request, visitor, welcome, Destination())
    link_token.throw_away(request, answer, HERE)
    return answer


def _ended(request: AnyRequest, visitor: Visitor, ended: LinkEnded) -> Response[str]:
    form = blank(request, visitor, LETTER, ended.email, ended.why)
    return page(request, "account/link_ended.html", form, status=410)
