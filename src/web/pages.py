"""Answers for people: a whole page, the fragments that HTMX asked for, or the way to another page."""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias
from urllib.parse import quote

from jinja2 import Environment
from litestar import MediaType, Response

from src.web.frame import Frame, frame_of
from src.web.kit import AnyRequest, kit_of

__all__ = [
    "HTMX_VARY",
    "NOTICE",
    "AnyRequest",
    "Part",
    "fragments",
    "is_htmx",
    "page",
    "render",
    "see_other",
]

Part: TypeAlias = tuple[str, object]
"""A template's name without its room, and the frozen dataclass that it sees as `it`."""

ROOT = re.compile(r'\s*<[a-z][^>]*?\sid="?([A-Za-z][\w-]*)')
HTMX_VARY = {"Vary": "HX-Request"}
NOTICE = {"HX-Retarget": "#notice", "HX-Reswap": "innerHTML", **HTMX_VARY}
"""Headers that put a fragment into the region for messages, wherever HTMX meant to put it."""


def is_htmx(request: AnyRequest) -> bool:
    """Whether a fragment is wanted: HTMX asks, and neither for a boosted page nor for one out of the history."""
    headers = request.headers
    return (
        headers.get("hx-request") == "true"
        and "hx-boosted" not in headers
        and "hx-history-restore-request" not in headers
    )


def render(environment: Environment, name: str, it: object, frame: Frame) -> str:
    return environment.get_template(name).render(it=it, frame=frame)


def page(request: AnyRequest, template: str, it: object, status: int = 200) -> Response[str]:
    """A whole page from `templates/`."""
    html = render(kit_of(request).templates, f"templates/{template}", it, frame_of(request.scope))
    return Response(html, media_type=MediaType.HTML, status_code=status)


async def fragments(
    request: AnyRequest,
    parts: Sequence[Part],
    page: Part | Callable[[], Awaitable[Part]] | str,
    status: int = 200,
) -> Response[str]:
    """`parts` to HTMX, everything else gets `page`: a page, a function that makes one, or a path to go to (303)."""
    if is_htmx(request):
        return _joined(request, parts, status)
    if isinstance(page, str):
        return see_other(request, page)
    template, it = page if isinstance(page, tuple) else await page()
    answer = _whole(request, template, it, status)
    answer.headers.update(HTMX_VARY)
    return answer


_whole = page


def _joined(request: AnyRequest, parts: Sequence[Part], status: int) -> Response[str]:
    """The first part is the main swap; each further one takes the place of the element with its root's id."""
    frame, environment = frame_of(request.scope), kit_of(request).templates
    texts = [render(environment, f"partials/{name}", it, frame) for name, it in parts]
    html = texts[0] + "".join(out_of_band(text) for text in texts[1:])
    return Response(html, media_type=MediaType.HTML, status_code=status, headers=HTMX_VARY)


def out_of_band(html: str) -> str:
    """Wrap a partial so that HTMX puts it where the element of the same id stands, table rows included."""
    if not (root := ROOT.match(html)):
        raise ValueError("the root element of a partial needs an id")
    return f'<hx-partial hx-target="#{root[1]}" hx-swap="outerHTML">{html}</hx-partial>'


def see_other(request: AnyRequest, path: str) -> Response[str]:
    """Go to a page of the portal: 303, or for HTMX, which would swap the page into a corner, `HX-Redirect`."""
    place = quote(path, safe="/?&=#%:+,;@!$'()*~")
    if is_htmx(request):
        return Response("", media_type=MediaType.HTML, headers={"HX-Redirect": place, **HTMX_VARY})
    return Response("", media_type=MediaType.HTML, status_code=303, headers={"Location": place, **HTMX_VARY})
