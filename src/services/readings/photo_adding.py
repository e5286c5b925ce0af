"""A photo is added: looked at by a child, kept as files, and last of all known by a row.

Killed in between, there are files without a row, which a job clears away, and never a row without files.
"""

from pathlib import Path

from src.domain.access import GuardedContract
from src.domain.journal import Actor, Event
from src.domain.photos import AT_ONCE, IN_ALL, PhotoFault, PhotoRefused
from src.services.readings.developing import Darkroom, Print, develop, digest_of
from src.services.readings.photo_attempts import counted, refuse_many
from src.services.readings.photos import Shown, TakesNone, find_line, forget_files, sent_reading
from src.services.readings.sheet import Head, WindowShut
from src.storage import engine, journal
from src.storage.readings import photos as storage
from src.storage.readings.drafts import hold_sheet


class _There(Exception):
    """The same picture is there already: a second click, or another try of one that was answered."""


def refuse_shut(head: Head, shown: Shown) -> None:
    """Before the picture comes: raises WindowShut, TakesNone."""
    if not head.open:
        raise WindowShut
    if not shown.takes:
        raise TakesNone


async def add(
    actor: Actor, contract: GuardedContract, darkroom: Darkroom, head: Head, register_id: int, source: Path
) -> None:
    """Keep the picture in this file; the same one again is kept once. Raises WindowShut, TakesNone, PhotoRefused, and
    what the gateway of files raises."""
    if not head.open:
        raise WindowShut
    digest = await digest_of(source)
    try:
        await _place(actor, contract, head, register_id, digest)
    except _There:
        return
    async with counted(actor):
        made = await develop(darkroom, source, actor.now)
    try:
        await _keep(actor, contract, head, register_id, digest, made)
    except (_There, TakesNone, PhotoRefused) as refusal:
        await forget_files(darkroom.files, [made.file, made.small])
        if not isinstance(refusal, _There):
            raise


async def _place(actor: Actor, contract: GuardedContract, head: Head, register_id: int, digest: str) -> int | None:
    """The sent reading that a photo belongs to, None where it waits for a sending."""
    judged = await find_line(contract, head, register_id)
    if judged is None or not judged.editable:
        raise TakesNone
    if reading := sent_reading(judged):
        there = await storage.digests_of_reading(reading)
    else:
        there = await storage.waiting_digests(contract, register_id, head.period, head.zone)
    if digest in there:
        raise _There
    if len(there) >= AT_ONCE or await storage.count_all(contract, register_id, head.period, head.zone) >= IN_ALL:
        raise PhotoRefused(PhotoFault.TOO_MANY)
    await refuse_many(actor)
    return reading


async def _keep(
    actor: Actor, contract: GuardedContract, head: Head, register_id: int, digest: str, made: Print
) -> None:
    """The row, after another look at the sheet, which may have been sent meanwhile."""
    async with engine.transaction():
        await hold_sheet(contract, head.period, head.zone)
        reading = await _place(actor, contract, head, register_id, digest)
        new = storage.NewPhoto(register_id, reading, made.file, made.small, digest, made.width, made.height)
        await storage.add(actor, contract, head.period, head.zone, new)
        await journal.note(actor, Event.PHOTO_ADDED, contract.id, register=register_id, period=str(head.period))
