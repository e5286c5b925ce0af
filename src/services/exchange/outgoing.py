"""What clients have sent leaves for billing: packed in the base, then written; acknowledged by an empty file.

The number is given in the transaction that takes the receipts, and the folder is written from the base alone: killed
between any two steps, the next call writes the same number with the same content, and never another.
"""

import asyncio
import os
import re
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from src.domain.clock import Clock
from src.exchange.folders import alone_in
from src.services.exchange.sent_files import write_sent
from src.storage import engine, outgoing

_ACKNOWLEDGEMENT = re.compile(r"([0-9]{6,9})\.ack")


@dataclass(frozen=True, slots=True)
class Sent:
    """Numbers of the deliveries that were written and of those that billing has taken."""

    written: list[int]
    taken: list[int]


async def send_out(folder: Path, clock: Clock, zone: ZoneInfo) -> Sent:
    """One round: note what billing has taken, write what was packed, pack the rest. FolderBusy: another is at it."""
    with alone_in(folder):
        taken = await _note_taken(folder, clock)
        written: list[int] = []
        while numbers := await _to_write(clock):
            for number in numbers:
                await write_sent(folder, number, zone)
                await _mark_written(number, clock)
            written += numbers
    return Sent(written, taken)


async def _note_taken(folder: Path, clock: Clock) -> list[int]:
    names = await asyncio.to_thread(os.listdir, folder)
    acknowledged = {int(match[1]) for name in names if (match := _ACKNOWLEDGEMENT.fullmatch(name))}
    taken = []
    for number in sorted(acknowledged & await outgoing.not_taken()):
        async with engine.transaction():
            if await outgoing.take(number, clock()):
                taken.append(number)
    return taken


async def _mark_written(number: int, clock: Clock) -> None:
    async with engine.transaction():
        await outgoing.mark_written(number, clock())


async def _to_write(clock: Clock) -> list[int]:
    """What an earlier call left unwritten, else a new pack."""
    if left := await outgoing.unwritten():
        return left
    async with engine.transaction():
        number = await outgoing.pack(clock())
    return [] if number is None else [number]
