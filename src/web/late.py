"""A form that came after its session had ended, or too long after signing in: what was typed is sealed into the
sign-in page and given back.

The seal holds the person, the address and the fields, never a password; it can be read by us alone and serves the same
person alone, for an hour.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from litestar import Response
from litestar.exceptions import HTTPException

from src.services.signing import Expired, Forged
from src.web import devices, sessions
from src.web.forms import LONG_FIELDS, read_fields
from src.web.kit import AnyRequest, Kit, kit_of
from src.web.pages import page

FIELD = "kept"
LIVES = timedelta(hours=1)
SECRET_WORDS = ("password", "code", "secret", "token", "credential")


@dataclass(frozen=True, slots=True)
class LateForm:
    """What had been typed, and where it was going: the path with its query string, which may name the period."""

    path: str
    fields: Mapping[str, str]


async def seal_late_form(request: AnyRequest) -> str:
    """The sealed form of this request; '' when nobody knows whose it is, or the form is broken or too large."""
    owner = await _owner(request) if request.method == "POST" else None
    return "" if owner is None else await seal_form(request, owner)


async def seal_form(request: AnyRequest, owner: int) -> str:
    """The sealed form of this request for this person; '' when it is no form, or a broken or too large one."""
    if request.method != "POST":
        return ""
    try:
        fields = await read_fields(request, count=1000)
    except HTTPException:
        return ""
    typed = {name: text for name, text in fields.items() if not any(word in name for word in SECRET_WORDS)}
    kit = kit_of(request)
    query = request.scope["query_string"].decode("ascii", "replace")
    path = f"{request.scope['path']}?{query}" if query else request.scope["path"]
    seal = kit.signer.seal(FIELD, [owner, path, typed], kit.clock())
    return seal if len(seal) <= LONG_FIELDS[FIELD] else ""


async def _owner(request: AnyRequest) -> int | None:
    """The person of the ended session; after «Выйти» in another tab, the one who was signed in here last."""
    session = sessions.late_session(request)
    return session.user_id if session else await devices.owner_of(request)


def open_late_form(kit: Kit, seal: str, user_id: int) -> LateForm | None:
    """The form for this person; None for a forged or old seal and for somebody else."""
    try:
        owner, path, fields = kit.signer.open(FIELD, seal, kit.clock(), LIVES)
    except (Forged, Expired):
        return None
    return LateForm(path, fields) if owner == user_id else None


def give_back(request: AnyRequest, seal: str, user_id: int) -> Response[str] | None:
    """After signing in: the page that offers to send what had been typed; None when there is nothing to give."""
    late = open_late_form(kit_of(request), seal, user_id) if seal else None
    return page(request, "session/late.html", late) if late else None
