"""The link of the letter: GET shows whose registration it ends, POST ends it."""

from dataclasses import dataclass
from datetime import datetime

from src.routes.registration.sent import AGAIN
from src.services import registration
from src.services.links import LinkEnded
from src.web import link_token
from src.web.address_form import blank
from src.web.front import AnyRequest, NamedDependency, Response, Visitor, get, kit_of, page, post, public, see_other

HERE = "/sign-up/finish"


@dataclass(frozen=True, slots=True)
class FinishPage:
    name: str
    email: str
    asked_at: datetime


@get("/finish", dependencies=public)
async def show(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    if moved := link_token.tuck_away(request, HERE):
        return moved
    try:
        whose = await registration.look(kit_of(request).account, link_token.tucked(request), visitor.now)
    except LinkEnded as ended:
        return _ended(request, visitor, ended)
    shown = FinishPage(whose.full_name, whose.email, whose.created_at)
    return link_token.for_one(page(request, "account/finish.html", shown))


@post("/finish", dependencies=public)
async def finish(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    try:
        await registration.finish(kit_of(request).account, visitor.actor, link_token.tucked(request))
    except LinkEnded as ended:
        if not (ended.account and ended.account.confirmed_at):
            return _ended(request, visitor, ended)
    answer = see_other(request, "/sign-in?done=registered")
    link_token.throw_away(request, answer, HERE)
    return answer


def _ended(request: AnyRequest, visitor: Visitor, ended: LinkEnded) -> Response[str]:
    """What became of the link, and the form that sends a new one."""
    account = ended.account
    done = account is not None and account.confirmed_at is not None
    email = account.email if account and ended.why == "old" else ""
    form = blank(request, visitor, AGAIN, email, "done" if done else ended.why)
    return page(request, "account/sign_up_ended.html", form, status=410)
