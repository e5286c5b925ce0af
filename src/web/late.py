"""A form that came after its session had ended: what was typed is sealed into the sign-in page and given back.

The seal holds the person, the address and the fields, never a password; it serves the same person alone, for an hour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from itsdangerous import BadSignature
from litestar import Request, Response
from litestar.exceptions import HTTPException

from src.web.forms import LONG_FIELDS, read_fields
from src.web.kit import Kit, kit_of
from src.web.pages import page
from src.web.sessions import late_session

FIELD = "kept"
LIVES = 3600
SECRET_WORDS = ("password", "code", "secret", "token")


@dataclass(frozen=True, slots=True)
class LateForm:
    """What had been typed, and where it was going."""

    path: str
    fields: Mapping[str, str]


async def seal_late_form(request: Request[Any, Any, Any]) -> str:
    """The sealed form of this request; '' when the session is unknown, or the form is broken or too large."""
    session = late_session(request)
    if session is None or request.method != "POST":
        return ""
    try:
        fields = await read_fields(request, count=1000)
    except HTTPException:
        return ""
    typed = {name: text for name, text in fields.items() if not any(word in name for word in SECRET_WORDS)}
    seal = kit_of(request).signer(FIELD).dumps([session.user_id, request.scope["path"], typed])
    text = seal if isinstance(seal, str) else seal.decode()
    return text if len(text) <= LONG_FIELDS[FIELD] else ""


def open_late_form(kit: Kit, seal: str, user_id: int) -> LateForm | None:
    """The form for this person; None for a forged or old seal and for somebody else."""
    try:
        owner, path, fields = kit.signer(FIELD).loads(seal, max_age=LIVES)
    except (BadSignature, ValueError, TypeError):
        return None
    return LateForm(path, fields) if owner == user_id else None


def give_back(request: Request[Any, Any, Any], seal: str, user_id: int) -> Response[str] | None:
    """After signing in: the page that offers to send what had been typed; None when there is nothing to give."""
    late = open_late_form(kit_of(request), seal, user_id) if seal else None
    return page(request, "session/late.html", late) if late else None
