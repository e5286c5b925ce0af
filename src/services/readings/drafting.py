"""The end of a check: the values of a right workbook go into the draft in one short transaction; mistakes are kept."""

from collections.abc import Sequence

from src.domain.access import GuardedContract
from src.domain.journal import Actor, Event
from src.domain.sheets import Judged, SheetLine, judge
from src.domain.uploads import Mistake, Upload
from src.services.readings.comparing import Compared
from src.services.readings.sheet import Head
from src.storage import journal
from src.storage.engine import transaction
from src.storage.readings import drafts, sending, upload_checks

CHUNK = 500


class Overtaken(Exception):
    """The check is not this one's any more."""


async def put_into_draft(
    actor: Actor, contract: GuardedContract, head: Head, upload: Upload, cells: int, compared: Compared
) -> bool:
    """End the check with its values in the draft; False when the sheet is not what they were compared with any more.

    Raises Overtaken when somebody else has ended it; the draft is then as it was.
    """
    changed = compared.changed
    async with transaction():
        if not changed:
            return await _finish(upload, cells, 0, 0)
        if not await sending.lock_unchanged(contract, head.period, head.zone, compared.version):
            return False
        await _write(actor, contract, head, compared)
        about = {"registers": len(changed), "workbook": upload.id}
        await journal.note(actor, Event.READINGS_SAVED, contract.id, period=str(head.period), **about)
        return await _finish(upload, cells, len(changed), compared.version + 1)


async def keep_mistakes(upload: Upload, cells: int, mistakes: Sequence[Mistake]) -> None:
    """A few at a time: until the check is finished nobody sees them."""
    for start in range(0, len(mistakes), CHUNK):
        async with transaction():
            await upload_checks.add_mistakes(upload, mistakes[start : start + CHUNK])
    async with transaction():
        await upload_checks.finish(upload, cells, len(mistakes))


async def _finish(upload: Upload, cells: int, written: int, version: int) -> bool:
    if not await upload_checks.finish(upload, cells, 0, written, version):
        raise Overtaken
    return True


async def _write(actor: Actor, contract: GuardedContract, head: Head, compared: Compared) -> None:
    period, zone, version = head.period, head.zone, compared.version + 1
    after = [line for _, line in compared.changed.values()]
    for start in range(0, len(after), CHUNK):
        some = after[start : start + CHUNK]
        kept = [
            drafts.NewDraft(line.register_id, line.draft.typed, line.draft.value, line.draft.confirmed)
            for line in some
            if line.draft
        ]
        await drafts.put_drafts(contract, period, zone, kept, version, actor)
        await drafts.drop_drafts(contract, period, zone, [line.register_id for line in some if not line.draft])
    steps = [_step(before, line) for before, line in compared.changed.values()]
    drafted = sum(step for step, _ in steps)
    await drafts.shift_counts(contract, period, zone, drafted, -sum(step for step, covered in steps if covered))


def _step(before: Judged, line: SheetLine) -> tuple[int, bool]:
    """By how much the number of filled registers changes, and whether it was a sent one that a draft now covers."""
    return judge(line).filled - before.filled, before.in_force
