"""How often one person may bring pictures: who brings many, or bad ones again and again, waits."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from src.domain.journal import Actor
from src.domain.photos import FREE_FAILURES, IN_AN_HOUR, PhotoFault, PhotoRefused
from src.services import throttling
from src.storage.readings.photos import count_of_person


async def refuse_many(actor: Actor) -> None:
    """Raises PhotoRefused when this person has added enough for an hour."""
    if await count_of_person(actor.user_id, actor.now - timedelta(hours=1)) >= IN_AN_HOUR:
        raise PhotoRefused(PhotoFault.TOO_OFTEN, 3600)


@asynccontextmanager
async def counted(actor: Actor) -> AsyncIterator[None]:
    """An attempt is counted before it is judged, so that many at once are no way round; one that a refusal does not
    end is taken back from the count: a silent storage is nobody's fault."""
    counter = throttling.key_of("photo", str(actor.user_id))
    try:
        await throttling.attempt({counter: FREE_FAILURES}, actor.now)
    except throttling.TooSoon as error:
        raise PhotoRefused(PhotoFault.TOO_OFTEN, error.seconds) from error
    try:
        yield
    except PhotoRefused:
        raise
    except Exception:
        await throttling.take_back(counter)
        raise
    await throttling.take_back(counter)
