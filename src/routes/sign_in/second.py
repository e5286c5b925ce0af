"""The second step of signing in: a code of the application, a recovery code or a passkey."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import Field

from src.domain.second_factor import Way, digits_of
from src.services import half_signed
from src.services.second_factor import step
from src.services.second_factor.shown import Asked, Shown, ask_passkey, shown_code, shown_passkey
from src.services.throttling import TooSoon
from src.web import entrance, half, log, passkeys, words
from src.web.front import (
    AnyRequest,
    Form,
    FormErrors,
    NamedDependency,
    Response,
    Visitor,
    check_form,
    get,
    kit_of,
    page,
    post,
    public,
    read_fields,
    safe_next,
    see_other,
)

NEITHER = "Введите 6 цифр из приложения или 12 цифр запасного кода"
WRONG = "Код не подошёл. Возьмите следующий код из приложения и проверьте время на телефоне; осталось попыток: {}"
WRONG_KEY = "Ключ не подошёл. Попробуйте ещё раз или введите код; осталось попыток: {}"
WAIT = "{} Или введите запасной код: с ним ждать не нужно"


class CodeForm(Form):
    code: str = Field(min_length=1, max_length=40)


@dataclass(frozen=True, slots=True)
class SecondPage:
    half: half_signed.Half
    typed: FormErrors
    asked: Asked | None


@dataclass(frozen=True, slots=True)
class UsedPage:
    """`left`: unused codes; `next`: where the person was going."""

    left: int
    next: str


@get("/sign-in/second", dependencies=public)
async def show(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    return await _shown(request, visitor, FormErrors(), 200)


@post("/sign-in/second", dependencies=public)
async def enter(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    fields = await read_fields(request)
    form, typed = check_form(fields, CodeForm)
    shown = _of_passkey(request, visitor, fields) if fields.get("credential") else None
    if shown is None and form is not None:
        shown = shown_code(kit_of(request).account, visitor.actor, digits_of(form.code))
    if shown is None:
        return await _shown(request, visitor, typed.wrong("code", NEITHER) if form else typed, 422)
    tools, browser = kit_of(request).account, entrance.browser_of(request)
    try:
        entered = await step.give(tools, visitor.actor, half.half_of(request), browser, shown)
    except (step.WrongFactor, step.HalfEnded, TooSoon) as refusal:
        return await _refused(request, visitor, refusal, shown)
    return await _in(request, visitor, entered)


def _of_passkey(request: AnyRequest, visitor: Visitor, fields: Mapping[str, str]) -> Shown | None:
    site, sealed = passkeys.site_of(request), fields.get("sealed", "")
    if site is None:
        return None
    return shown_passkey(kit_of(request).account, visitor.actor, site, sealed, fields["credential"])


async def _in(request: AnyRequest, visitor: Visitor, entered: step.Entered) -> Response[str]:
    """On to where the person was going; whoever used a recovery code first hears how many are left."""
    going = entrance.Destination(entered.going, entered.kept)
    told = None
    if entered.codes is not None:
        told = page(request, "account/recovery_used.html", UsedPage(entered.codes, safe_next(going.next)))
    answer = await entrance.let_in(request, visitor, entered.welcome, going, told)
    half.throw_away(request, answer)
    return answer


async def _refused(
    request: AnyRequest, visitor: Visitor, refusal: step.WrongFactor | step.HalfEnded | TooSoon, shown: Shown
) -> Response[str]:
    """The same page with the reason, as long as the first half serves."""
    log.say("second factor refused", why=type(refusal).__name__, address=visitor.address)
    if isinstance(refusal, step.HalfEnded):
        return _ended(request, visitor)
    if isinstance(refusal, TooSoon):
        wait = WAIT.format(words.wait(refusal.seconds))
        answer = await _shown(request, visitor, FormErrors().wrong("code", wait), 429)
        answer.headers["Retry-After"] = str(refusal.seconds)
        return answer
    wrong = WRONG_KEY if shown.way is Way.PASSKEY else WRONG
    field = "" if shown.way is Way.PASSKEY else "code"
    return await _shown(request, visitor, FormErrors().wrong(field, wrong.format(refusal.left)), 422)


async def _shown(request: AnyRequest, visitor: Visitor, typed: FormErrors, status: int) -> Response[str]:
    """The page, as long as the first half serves; each time with a new challenge for a passkey."""
    waiting, site = await half_signed.look(half.half_of(request), visitor.now), passkeys.site_of(request)
    if waiting is None:
        return _ended(request, visitor)
    asked = await ask_passkey(kit_of(request).account, waiting, site, visitor.now) if site else None
    answer = page(request, "account/second.html", SecondPage(waiting, typed, asked), status=status)
    answer.headers["Cache-Control"] = "no-store"  # it names a person
    return answer


def _ended(request: AnyRequest, visitor: Visitor) -> Response[str]:
    """Whoever is in goes on; everybody else begins with the password."""
    answer = see_other(request, "/" if visitor.person else "/sign-in?done=half")
    if half.half_of(request):
        half.throw_away(request, answer)
    return answer
