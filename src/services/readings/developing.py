"""A picture that somebody brought is developed by a child; who brings too many bad ones waits."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from src.domain.journal import Actor
from src.domain.photos import FREE_FAILURES, PhotoFault, PhotoRefused
from src.gateways.files.files import Files
from src.gateways.workshop.workshop import Broken, TooHard, Workshop
from src.photos.answers import DEVELOP, Developed, Unanswered, developed_in, kept_bytes
from src.services import throttling
from src.storage import engine, throttle

KIND: Final = "photos"
"""The folder of their files."""
CPU_SECONDS: Final = 6.0
"""A heic of thirty million pixels takes two on a small machine."""


@dataclass(frozen=True, slots=True)
class Darkroom:
    """The children that develop pictures, and where they are kept."""

    workshop: Workshop
    files: Files


async def develop(actor: Actor, workshop: Workshop, source: Path, whole: Path, small: Path) -> Developed:
    """Write the picture and the small one; raises PhotoRefused. An attempt is counted before it is judged; a good
    picture is taken back from the count."""
    counter = throttling.key_of("photo", str(actor.user_id))
    try:
        await throttling.attempt({counter: FREE_FAILURES}, actor.now)
    except throttling.TooSoon as error:
        raise PhotoRefused(PhotoFault.TOO_OFTEN, error.seconds) from error
    developed = await _developed(workshop, source, whole, small)
    async with engine.transaction():
        await throttle.take_back(counter)
    return developed


async def _developed(workshop: Workshop, source: Path, whole: Path, small: Path) -> Developed:
    try:
        answer = await workshop.do(DEVELOP, cpu_seconds=CPU_SECONDS, source=source, whole=whole, small=small)
        developed = developed_in(answer)
        for path in (whole, small):
            await asyncio.to_thread(kept_bytes, path)
    except TooHard as error:
        raise PhotoRefused(PhotoFault.TOO_HARD) from error
    except (Broken, Unanswered) as error:
        raise PhotoRefused(PhotoFault.BROKEN) from error
    return developed
