"""Between the password and the second factor: a state of its own, ten minutes, which opens nothing else."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from src.domain.journal import Actor, Event
from src.domain.second_factor import HALF_LIVES, TRIES
from src.storage import half_signed as storage
from src.storage import journal
from src.storage.engine import transaction
from src.storage.half_signed import Half

TOKEN_LENGTH = 43

__all__ = ["Half", "Halfway", "begin", "count_try", "finish", "look", "remember_way"]


@dataclass(frozen=True, slots=True)
class Halfway:
    """The password was right, the second factor is to be shown; the token is for the cookie."""

    token: str


async def begin(actor: Actor, remember: bool, event: Event, token: str | None = None) -> Halfway:
    """In the caller's transaction. `event` is what the journal will say of the sign-in when it is done."""
    halfway = Halfway(token or secrets.token_urlsafe(32))
    until = actor.now + HALF_LIVES
    await storage.add(_hash(halfway.token), actor.person, event, remember, actor.now, until)
    await journal.note(actor, Event.SECOND_FACTOR_ASKED)
    return halfway


async def look(token: str, now: datetime) -> Half | None:
    """Who waits; None when it is over: in time, after five wrong tries, or because it was done."""
    return await storage.find(_hash(token), now, TRIES) if len(token) == TOKEN_LENGTH else None


async def remember_way(halfway: Halfway, going: str, kept: str) -> None:
    """Where the person was going, and the sealed form that came too late: both are followed at the end."""
    async with transaction():
        await storage.remember_way(_hash(halfway.token), going, kept)


async def count_try(half: Half, now: datetime) -> int | None:
    async with transaction():
        return await storage.count_try(half.id, now, TRIES)


async def finish(half: Half) -> bool:
    """In the caller's transaction; False when it was done already."""
    return await storage.finish(half.id)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
