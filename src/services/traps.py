"""Two traps for machines that need nothing of a person: a field nobody sees, and the time a form takes to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from src.services.signing import Forged, Signer

HONEYPOT = "website"
STAMP = "stamp"
OLDEST = timedelta(hours=1)


class Caught(StrEnum):
    """Why a form is not taken as it came. None of them loses what was typed."""

    HONEYPOT = "honeypot"
    TOO_FAST = "too_fast"
    TOO_OLD = "too_old"
    FORGED = "forged"


def new_stamp(signer: Signer, form: str, now: datetime) -> str:
    """The hidden field that says when the form was shown."""
    return signer.sign("stamp", form, now)


def caught(signer: Signer, form: str, fields: Mapping[str, str], now: datetime, fastest: int) -> Caught | None:
    """What is wrong with the two traps of a posted form; `fastest` in seconds."""
    if fields.get(HONEYPOT):
        return Caught.HONEYPOT
    try:
        shown, made_for = signer.look("stamp", fields.get(STAMP, ""))
    except Forged:
        return Caught.FORGED
    age = now.timestamp() - shown
    if made_for != form:
        return Caught.FORGED
    if age >= OLDEST.total_seconds():
        return Caught.TOO_OLD
    return Caught.TOO_FAST if age < fastest else None
