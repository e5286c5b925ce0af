"""Taking a workbook in: kept and written down, once for the same file, and never more than a person may have."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from src.domain.access import GuardedContract
from src.domain.journal import Actor
from src.gateways.kept import Kept, KeptFiles, TooLarge
from src.services.readings.sheet import Head
from src.services.readings.uploads import LARGEST_FILE
from src.storage.engine import transaction
from src.storage.readings import uploads

AT_ONCE = 2
"""Checks of one person that may be under way."""
AN_HOUR = 30
WITH_CONTENTS = 10
"""So many of a person's uploads keep their file and their mistakes: ten files of 10 MiB at most, and as many marked."""


class Why(StrEnum):
    NO_FILE = "no_file"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    TOO_OFTEN = "too_often"
    SHUT = "shut"
    SENDING = "sending"
    """several files of this person are still on their way"""
    CROWDED = "crowded"
    """so are those of too many others"""


class NotTaken(Exception):
    """The workbook was not taken; nothing is kept of it."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Sent:
    """What came by the form: its key, the file, and what the person calls it."""

    form: str
    name: str
    source: Path


def refuse_shut(head: Head) -> None:
    """Before the body is read: raises NotTaken. Whether it is one too many is asked when it is
    known: a second click must not be."""
    if not head.open:
        raise NotTaken(Why.SHUT)


async def _refuse_more(contract: GuardedContract, now: datetime) -> None:
    found = await uploads.tally(contract.user_id, now - timedelta(hours=1))
    if found.under_way >= AT_ONCE:
        raise NotTaken(Why.TOO_MANY)
    if found.lately >= AN_HOUR:
        raise NotTaken(Why.TOO_OFTEN)


async def take(actor: Actor, contract: GuardedContract, head: Head, files: KeptFiles, sent: Sent) -> int:
    """The number of the upload: an earlier one for a second click, and for the same file while it is being checked.

    Raises NotTaken.
    """
    refuse_shut(head)
    try:
        kept = await files.take(sent.source, LARGEST_FILE)
    except TooLarge as error:
        raise NotTaken(Why.TOO_LARGE) from error
    goes: list[str] = [kept.name]
    try:
        number, goes = await _write_down(actor, contract, head, kept, sent)
    finally:
        await files.drop(goes)
    return number


async def _write_down(
    actor: Actor, contract: GuardedContract, head: Head, kept: Kept, sent: Sent
) -> tuple[int, list[str]]:
    """The number, and the files that are of no use any more."""
    if not kept.size:
        raise NotTaken(Why.EMPTY)
    new = uploads.NewUpload(sent.form, kept.digest, kept.name, _one_line(sent.name))
    async with transaction():
        await uploads.lock_person(contract.user_id)
        if known := await uploads.find_same(contract, head.period, head.zone, new):
            return known, [kept.name]
        await _refuse_more(contract, actor.now)
        goes = await uploads.empty_beyond(contract.user_id, WITH_CONTENTS - 1)
        return await uploads.add(actor, contract, head.period, head.zone, new), goes


def _one_line(name: str) -> str:
    """What a person calls the file, for the eyes alone: never a path."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable())[:200]
