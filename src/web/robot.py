"""What a form shows of «Я не робот», and the traps beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar import Request

from src.services.captcha import PICTURE, WORK, NotProved, Proof
from src.services.traps import STAMP, Caught, caught, new_stamp
from src.web.headers import allow_captcha
from src.web.kit import kit_of
from src.web.log import say
from src.web.templates import counted
from src.web.visitor import address_of

NO_ANSWER = "Отметьте «Я не робот» или введите код с картинки"
WRONG = "Код не подошёл или устарел. Вот новый: введите его"
CAUGHT = {
    Caught.HONEYPOT: "Форма заполнена не так, как это делает человек. Проверьте поля и отправьте ещё раз",
    Caught.TOO_FAST: "Форма отправлена слишком быстро. Проверьте поля и отправьте ещё раз",
    Caught.TOO_OLD: "Форма открыта больше часа назад. Проверьте поля и отправьте ещё раз: введённое сохранено",
    Caught.FORGED: "Форма устарела. Проверьте поля и отправьте ещё раз: введённое сохранено",
}


@dataclass(frozen=True, slots=True)
class Robot:
    """The puzzle of a form. `passed`: the token of a solved one, then nothing else is shown; `picture`: the token of a
    new picture, '' when none is offered; `by_picture`: its code was tried, so it stands open."""

    form: str
    passed: str
    work: bool
    picture: str
    label: str
    by_picture: bool
    wrong: str
    demo: bool


def new_robot(
    request: Request[Any, Any, Any],
    form: str,
    now: datetime,
    wrong: str = "",
    by_picture: bool = False,
    proof: Proof | None = None,
) -> Robot | None:
    """A new puzzle, or the pass that a solved one is still worth; None when settings offer no kind."""
    kit = kit_of(request)
    captcha = kit.account.captcha
    if not captcha.kinds:
        return None
    allow_captcha(request)
    passed = captcha.new_pass(proof, now) if proof else ""
    token = captcha.new_picture(form, now) if PICTURE in captcha.kinds and not passed else ""
    picture = captcha.read_picture(token, now) if token else None
    return Robot(
        form=form,
        passed=passed,
        work=WORK in captcha.kinds,
        picture=token,
        label=picture.label if picture else "",
        by_picture=by_picture or WORK not in captcha.kinds,
        wrong=wrong,
        demo=kit.settings.mode == "demo",
    )


def after(
    request: Request[Any, Any, Any], form: str, now: datetime, refusal: NotProved, tried_code: bool
) -> Robot | None:
    """The puzzle after one that did not hold; the log learns of it."""
    say("robot refused", form=form, solved_wrong=refusal.solved_wrong, address=address_of(request))
    return new_robot(request, form, now, WRONG if refusal.solved_wrong else NO_ANSWER, by_picture=tried_code)


def stamp(request: Request[Any, Any, Any], form: str, now: datetime) -> str:
    """The hidden field that says when the form was shown."""
    return new_stamp(kit_of(request).account.signer, form, now)


def trapped(request: Request[Any, Any, Any], form: str, fields: Mapping[str, str], now: datetime) -> tuple[str, str]:
    """What to tell of a form that was caught in a trap ('' for a good one), and the stamp that it gets.

    One that came too fast keeps its stamp: sent again a moment later, it is old enough.
    """
    tools = kit_of(request).account
    why = caught(tools.signer, form, fields, now, tools.fastest)
    if why is None:
        return "", fields[STAMP]
    say("trapped", form=form, why=why.value, address=address_of(request))
    return CAUGHT[why], fields[STAMP] if why is Caught.TOO_FAST else stamp(request, form, now)


def wait(seconds: int) -> str:
    """How long, in words."""
    if seconds < 120:
        return f"Слишком много попыток. Подождите {counted(seconds, 'секунду', 'секунды', 'секунд')} и повторите."
    return f"Слишком много попыток. Подождите {counted(-(-seconds // 60), 'минуту', 'минуты', 'минут')} и повторите."
