"""What billing has taken: an empty file beside the delivery says so."""

import asyncio
import os
import re
from pathlib import Path

from src.domain.clock import Clock
from src.services.exchange import leaving
from src.storage import engine, outgoing

_ACKNOWLEDGEMENT = re.compile(r"([0-9]{6,9})\.ack")


async def note_taken(folder: Path, clock: Clock) -> list[int]:
    """Each once; numbers of those that were not known as taken."""
    names = await asyncio.to_thread(os.listdir, folder)
    acknowledged = {int(match[1]) for name in names if (match := _ACKNOWLEDGEMENT.fullmatch(name))}
    taken = []
    for number in sorted(acknowledged & await outgoing.not_taken()):
        async with engine.transaction():
            if await outgoing.take(number, clock()):
                await leaving.note_taken(number, clock())
                taken.append(number)
    return taken
