"""A password that was typed before «Я не робот» was asked, or before another code, is not typed twice.

It goes out sealed in a hidden field of the answer, readable by us alone, and comes back for the same login within ten
minutes; a password that is typed anew counts.
"""

from collections.abc import Mapping
from datetime import timedelta

from src.services.signing import Expired, Forged
from src.web.kit import AnyRequest, kit_of

FIELD = "sealed"
LONGEST = 500
LIVES = timedelta(minutes=10)
PURPOSE = "typed password"


def seal(request: AnyRequest, login: str, password: str) -> str:
    """What the hidden field holds; '' when there is nothing to keep, or more than a form may hold."""
    if not (0 < len(login) <= LONGEST and 0 < len(password) <= LONGEST):
        return ""
    kit = kit_of(request)
    return kit.signer.seal(PURPOSE, [login.strip(), password], kit.clock())


def fill_in(request: AnyRequest, fields: Mapping[str, str]) -> dict[str, str]:
    """The fields with the password that was typed before, where none was typed now."""
    if fields.get("password") or not fields.get(FIELD):
        return dict(fields)
    kit = kit_of(request)
    try:
        login, password = kit.signer.open(PURPOSE, fields[FIELD], kit.clock(), LIVES)
    except (Forged, Expired):
        return dict(fields)
    return {**fields, "password": password} if login == fields.get("login", "").strip() else dict(fields)
