"""What a page offers once: a new key for an application, a challenge for a passkey, new recovery codes.

It lies sealed in the page itself: nothing is kept until the person confirms, and it serves this person once.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from src.domain.second_factor import FORM_LIVES
from src.services.signing import Expired, Forged, Signer

PURPOSE = "offer of a second factor"


class Offered(StrEnum):
    APP = "app"
    PASSKEY = "passkey"
    ENTRY = "entry"
    CODES = "codes"


class OfferEnded(Exception):
    """The page is too old, or was somebody else's."""


@dataclass(frozen=True, slots=True)
class Offer:
    """`sealed` goes into the page, and names it; `secret` is the key or the challenge."""

    what: Offered
    secret: str
    sealed: str


def make(signer: Signer, user_id: int, what: Offered, secret: str, now: datetime) -> Offer:
    return Offer(what, secret, signer.seal(PURPOSE, [user_id, what.value, secret, secrets.token_hex(8)], now))


def read(signer: Signer, user_id: int, sealed: str, now: datetime, what: Offered | None = None) -> Offer:
    """OfferEnded after half an hour, for another person, and where it is not `what` is wanted."""
    try:
        owner, made, secret, _ = signer.open(PURPOSE, sealed, now, FORM_LIVES)
    except (Forged, Expired):
        raise OfferEnded from None
    if owner != user_id or made != (what or made):
        raise OfferEnded
    return Offer(Offered(made), secret, sealed)
