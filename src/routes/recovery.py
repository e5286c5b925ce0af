"""«Забыли пароль?»: the letter, the link, the new password twice."""

from dataclasses import dataclass

from src.services import recovery
from src.services.links import LinkEnded
from src.services.passwords import WeakPassword
from src.web import link_token
from src.web.address_form import LetterForm, NotSent, blank, send_to
from src.web.front import (
    AnyRequest,
    FormErrors,
    NamedDependency,
    Response,
    Router,
    Visitor,
    get,
    kit_of,
    page,
    post,
    public,
    read_form,
    see_other,
)
from src.web.new_password import NewPassword, refusal

HERE, NEW = "/recovery", "/recovery/new"
LETTER = LetterForm(HERE, recovery.PURPOSE, recovery.send)


@dataclass(frozen=True, slots=True)
class NewPasswordPage:
    """`email`: whose password it is, for the browser's password keeper."""

    typed: FormErrors
    email: str


@get("/", dependencies=public, sync_to_thread=False)
def show(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    return page(request, "account/recovery.html", blank(request, visitor, HERE))


@post("/", dependencies=public)
async def send(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    try:
        await send_to(request, visitor, LETTER)
    except NotSent as refused:
        return page(request, "account/recovery.html", refused.page, status=refused.status)
    return see_other(request, "/recovery/sent")


@get("/sent", dependencies=public, sync_to_thread=False)
def sent(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    return page(request, "account/letter_sent.html", blank(request, visitor, HERE, why="recovery"))


@get("/new", dependencies=public)
async def show_new(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    if moved := link_token.tuck_away(request, NEW):
        return moved
    try:
        whose = await recovery.look(kit_of(request).account, link_token.tucked(request), visitor.now)
    except LinkEnded as ended:
        return _ended(request, visitor, ended)
    return link_token.for_one(page(request, "account/new_password.html", NewPasswordPage(FormErrors(), whose.email)))


@post("/new", dependencies=public)
async def set_new(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    tools, token = kit_of(request).account, link_token.tucked(request)
    form, typed = await read_form(request, NewPassword)
    try:
        if form is None:
            return await _again(request, visitor, typed)
        await recovery.set_password(tools, visitor.actor, token, form.password.get_secret_value())
    except WeakPassword as weak:
        return await _again(request, visitor, typed.wrong("password", refusal(weak)))
    except LinkEnded as ended:
        return _ended(request, visitor, ended)
    answer = see_other(request, "/sign-in?done=password")
    link_token.throw_away(request, answer, NEW)
    return answer


async def _again(request: AnyRequest, visitor: Visitor, typed: FormErrors) -> Response[str]:
    """The form with its mistakes, as long as the link serves."""
    try:
        whose = await recovery.look(kit_of(request).account, link_token.tucked(request), visitor.now)
    except LinkEnded as ended:
        return _ended(request, visitor, ended)
    return page(request, "account/new_password.html", NewPasswordPage(typed, whose.email), status=422)


def _ended(request: AnyRequest, visitor: Visitor, ended: LinkEnded) -> Response[str]:
    form = blank(request, visitor, HERE, ended.email, ended.why)
    return page(request, "account/link_ended.html", form, status=410)


router = Router("/recovery", route_handlers=[show, send, sent, show_new, set_new])
