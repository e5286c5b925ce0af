"""The cookie of a known device: it stays when its person signs out, and lets nobody in by itself."""

from litestar import Response
from litestar.datastructures import Cookie

from src.domain.sessions import DEVICE_KNOWN
from src.services import entrance
from src.web.kit import AnyRequest, Kit, kit_of


def _name(kit: Kit) -> str:
    return "__Host-device" if kit.secure else "device"


def device_of(request: AnyRequest) -> str:
    """The token that came with the request; '' when there is none."""
    return request.cookies.get(_name(kit_of(request)), "")[:100]


async def owner_of(request: AnyRequest) -> int | None:
    """Who signed in last in this browser; None when that is not known. Without a cookie the base is not asked."""
    device = device_of(request)
    return await entrance.owner_of(device) if device else None


def keep_device(request: AnyRequest, response: Response[str], token: str) -> None:
    kit = kit_of(request)
    response.set_cookie(
        Cookie(
            key=_name(kit),
            value=token,
            path="/",
            httponly=True,
            secure=kit.secure,
            samesite="lax",
            max_age=int(DEVICE_KNOWN.total_seconds()),
        )
    )
