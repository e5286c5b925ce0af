"""Texts for everybody: what one agrees to at registration, the privacy policy, help."""

from dataclasses import dataclass

from src.domain.consents import CONSENTS
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

POLICY_VERSION = "2026-11-01"


@dataclass(frozen=True, slots=True)
class TextPage:
    version: str


@get("/consents/{kind:str}", dependencies=public, sync_to_thread=False)
def consent(request: AnyRequest, kind: FromPath[str], visitor: NamedDependency[Visitor]) -> Response[str]:
    """The text of this consent as it is agreed to today."""
    version = {each.kind: each.version for each in CONSENTS}.get(kind)
    if version is None:
        raise NotFoundException
    return page(request, f"texts/{kind}.html", TextPage(version))


@get("/privacy", dependencies=public, sync_to_thread=False)
def privacy(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    return page(request, "texts/privacy.html", TextPage(POLICY_VERSION))


@get("/help", dependencies=public, sync_to_thread=False)
def show_help(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[str]:
    return page(request, "texts/help.html", TextPage(POLICY_VERSION))


router = Router("/", route_handlers=[consent, privacy, show_help])
