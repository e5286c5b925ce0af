"""A file is joined to a thing that is not sent yet: looked into by a child, kept, and last of all known by a row.

Killed in between, there is a file without a row, which a job clears away, and never a row without its file.
"""

from pathlib import Path
from typing import Final

from src.domain.access import GuardedContract
from src.domain.attachments import (
    FREE_FAILURES,
    IN_AN_HOUR,
    AttachmentRefused,
    Fault,
    clean_name,
)
from src.domain.journal import Actor, Event
from src.gateways.files.files import new_key
from src.services import file_attempts
from src.services.attachments import keeping, looking
from src.services.readings.developing import Darkroom, digest_of
from src.services.readings.photos import forget_files

KIND: Final = "attachments"
"""The folder of their files."""
FILES: Final = file_attempts.Allowance("attachment", Event.FILE_JOINED, IN_AN_HOUR, FREE_FAILURES, AttachmentRefused)


async def join(
    actor: Actor, contract: GuardedContract, darkroom: Darkroom, draft: keeping.Draft, source: Path, name: str
) -> None:
    """Keep this file; the same one again is kept once. Raises NotOpen, AttachmentRefused, FilesDown."""
    digest = await digest_of(source)
    try:
        await keeping.judge(contract, draft.thing, digest, 0)
        await keeping.judge_day(actor, 0)
        await file_attempts.refuse_many(actor, FILES)
        async with file_attempts.counted(actor, FILES):
            taken = await looking.look_into(darkroom.workshop, source, digest, draft.pictures)
    except keeping.There:
        return
    except file_attempts.TooOften as error:
        raise AttachmentRefused(Fault.TOO_OFTEN, error.seconds) from error
    key = new_key(KIND, actor.now, taken.kind)
    await darkroom.files.put(key, taken.data)
    new = keeping.NewAttachment(clean_name(name, taken.kind), taken.kind, key, len(taken.data), digest)
    try:
        await keeping.keep(actor, contract, draft, new)
    except (keeping.There, keeping.NotOpen, AttachmentRefused) as refusal:
        await forget_files(darkroom.files, [key])
        if not isinstance(refusal, keeping.There):
            raise


async def take_away(
    actor: Actor, contract: GuardedContract, darkroom: Darkroom, draft: keeping.Draft, attachment_id: int
) -> bool:
    """False when it was gone already. Raises NotOpen."""
    keys = await keeping.remove(actor, contract, draft, attachment_id)
    await forget_files(darkroom.files, keys)
    return bool(keys)
