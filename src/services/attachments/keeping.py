"""The rows of joined files: they come and go as long as what they are joined to is not sent."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from src.domain.access import GuardedContract
from src.domain.attachments import LARGEST_ALL, LARGEST_IN_A_DAY, MOST, AttachmentRefused, Fault, Thing
from src.domain.journal import Actor, Event
from src.storage import attachments as storage
from src.storage import engine, journal

NewAttachment = storage.NewAttachment
DAY: Final = timedelta(days=1)


class NotOpen(Exception):
    """The thing was sent or is gone: nothing is joined to it and nothing taken away any more."""


class There(Exception):
    """The same file is there already: a second click, or another try of one that was answered."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A thing that is not sent yet. `hold`, called in a transaction, keeps it from being sent meanwhile; it says False
    when it was sent or is gone. `pictures`: nothing else is joined to it."""

    thing: Thing
    hold: Callable[[], Awaitable[bool]]
    pictures: bool = False


async def judge(contract: GuardedContract, thing: Thing, digest: str, size: int) -> None:
    there = await storage.sizes(contract, thing)
    if digest in there:
        raise There
    if len(there) >= MOST:
        raise AttachmentRefused(Fault.TOO_MANY)
    if sum(there.values()) + size > LARGEST_ALL:
        raise AttachmentRefused(Fault.ALL_TOO_LARGE)


async def judge_day(actor: Actor, size: int) -> None:
    """Whether so many bytes more are no more than a person brings in a day."""
    if await storage.bytes_of_person(actor.user_id, actor.now - DAY) + size > LARGEST_IN_A_DAY:
        raise AttachmentRefused(Fault.TOO_LARGE_A_DAY)


async def keep(actor: Actor, contract: GuardedContract, draft: Draft, new: NewAttachment) -> None:
    async with engine.transaction():
        await _hold(draft)
        await judge(contract, draft.thing, new.digest, new.size)
        await judge_day(actor, new.size)
        await storage.add(actor, contract, draft.thing, new)
        await journal.note(actor, Event.FILE_JOINED, contract.id)


async def remove(actor: Actor, contract: GuardedContract, draft: Draft, attachment_id: int) -> list[str]:
    """The key of its file, none when it was gone already. Raises NotOpen."""
    async with engine.transaction():
        await _hold(draft)
        keys = await storage.remove(contract, draft.thing, attachment_id)
        if keys:
            await journal.note(actor, Event.FILE_TAKEN_AWAY, contract.id, file=attachment_id)
    return keys


async def _hold(draft: Draft) -> None:
    if not await draft.hold():
        raise NotOpen
