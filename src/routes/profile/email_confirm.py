"""The links of both mailboxes: GET shows what it is about, POST confirms or refuses. Nobody has to be signed in."""

from dataclasses import dataclass
from typing import Literal

from src.services import email_change_link
from src.services.email_change_link import Link
from src.services.links import LinkEnded
from src.web import link_token
from src.web.front import (
    AnyRequest,
    Form,
    NamedDependency,
    Response,
    Visitor,
    get,
    keep,
    kit_of,
    page,
    post,
    public,
    read_form,
)

HERE = "/profile/email/confirm"


class AnswerForm(Form):
    answer: Literal["confirm", "decline"]


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """`already`: this mailbox has confirmed before; `unclear`: neither button was pressed."""

    link: Link
    already: bool
    unclear: bool


@dataclass(frozen=True, slots=True)
class EndPage:
    """`what` became of it, in a template's words."""

    what: str


async def _asked(request: AnyRequest, visitor: Visitor, status: int = 200) -> Response[str]:
    link = await email_change_link.look(kit_of(request).account, link_token.tucked(request), visitor.now)
    already = (link.change.old_at if link.side == "old" else link.change.new_at) is not None
    view = ConfirmPage(link, already, status != 200)
    return link_token.for_one(page(request, "profile/email_confirm.html", view, status=status))


@get("/email/confirm", dependencies=public)
async def show_confirm(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    if moved := link_token.tuck_away(request, HERE):
        return moved
    try:
        return await _asked(request, visitor)
    except LinkEnded as ended:
        return _ended(request, ended.why, 200 if ended.why == "done" else 410)


@post("/email/confirm", dependencies=public)
async def answer_confirm(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    form, _ = await read_form(request, AnswerForm)
    tools, token = kit_of(request).account, link_token.tucked(request)
    here = visitor.person.session if visitor.person else None
    try:
        if form is None:
            return await _asked(request, visitor, 422)
        if form.answer == "decline":
            return _ended(request, f"declined-{await email_change_link.decline(tools, visitor.actor, token)}")
        outcome, session = await email_change_link.confirm(tools, visitor.actor, token, here)
    except LinkEnded as ended:
        return _ended(request, ended.why, 200 if ended.why == "done" else 410)
    answer = _ended(request, outcome, 409 if outcome == "taken" else 200)
    keep(request, answer, session)
    return answer


def _ended(request: AnyRequest, what: str, status: int = 200) -> Response[str]:
    return link_token.for_one(page(request, "profile/email_ended.html", EndPage(what), status=status))
