"""The link of the letter: GET shows whose registration it ends, POST ends it."""

from dataclasses import dataclass

from src.routes.registration.sent import AGAIN
from src.services.links import LinkEnded
from src.services.registration_link import PasswordAsked, Waiting, finish, look
from src.services.throttling import TooSoon
from src.web import link_token, words
from src.web.address_form import blank
from src.web.front import (
    AnyRequest,
    FormErrors,
    NamedDependency,
    Response,
    Visitor,
    get,
    kit_of,
    page,
    post,
    public,
    read_fields,
    see_other,
)

HERE = "/sign-up/finish"
EMPTY = "Введите пароль, который вы задали при этой регистрации"
WRONG = "При этой регистрации задан другой пароль. Проверьте раскладку и Caps Lock или откройте другое письмо"


@dataclass(frozen=True, slots=True)
class FinishPage:
    """Where `waiting` has others, the password is asked."""

    waiting: Waiting
    typed: FormErrors


@get("/finish", dependencies=public)
async def show(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    if moved := link_token.tuck_away(request, HERE):
        return moved
    return await _shown(request, visitor, FormErrors(), 200)


@post("/finish", dependencies=public)
async def end(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    """The button; the password with it, where other registrations wait with the same address."""
    password = (await read_fields(request)).get("password", "")
    try:
        await finish(kit_of(request).account, visitor.actor, link_token.tucked(request), password)
    except PasswordAsked:
        return await _shown(request, visitor, FormErrors().wrong("password", WRONG if password else EMPTY), 422)
    except TooSoon as soon:
        return await _shown(request, visitor, FormErrors().wrong("", words.wait(soon.seconds)), 429)
    except LinkEnded as ended:
        if ended.why != "done":  # a second click finds it done, and is answered as the first
            return _ended(request, visitor, ended)
    answer = see_other(request, "/sign-in?done=registered")
    link_token.throw_away(request, answer, HERE)
    return answer


async def _shown(request: AnyRequest, visitor: Visitor, typed: FormErrors, status: int) -> Response[str]:
    try:
        waiting = await look(kit_of(request).account, link_token.tucked(request), visitor.now)
    except LinkEnded as ended:
        return _ended(request, visitor, ended)
    return link_token.for_one(page(request, "account/finish.html", FinishPage(waiting, typed), status=status))


def _ended(request: AnyRequest, visitor: Visitor, ended: LinkEnded) -> Response[str]:
    """What became of the link, and the form that sends a new one."""
    form = blank(request, visitor, AGAIN, ended.email, ended.why)
    return page(request, "account/sign_up_ended.html", form, status=410)
