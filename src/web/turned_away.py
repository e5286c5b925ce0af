"""What is shown to those whom a guard has turned away for want of a living or fresh session."""

from collections.abc import Callable
from dataclasses import dataclass

from litestar import MediaType, Response

from src.web.frame import Frame
from src.web.kit import AnyRequest, kit_of
from src.web.next import came_from, sign_in_path
from src.web.pages import NOTICE, is_htmx, page, render, see_other
from src.web.refusals import NeedsFresh, SignedOut


@dataclass(frozen=True, slots=True)
class Again:
    """The sign-in form in the place of an ended session."""

    next: str
    kept: str


def on_signed_out(request: AnyRequest, error: SignedOut) -> Response[str]:
    """A page asks to sign in and leads back, with the form that came too late; HTMX gets a fragment, the page stays."""
    kit = kit_of(request)
    if is_htmx(request):
        frame = Frame(None, request.scope["path"], 0)
        html = render(kit.templates, "partials/session/again.html", Again("", ""), frame)
        return Response(html, media_type=MediaType.HTML, status_code=401, headers=NOTICE)
    if error.seal:
        back = came_from(request, kit.base_url)
        answer = page(request, "session/again.html", Again(back, error.seal), status=401)
        answer.headers["WWW-Authenticate"] = "Session"
        return answer
    return see_other(request, sign_in_path(request, kit.base_url))


def on_needs_fresh(request: AnyRequest, error: NeedsFresh) -> Response[str]:
    """A remembered session gives its password once more."""
    path = sign_in_path(request, kit_of(request).base_url)
    return see_other(request, path + ("&" if "?" in path else "?") + "fresh=1")


HANDLERS: dict[type[Exception] | int, Callable[..., Response[str]]] = {
    SignedOut: on_signed_out,
    NeedsFresh: on_needs_fresh,
}
