"""Exceptions become pages and fragments; what went wrong inside stays in the log."""

import logging
from collections.abc import Callable

from litestar import MediaType, Response
from litestar.exceptions import HTTPException, NotFoundException, PermissionDeniedException

from src.services.access import NotAllowed, NotYours
from src.web import turned_away
from src.web.kit import AnyRequest, kit_of
from src.web.log import say
from src.web.pages import NOTICE, is_htmx
from src.web.troubles import trouble_html, trouble_of
from src.web.visitor import NUMBER

PASSED_ON = frozenset({"allow", "connection", "retry-after"})


def on_http(request: AnyRequest, error: HTTPException) -> Response[str]:
    """Litestar's own refusals; their English details stay in the log."""
    status = error.status_code
    say("refused", number=request.scope["state"].get(NUMBER), status=status, why=type(error).__name__)
    headers = {name: value for name, value in (error.headers or {}).items() if name.lower() in PASSED_ON}
    return _answer(request, status, headers)


def on_unexpected(request: AnyRequest, error: Exception) -> Response[str]:
    """Our mistake: the trace goes to the log, the number to the person."""
    say("failed", logging.ERROR, trace=True, number=request.scope["state"].get(NUMBER), why=type(error).__name__)
    return _answer(request, 500, {})


def _answer(request: AnyRequest, status: int, headers: dict[str, str]) -> Response[str]:
    trouble = trouble_of(status, request.scope["state"].get(NUMBER, ""))
    fragment = is_htmx(request)
    html = trouble_html(kit_of(request), request.scope, trouble, fragment)
    more = NOTICE if fragment else {}
    return Response(html, media_type=MediaType.HTML, status_code=status, headers=headers | more)


def on_not_yours(request: AnyRequest, _error: NotYours) -> Response[str]:
    """Also when the right was lost between the guard and the act."""
    return on_http(request, NotFoundException())


def on_not_allowed(request: AnyRequest, _error: NotAllowed) -> Response[str]:
    return on_http(request, PermissionDeniedException())


HANDLERS: dict[type[Exception] | int, Callable[..., Response[str]]] = {
    HTTPException: on_http,
    **turned_away.HANDLERS,
    NotYours: on_not_yours,
    NotAllowed: on_not_allowed,
    Exception: on_unexpected,
}
