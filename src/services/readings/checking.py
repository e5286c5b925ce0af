"""Checking uploaded workbooks one after another; a right one goes into the draft, as one whole."""

from datetime import timedelta

from src.domain.uploads import CheckFault, Upload
from src.domain.workbooks import ReadSheet
from src.services.readings.comparing import Compared, compare_all
from src.services.readings.drafting import Overtaken, keep_mistakes, put_into_draft
from src.services.readings.upload_reading import Bench, Refused, read_back
from src.services.readings.upload_standing import Standing, stand_now
from src.storage.engine import transaction
from src.storage.readings import upload_checks
from src.storage.turns import let_go

HELD_FOR = timedelta(minutes=2)
"""A check that says nothing for so long has died, and another one begins; reading takes half a minute at most."""
MOST_TRIES = 3
_LOOKS = 5
"""How often the rows are looked at anew because others keep changing the draft."""


async def check_next(bench: Bench) -> bool:
    """Check the upload that waits longest; False when none waits. Whatever happens on the way, it is either checked
    anew or told that it must be uploaded again."""
    now = bench.clock()
    async with transaction():
        upload = await upload_checks.claim(now, now + HELD_FOR)
    if upload is None:
        return False
    try:
        if upload.tries > MOST_TRIES:
            raise Refused(CheckFault.INTERRUPTED)
        await _check(bench, upload)
    except Refused as refusal:
        async with transaction():
            await upload_checks.refuse(upload, refusal.why, refusal.place)
    except Overtaken:
        pass  # it took so long that another one has begun
    return True


async def _check(bench: Bench, upload: Upload) -> None:
    sheet = await read_back(bench, upload)
    try:
        for _ in range(_LOOKS):
            if await _look(bench, upload, sheet):
                return
    finally:
        await let_go(sheet.cells)
    raise Overtaken


async def _look(bench: Bench, upload: Upload, sheet: ReadSheet) -> bool:
    """Whether that ended the check: False when somebody else has changed the draft meanwhile."""
    standing = await stand_now(bench, upload)
    compared = await _compare(bench, upload, standing, sheet)
    try:
        if compared.mistakes:
            await keep_mistakes(upload, bench.clock() + HELD_FOR, len(sheet.cells), compared.mistakes)
            return True
        done = (upload, len(sheet.cells), compared)
        return await put_into_draft(standing.actor, standing.contract, standing.head, *done)
    finally:
        await let_go(compared.changed)


async def _compare(bench: Bench, upload: Upload, standing: Standing, sheet: ReadSheet) -> Compared:
    async def told(checked: int) -> None:
        async with transaction():
            if not await upload_checks.advance(upload, bench.clock() + HELD_FOR, len(sheet.cells), checked):
                raise Overtaken

    await told(0)
    return await compare_all(standing.contract, standing.head, sheet, told)
