"""What a form shows of «Я не робот»."""

from dataclasses import dataclass
from datetime import datetime

from src.services.captcha import PICTURE, WORK, NotProved, Proof
from src.web.headers import allow_captcha
from src.web.kit import kit_of
from src.web.log import say
from src.web.pages import AnyRequest
from src.web.visitor import address_of

NO_ANSWER = "Отметьте «Я не робот» или введите код с картинки"
WRONG = "Код не подошёл или устарел. Вот новый: введите его"


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
    request: AnyRequest,
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


def after(request: AnyRequest, form: str, now: datetime, refusal: NotProved, tried_code: bool) -> Robot | None:
    """The puzzle after one that did not hold; the log learns of it."""
    say("robot refused", form=form, solved_wrong=refusal.solved_wrong, address=address_of(request))
    return new_robot(request, form, now, WRONG if refusal.solved_wrong else NO_ANSWER, by_picture=tried_code)
