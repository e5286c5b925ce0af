"""Texts for everybody: what one agrees to, the privacy policy, each in every version there was; help."""

from dataclasses import dataclass

from src.domain.consents import VERSIONS
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    Visitor,
    get,
    page,
    public,
)

POLICY = "privacy"


@dataclass(frozen=True, slots=True)
class TextPage:
    """`current` is today's version, `earlier` are those before it; `path` leads to today's."""

    version: str
    current: str
    earlier: tuple[str, ...]
    path: str


def _text(request: AnyRequest, kind: str, version: str = "") -> Response[str]:
    """A text as it is today, or as it was in this version."""
    known = VERSIONS.get(kind)
    if known is None or (version and version not in known):
        raise NotFoundException
    shown = version or known[0]
    view = TextPage(shown, known[0], known[1:], "/privacy" if kind == POLICY else f"/consents/{kind}")
    return page(request, f"texts/{kind}/{shown}.html", view)


@get("/consents/{kind:str}", dependencies=public, sync_to_thread=False)
def consent(request: AnyRequest, kind: FromPath[str], visitor: NamedDependency[Visitor]) -> Response[str]:
    return _text(request, kind)


@get("/consents/{kind:str}/{version:str}", dependencies=public, sync_to_thread=False)
def consent_version(
    request: AnyRequest, kind: FromPath[str], version: FromPath[str], visitor: NamedDependency[Visitor]
) -> Response[str]:
    return _text(request, kind, version)


@get("/privacy", dependencies=public, sync_to_thread=False)
def privacy(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    return _text(request, POLICY)


@get("/privacy/{version:str}", dependencies=public, sync_to_thread=False)
def privacy_version(request: AnyRequest, version: FromPath[str], visitor: NamedDependency[Visitor]) -> Response[str]:
    return _text(request, POLICY, version)


@get("/help", dependencies=public, sync_to_thread=False)
def show_help(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    return page(request, "texts/help.html", None)


router = Router("/", route_handlers=[consent, consent_version, privacy, privacy_version, show_help])
