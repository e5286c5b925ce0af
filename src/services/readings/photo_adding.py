"""A photo is added: looked at by a child, kept as files, and last of all known by a row.

Killed in between, there are files without a row, which a job clears away, and never a row without files.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from src.domain.access import GuardedContract
from src.domain.journal import Actor, Event
from src.domain.photos import AT_ONCE, IN_ALL, IN_AN_HOUR, PhotoFault, PhotoRefused
from src.gateways.files.files import new_key
from src.photos.answers import Developed
from src.services.readings.developing import KIND, Darkroom, develop
from src.services.readings.photos import TakesNone, find_line, forget_files, sent_reading
from src.services.readings.sheet import Head, WindowShut
from src.storage import engine, journal
from src.storage.readings import photos as storage


async def add(
    actor: Actor, contract: GuardedContract, darkroom: Darkroom, head: Head, register_id: int, source: Path
) -> None:
    """Keep the picture in this file; the same one again is kept once. Raises WindowShut, TakesNone, PhotoRefused, and
    what the gateway of files raises."""
    if not head.open:
        raise WindowShut
    digest = await asyncio.to_thread(_digest, source)
    try:
        await _place(actor, contract, head, register_id, digest)
    except _There:
        return
    with TemporaryDirectory(prefix="kabinet-") as folder:
        whole, small = Path(folder) / "whole", Path(folder) / "small"
        developed = await develop(actor, darkroom.workshop, source, whole, small)
        keys = [new_key(KIND, actor.now, "jpg") for _ in range(2)]
        for key, path in zip(keys, (whole, small), strict=True):
            await darkroom.files.put(key, path)
    try:
        await _keep(actor, contract, head, register_id, digest, developed, keys)
    except _There:
        await forget_files(darkroom.files, keys)
    except (TakesNone, PhotoRefused):
        await forget_files(darkroom.files, keys)
        raise


class _There(Exception):
    """The same picture is there already: a second click, or another try of one that was answered."""


def _digest(source: Path) -> str:
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


async def _place(actor: Actor, contract: GuardedContract, head: Head, register_id: int, digest: str) -> int | None:
    """The sent reading that a photo belongs to, None where it waits for a sending."""
    judged = await find_line(contract, head, register_id)
    if judged is None or not judged.editable:
        raise TakesNone
    reading = sent_reading(judged)
    if reading:
        there = await storage.digests_of_reading(reading)
    else:
        there = await storage.waiting_digests(contract, register_id, head.period, head.zone)
    if digest in there:
        raise _There
    if len(there) >= AT_ONCE or await storage.count_all(contract, register_id, head.period, head.zone) >= IN_ALL:
        raise PhotoRefused(PhotoFault.TOO_MANY)
    if await storage.count_of_person(actor.user_id, actor.now - timedelta(hours=1)) >= IN_AN_HOUR:
        raise PhotoRefused(PhotoFault.TOO_OFTEN, 3600)
    return reading


async def _keep(
    actor: Actor,
    contract: GuardedContract,
    head: Head,
    register_id: int,
    digest: str,
    developed: Developed,
    keys: Sequence[str],
) -> None:
    """The row, after another look at the sheet, which may have been sent meanwhile."""
    whole, small = keys
    async with engine.transaction():
        await storage.hold_sheet(contract, head.period, head.zone)
        reading = await _place(actor, contract, head, register_id, digest)
        new = storage.NewPhoto(register_id, reading, whole, small, digest, *developed)
        await storage.add(actor, contract, head.period, head.zone, new)
        await journal.note(actor, Event.PHOTO_ADDED, contract.id, register=register_id, period=str(head.period))
