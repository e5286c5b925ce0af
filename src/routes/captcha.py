"""The puzzles of «Я не робот»: work for the browser, the picture, the voice. Showing one writes nothing."""

from __future__ import annotations

from typing import Any

from litestar import Request
from litestar.background_tasks import BackgroundTask

from src.services.captcha import PictureCode
from src.services.inviting.seeking import FORM as SOUGHT
from src.services.letter_limits import form_of
from src.services.pictures import Busy, tell_mailbox
from src.services.throttling import network_of
from src.web.front import (
    HTTPException,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    Visitor,
    get,
    kit_of,
    public,
)

AnyRequest = Request[Any, Any, Any]
FORMS = ("sign-up", "sign-in", SOUGHT, *(form_of(kind) for kind in ("sign-up", "sign-in", "recovery")))
NO_STORE = {"Cache-Control": "no-store"}


def picture_of(request: AnyRequest, visitor: Visitor) -> PictureCode:
    """What the picture of `?token=` shows; 404 for a forged or old one."""
    token = request.query_params.get("token", "")
    picture = kit_of(request).account.captcha.read_picture(token, visitor.now)
    if picture is None:
        raise NotFoundException
    return picture


@get("/challenge", dependencies=public, sync_to_thread=False)
def challenge(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[dict[str, object]]:
    """A piece of work in JSON, for one form."""
    form = request.query_params.get("form", "")
    if form not in FORMS:
        raise NotFoundException
    return Response(kit_of(request).account.captcha.challenge(form, visitor.now), headers=NO_STORE)


@get("/picture", dependencies=public)
async def picture(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[bytes]:
    shown, kit = picture_of(request, visitor), kit_of(request)
    image = await kit.account.pictures.draw(shown.id, shown.code)
    task = None
    if kit.settings.mode == "demo":
        task = BackgroundTask(tell_mailbox, kit.gateways.mail, shown.id, shown.label, shown.code, visitor.now)
    return Response(image, media_type="image/png", headers=NO_STORE, background=task)


@get("/sound", dependencies=public)
async def sound(request: AnyRequest, visitor: NamedDependency[Visitor]) -> Response[bytes]:
    shown, pictures = picture_of(request, visitor), kit_of(request).account.pictures
    try:
        voice = await pictures.speak(shown.id, shown.code, network_of(visitor.address), visitor.now)
    except Busy as busy:
        raise HTTPException(status_code=429, headers={"Retry-After": "60"}) from busy
    return Response(voice, media_type="audio/wav", headers=NO_STORE)


router = Router("/captcha", route_handlers=[challenge, picture, sound])
