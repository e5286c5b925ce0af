"""The session's cookie: read, kept, taken away. Nobody gets a cookie before signing in."""

from datetime import datetime
from typing import Any

from litestar import Request, Response
from litestar.datastructures import Cookie

from src.domain.sessions import REMEMBERED, Session
from src.services import sessions
from src.services.access import known_id
from src.services.sessions import NewSession
from src.web.kit import Kit, kit_of

LATE = "kabinet.late"


def cookie_name(kit: Kit) -> str:
    """`__Host-` binds the cookie to this host over https; plain http (the demo on loopback) does not know it."""
    return "__Host-sid" if kit.secure else "sid"


async def session_of(request: Request[Any, Any, Any], now: datetime) -> Session | None:
    """The living session of this request; an ended one is left in the scope for the forms that come too late."""
    token = request.cookies.get(cookie_name(kit_of(request)))
    if not token:
        return None
    session = await sessions.find(token, now, _asked(request))
    if session is None or session.alive(now):
        return session
    request.scope["state"][LATE] = session
    return None


def _asked(request: Request[Any, Any, Any]) -> int:
    """The contract that the address names, 0 where it names none."""
    contract_id = request.path_params.get("contract_id", 0)
    return contract_id if isinstance(contract_id, int) and known_id(contract_id) else 0


def late_session(request: Request[Any, Any, Any]) -> Session | None:
    """The ended session with which this request came, if it was one."""
    late: Session | None = request.scope["state"].get(LATE)
    return late


def keep(request: Request[Any, Any, Any], response: Response[Any], new: NewSession | None) -> None:
    """Give the browser its new token; None (the session ended meanwhile) gives nothing."""
    if new is None:
        return
    kit = kit_of(request)
    response.set_cookie(
        Cookie(
            key=cookie_name(kit),
            value=new.token,
            path="/",
            httponly=True,
            secure=kit.secure,
            samesite="lax",
            max_age=int(REMEMBERED.total_seconds()) if new.remembered else None,
        )
    )


def forget(request: Request[Any, Any, Any], response: Response[Any]) -> None:
    """Take the token away at sign-out, with what the pages kept in the browser."""
    kit = kit_of(request)
    response.set_cookie(
        Cookie(key=cookie_name(kit), value="", path="/", httponly=True, secure=kit.secure, samesite="lax", max_age=0)
    )
    response.headers["Clear-Site-Data"] = '"storage"'
