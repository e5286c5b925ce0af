"""How often one person may bring pictures."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from src.domain.journal import Actor, Event
from src.domain.photos import FREE_FAILURES, IN_AN_HOUR, PhotoFault, PhotoRefused
from src.services import file_attempts

PHOTOS: Final = file_attempts.Allowance("photo", Event.PHOTO_ADDED, IN_AN_HOUR, FREE_FAILURES, PhotoRefused)


async def refuse_many(actor: Actor) -> None:
    """Raises PhotoRefused when this person has added enough for an hour."""
    try:
        await file_attempts.refuse_many(actor, PHOTOS)
    except file_attempts.TooOften as error:
        raise PhotoRefused(PhotoFault.TOO_OFTEN, error.seconds) from error


@asynccontextmanager
async def counted(actor: Actor) -> AsyncIterator[None]:
    try:
        async with file_attempts.counted(actor, PHOTOS):
            yield
    except file_attempts.TooOften as error:
        raise PhotoRefused(PhotoFault.TOO_OFTEN, error.seconds) from error
