"""The second step of signing in: a code of the application, a recovery code or a passkey."""

from dataclasses import dataclass

from pydantic import Field

from src.domain.second_factor import digits_of
from src.services import half_signed
from src.services.second_factor import step
from src.services.throttling import TooSoon
from src.web import entrance, half, words
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
from src.web.log import say

NEITHER = "Введите 6 цифр из приложения или 12 цифр запасного кода"
WRONG = "Код не подошёл. Возьмите следующий код из приложения и проверьте время на телефоне; осталось попыток: {}"
WAIT = "{} Или введите запасной код: с ним ждать не нужно"


class CodeForm(Form):
    code: str = Field(min_length=1, max_length=40)


@dataclass(frozen=True, slots=True)
class SecondPage:
    half: half_signed.Half
    typed: FormErrors


@dataclass(frozen=True, slots=True)
class UsedPage:
    """`left`: unused codes; `next`: where the person was going."""

    left: int
    next: str


@get("/sign-in/second", dependencies=public)
async def show(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    waiting = await half_signed.look(half.half_of(request), visitor.now)
    return _shown(request, waiting, FormErrors(), 200) if waiting else _ended(request, visitor)


@post("/sign-in/second", dependencies=public)
async def enter(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    tools, token = kit_of(request).account, half.half_of(request)
    form, typed = check_form(await read_fields(request), CodeForm)
    shown = step.shown_code(tools, visitor.actor, digits_of(form.code)) if form else None
    if shown is None:
        waiting = await half_signed.look(token, visitor.now)
        typed = typed if form is None else typed.wrong("code", NEITHER)
        return _shown(request, waiting, typed, 422) if waiting else _ended(request, visitor)
    try:
        entered = await step.give(tools, visitor.actor, token, entrance.browser_of(request), shown)
    except (step.WrongFactor, step.HalfEnded, TooSoon) as refusal:
        return await _refused(request, visitor, refusal)
    return await _in(request, visitor, entered)


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
    request: AnyRequest, visitor: Visitor, refusal: step.WrongFactor | step.HalfEnded | TooSoon
) -> Response[str]:
    """The same page with the reason, as long as the first half serves."""
    say("second factor refused", why=type(refusal).__name__, address=visitor.address)
    waiting = await half_signed.look(half.half_of(request), visitor.now)
    if waiting is None or isinstance(refusal, step.HalfEnded):
        return _ended(request, visitor)
    if isinstance(refusal, TooSoon):
        wait = WAIT.format(words.wait(refusal.seconds))
        answer = _shown(request, waiting, FormErrors().wrong("code", wait), 429)
        answer.headers["Retry-After"] = str(refusal.seconds)
        return answer
    return _shown(request, waiting, FormErrors().wrong("code", WRONG.format(refusal.left)), 422)


def _shown(request: AnyRequest, waiting: half_signed.Half, typed: FormErrors, status: int) -> Response[str]:
    answer = page(request, "account/second.html", SecondPage(waiting, typed), status=status)
    answer.headers["Cache-Control"] = "no-store"  # it names a person
    return answer


def _ended(request: AnyRequest, visitor: Visitor) -> Response[str]:
    """Whoever is in goes on; everybody else begins with the password."""
    answer = see_other(request, "/" if visitor.person else "/sign-in?done=half")
    if half.half_of(request):
        half.throw_away(request, answer)
    return answer
