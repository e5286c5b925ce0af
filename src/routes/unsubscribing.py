"""«Не получать такие письма»: the link of a letter, by a button here or by one click in the mail program (RFC 8058).

It works signed out. GET changes nothing: mail scanners open links. POST reads no body: mail programs send it in forms
of their own, and all that counts is in the link.
"""

from dataclasses import dataclass

from src.domain.notices import Notice
from src.services import notices
from src.services.notices import Link, LinkBroken
from src.web import link_token
from src.web.front import (
    AnyRequest,
    NamedDependency,
    Response,
    Router,
    Visitor,
    get,
    kit_of,
    page,
    post,
    public,
)

HERE = "/unsubscribe"


@dataclass(frozen=True, slots=True)
class UnsubscribePage:
    """`notice` None: the link is broken."""

    notice: Notice | None
    email: str = ""
    done: bool = False


def _shown(request: AnyRequest, link: Link | None, done: bool = False) -> Response[str]:
    view = UnsubscribePage(link.notice, link.account.email, done) if link else UnsubscribePage(None)
    answer = page(request, "texts/unsubscribe.html", view, status=200 if link else 410)
    return link_token.for_one(answer)


@get(HERE, dependencies=public)
async def show_unsubscribe(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    if moved := link_token.tuck_away(request, HERE):
        return moved
    try:
        link = await notices.look(kit_of(request).signer, link_token.tucked(request))
    except LinkBroken:
        return _shown(request, None)
    return _shown(request, link, link.notice in link.account.silenced)


@post(HERE, dependencies=public, status_code=200)
async def unsubscribe(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    token = request.query_params.get("token", "") or link_token.tucked(request)
    try:
        return _shown(request, await notices.unsubscribe(kit_of(request).signer, visitor.actor, token), done=True)
    except LinkBroken:
        return _shown(request, None)


router = Router("/", route_handlers=[show_unsubscribe, unsubscribe])
