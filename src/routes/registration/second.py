"""The second step: «Я не робот» and «Подтвердить»."""

from dataclasses import dataclass
from typing import Any

from src.services import registration
from src.services.captcha import NotProved
from src.services.signing import Expired, Forged
from src.services.throttling import TooSoon
from src.web import robot, traps, words
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

FORM = "sign-up"
SENT = "/sign-up/sent"
TOO_OLD = "Прошло больше часа, и пароль мы не сохранили. Введите его снова: остальное на месте"


@dataclass(frozen=True, slots=True)
class SignUpPage:
    typed: FormErrors
    stamp: str


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """`sealed` is what was typed at the first step; `wait`: how long to wait, in words."""

    sealed: str
    puzzle: robot.Robot | None
    wait: str = ""


@get("/confirm", dependencies=public, sync_to_thread=False)
def back_to_form(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    """The second step has no address of its own: it begins with the form."""
    return see_other(request, "/sign-up")


@post("/confirm", dependencies=public)
async def confirm(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    fields, tools, now = await read_fields(request), kit_of(request).account, visitor.now
    sealed = fields.get("sealed", "")
    try:
        application = registration.unseal(tools, sealed, now)
    except Forged:
        return see_other(request, "/sign-up")
    except Expired as old:
        return first_step_again(request, visitor, old.payload)
    if await registration.was_sent(sealed, now):
        return see_other(request, SENT)
    if "other" in fields:
        return shown(request, sealed, robot.new_robot(request, FORM, now, by_picture=True))
    try:
        proof = await tools.captcha.check(FORM, fields, now, sealed)
        await registration.sign_up(tools, visitor.actor, application, sealed)
    except NotProved as refusal:
        return shown(request, sealed, robot.after(request, FORM, now, refusal, bool(fields.get("code"))), 422)
    except TooSoon as soon:
        again = robot.new_robot(request, FORM, now, proof=proof)
        return shown(request, sealed, again, 429, words.wait(soon.seconds))
    return see_other(request, SENT)


def shown(
    request: AnyRequest, sealed: str, puzzle: robot.Robot | None, status: int = 200, wait: str = ""
) -> Response[str]:
    return page(request, "account/confirm.html", ConfirmPage(sealed, puzzle, wait), status=status)


def first_step_again(request: AnyRequest, visitor: Visitor, told: dict[str, Any]) -> Response[str]:
    """The form with everything but the password."""
    ticks = {kind.replace("-", "_"): "1" for kind in told["consents"]}
    names = {name: told[name] for name in ("email", "family_name", "given_name", "patronymic")}
    typed = FormErrors(names | ticks).wrong("", TOO_OLD)
    form = SignUpPage(typed, traps.stamp(request, FORM, visitor.now))
    return page(request, "account/sign_up.html", form, status=422)
