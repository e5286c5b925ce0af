"""Letting a person in: the new session's cookie, the known device's, and the way to where the person was going."""

from dataclasses import dataclass

from litestar.datastructures import Cookie

from src.domain.sessions import DEVICE_KNOWN
from src.services import sessions
from src.services.entrance import Browser, Welcome
from src.web.front import AnyRequest, Response, Visitor, keep, kit_of, safe_next, see_other
from src.web.kit import Kit
from src.web.late import give_back

AGENT_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the person was going, and the sealed form that came after its session had ended (web/late.py)."""

    next: str = "/"
    kept: str = ""


def _device_cookie(kit: Kit) -> str:
    return "__Host-device" if kit.secure else "device"


def browser_of(request: AnyRequest) -> Browser:
    """What the browser tells of itself."""
    device = request.cookies.get(_device_cookie(kit_of(request)), "")
    return Browser(request.headers.get("user-agent", "")[:AGENT_LENGTH], device[:100])


async def let_in(request: AnyRequest, visitor: Visitor, welcome: Welcome, going: Destination) -> Response[str]:
    """The session that this browser had before ends; nobody can have planted the new one."""
    if visitor.person and visitor.person.session.id != welcome.session.id:
        await sessions.end(visitor.person.session, visitor.now)
    answer = give_back(request, going.kept, welcome.user_id) or see_other(request, safe_next(going.next))
    keep(request, answer, welcome.session)
    kit = kit_of(request)
    answer.set_cookie(
        Cookie(
            key=_device_cookie(kit),
            value=welcome.device,
            path="/",
            httponly=True,
            secure=kit.secure,
            samesite="lax",
            max_age=int(DEVICE_KNOWN.total_seconds()),
        )
    )
    return answer
