"""Errors as pages and as fragments: what happened, what to do next, and the number under which the log knows it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException
from litestar.types import Scope

from src.web.kit import Kit, kit_of
from src.web.log import say
from src.web.next import came_from, sign_in_path
from src.web.pages import Frame, is_htmx, page, render, see_other
from src.web.refusals import NeedsFresh, SignedOut
from src.web.visitor import NUMBER

AnyRequest = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a person is told."""

    title: str
    text: str
    number: str = ""


TROUBLES = {
    400: ("Запрос повреждён", "Данные не удалось прочитать. Вернитесь назад, обновите страницу и повторите."),
    403: ("Нет прав на это действие", "Ваша роль в договоре не позволяет этого. Права даёт администратор договора."),
    404: ("Страница не найдена", "Её нет, она закрыта для вас или адрес написан с ошибкой. Начните с главной."),
    405: ("Так эту страницу открыть нельзя", "Вернитесь назад и нажмите кнопку на странице ещё раз."),
    413: ("Слишком много данных", "Уменьшите файл или отправьте меньше строк за один раз."),
    422: ("Данные не приняты", "Вернитесь назад, исправьте их и отправьте снова."),
    429: ("Слишком много попыток", "Подождите немного и повторите."),
    500: ("Ошибка на нашей стороне", "Мы уже знаем о ней. Повторите через несколько минут."),
    503: ("Портал занят", "Повторите через минуту: то, что было сохранено раньше, на месте."),
}
FOREIGN = Trouble(
    "Запрос пришёл с другого сайта",
    "Мы не выполнили его, чтобы никто не действовал от вашего имени. Откройте страницу портала и повторите на ней.",
)


def trouble_of(status: int, number: str) -> Trouble:
    title, text = TROUBLES.get(status, TROUBLES[500 if status >= 500 else 400])
    return Trouble(title, text, number)


def trouble_html(kit: Kit, scope: Scope, trouble: Trouble, fragment: bool = False) -> str:
    """The page (or the fragment) of an error; it needs no base, so that it can always be shown."""
    name = "partials/errors/error.html" if fragment else "templates/errors/error.html"
    return render(kit.templates, name, trouble, Frame(None, scope["path"], 0))


def _answer(request: AnyRequest, status: int, headers: dict[str, str] | None = None) -> Response[str]:
    trouble = trouble_of(status, request.scope["state"].get(NUMBER, ""))
    fragment = is_htmx(request)
    html = trouble_html(kit_of(request), request.scope, trouble, fragment)
    return Response(
        html, media_type=MediaType.HTML, status_code=status, headers=(headers or {}) | (NOTICE if fragment else {})
    )


NOTICE = {"HX-Retarget": "#notice", "HX-Reswap": "innerHTML", "Vary": "HX-Request"}


def on_http(request: AnyRequest, error: HTTPException) -> Response[str]:
    """Litestar's own refusals; their English details stay in the log."""
    status = error.status_code
    say("refused", logging.INFO, number=request.scope["state"].get(NUMBER), status=status, why=type(error).__name__)
    wanted = {"allow", "retry-after"}
    headers = {name: value for name, value in (error.headers or {}).items() if name.lower() in wanted}
    return _answer(request, status, headers)


def on_unexpected(request: AnyRequest, error: Exception) -> Response[str]:
    """Our mistake: the trace goes to the log, the number to the person."""
    say("failed", logging.ERROR, trace=True, number=request.scope["state"].get(NUMBER), why=type(error).__name__)
    return _answer(request, 500)


@dataclass(frozen=True, slots=True)
class Again:
    """The sign-in form in the place of an ended session."""

    next: str
    kept: str


def on_signed_out(request: AnyRequest, error: SignedOut) -> Response[str]:
    """A page asks to sign in and leads back, with the form that came too late; HTMX gets a fragment, the page stays."""
    kit = kit_of(request)
    path = sign_in_path(request, kit.base_url)
    if is_htmx(request):
        frame = Frame(None, request.scope["path"], 0)
        html = render(kit.templates, "partials/session/again.html", Again("", ""), frame)
        return Response(html, media_type=MediaType.HTML, status_code=401, headers=NOTICE)
    if error.seal:
        answer = page(request, "session/again.html", Again(came_from(request, kit.base_url), error.seal), status=401)
        answer.headers["WWW-Authenticate"] = "Session"
        return answer
    return see_other(request, path)


def on_needs_fresh(request: AnyRequest, error: NeedsFresh) -> Response[str]:
    """A remembered session gives its password once more."""
    path = sign_in_path(request, kit_of(request).base_url)
    return see_other(request, path + ("&" if "?" in path else "?") + "fresh=1")


HANDLERS: dict[type[Exception] | int, Callable[..., Response[str]]] = {
    HTTPException: on_http,
    SignedOut: on_signed_out,
    NeedsFresh: on_needs_fresh,
    Exception: on_unexpected,
}
