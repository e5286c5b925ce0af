"""What is shown to those whom a guard has turned away for want of a living or fresh session."""

from collections.abc import Callable
from dataclasses import dataclass

from litestar import MediaType, Response

from src.services.access import FactorNeeded
from src.services.second_factor.change import SessionOver
from src.web.frame import Frame
from src.web.kit import AnyRequest, kit_of
from src.web.next import came_from, sign_in_path
from src.web.pages import NOTICE, is_htmx, page, render, see_other
from src.web.refusals import NeedsFresh, SignedOut

NOBODY = Frame(None, "", 0)


@dataclass(frozen=True, slots=True)
class Again:
    """The sign-in form in the place of an ended session."""

    next: str
    kept: str


def on_signed_out(request: AnyRequest, error: SignedOut) -> Response[str]:
    """A page asks to sign in and leads back, with the form that came too late; HTMX gets a fragment, the page stays."""
    kit = kit_of(request)
    if is_htmx(request):
        html = render(kit.templates, "partials/session/again.html", Again("", ""), NOBODY)
        return Response(html, media_type=MediaType.HTML, status_code=401, headers=NOTICE)
    if error.seal:
        back = came_from(request, kit.base_url)
        answer = page(request, "session/again.html", Again(back, error.seal), status=401)
        answer.headers["WWW-Authenticate"] = "Session"
        return answer
    return see_other(request, sign_in_path(request, kit.base_url))


@dataclass(frozen=True, slots=True)
class Stale:
    """The same for one who is in: only the password is asked."""

    email: str
    remembered: bool
    next: str
    kept: str


def on_needs_fresh(request: AnyRequest, error: NeedsFresh) -> Response[str]:
    """Whoever is in signs in once more, with all that it takes, and goes on; what was typed is kept."""
    kit = kit_of(request)
    path = sign_in_path(request, kit.base_url)
    path += ("&" if "?" in path else "?") + "fresh=1"
    if is_htmx(request):
        html = render(kit.templates, "partials/session/stale.html", Stale(error.email, False, path, ""), NOBODY)
        return Response(html, media_type=MediaType.HTML, status_code=401, headers=NOTICE)
    if not error.seal:
        return see_other(request, path)
    it = Stale(error.email, error.remembered, came_from(request, kit.base_url), error.seal)
    answer = page(request, "session/stale.html", it, status=401)
    answer.headers["WWW-Authenticate"] = "Session"
    return answer


def on_needs_factor(request: AnyRequest, error: FactorNeeded) -> Response[str]:
    """The contract is open to those alone who have a second factor: the way to one."""
    if is_htmx(request):
        html = render(kit_of(request).templates, "partials/session/factor.html", error, NOBODY)
        return Response(html, media_type=MediaType.HTML, status_code=403, headers=NOTICE)
    return page(request, "session/factor.html", error, status=403)


def on_session_over(request: AnyRequest, _error: SessionOver) -> Response[str]:
    return on_signed_out(request, SignedOut(""))


HANDLERS: dict[type[Exception] | int, Callable[..., Response[str]]] = {
    SignedOut: on_signed_out,
    SessionOver: on_session_over,
    NeedsFresh: on_needs_fresh,
    FactorNeeded: on_needs_factor,
}
