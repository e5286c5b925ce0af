"""The end of a check: the values of a right workbook go into the draft in one short transaction; mistakes are kept."""

from collections.abc import Sequence
from datetime import datetime

from src.domain.access import GuardedContract
from src.domain.journal import Actor, Event
from src.domain.uploads import Mistake, Upload
from src.services.readings.comparing import Compared
from src.services.readings.sheet import Head
from src.storage import journal
from src.storage.engine import transaction
from src.storage.readings import drafts, sending, upload_checks

CHUNK = 25
"""Between two of them others get their turn."""


class Overtaken(Exception):
    """The check is not this one's any more."""


async def put_into_draft(
    actor: Actor, contract: GuardedContract, head: Head, upload: Upload, cells: int, compared: Compared
) -> bool:
    """End the check with its values in the draft; False when the sheet is not what they were compared with any more.

    Raises Overtaken when somebody else has ended it; the draft is then as it was.
    """
    changed, written = compared.changed, None
    async with transaction():
        if changed:
            if not await sending.lock_unchanged(contract, head.period, head.zone, compared.version):
                return False
            await _write(actor, contract, head, compared)
            about = {"registers": len(changed), "workbook": upload.id}
            await journal.note(actor, Event.READINGS_SAVED, contract.id, period=str(head.period), **about)
            written = upload_checks.Written(len(changed), compared.version + 1, compared.handed)
        for start in range(0, len(compared.kept), CHUNK):
            await upload_checks.add_mistakes(upload, compared.kept[start : start + CHUNK])
        if not await upload_checks.finish_right(upload, cells, len(compared.kept), written):
            raise Overtaken
    return True


async def keep_mistakes(upload: Upload, until: datetime, cells: int, mistakes: Sequence[Mistake]) -> None:
    """A few at a time, the check held until `until`: before it is finished nobody sees them.

    Raises Overtaken when somebody else has taken the check over; what they wrote down stays as it is.
    """
    for start in range(0, len(mistakes), CHUNK):
        async with transaction():
            if not await upload_checks.advance(upload, until, cells, cells):
                raise Overtaken
            await upload_checks.add_mistakes(upload, mistakes[start : start + CHUNK])
    async with transaction():
        if not await upload_checks.finish_wrong(upload, cells, len(mistakes)):
            raise Overtaken


async def _write(actor: Actor, contract: GuardedContract, head: Head, compared: Compared) -> None:
    period, zone, version = head.period, head.zone, compared.version + 1
    for some in compared.stretches(CHUNK):
        kept = [drafts.NewDraft(id_, draft.typed, draft.value, draft.confirmed) for id_, draft in some if draft]
        await drafts.put_drafts(contract, period, zone, kept, version, actor)
        await drafts.drop_drafts(contract, period, zone, [id_ for id_, draft in some if draft is None])
    await drafts.shift_counts(contract, period, zone, compared.drafted, compared.uncovered)
