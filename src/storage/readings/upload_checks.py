"""Checks of uploaded workbooks: claimed by whoever checks, ended once, with what is wrong in their rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from src.domain.access import GuardedContract
from src.domain.periods import Period
from src.domain.uploads import Mistake, Upload
from src.storage.engine import copy, execute, rows, tuples
from src.storage.forms import instant_in
from src.storage.readings.uploads import UNDER_WAY, upload_out

_COLUMNS: Final = (
    "workbook", "line", "cell", "serial", "typed", "kind", "bound", "found", "channel", "fraction_digits",
)  # fmt: skip


class Written(NamedTuple):
    """So many values went into the draft under this version of the sheet, out of a form that was handed out at another
    version of it."""

    values: int
    version: int
    handed: int


async def claim(now: datetime, until: datetime) -> Upload | None:
    """The one that waits longest, held by the caller until `until`; one whose holder has not come back is claimed
    anew. What an earlier try wrote down is taken away."""
    found = await rows(
        f"""UPDATE workbook SET state = 'checking', tries = tries + 1, until_at = {{}}, cells = 0, checked = 0,
            mistakes = 0, kept = 0
        WHERE until_at <= {{}} AND id = (SELECT id FROM workbook WHERE {UNDER_WAY} AND until_at <= {{}}
            ORDER BY until_at, id LIMIT 1) RETURNING *""",  # noqa: S608
        instant_in(until),
        instant_in(now),
        instant_in(now),
    )
    if not found:
        return None
    await execute("DELETE FROM workbook_mistake WHERE workbook = {}", found[0]["id"])
    return upload_out(found[0])


async def advance(upload: Upload, until: datetime, cells: int, checked: int) -> bool:
    """Say how far the check is, and hold it for longer; False when it is not the caller's any more."""
    return await _set(upload, "until_at = {}, cells = {}, checked = {}", instant_in(until), cells, checked)


async def add_mistakes(upload: Upload, mistakes: Sequence[Mistake]) -> None:
    await copy("workbook_mistake", _COLUMNS, [(upload.id, *mistake) for mistake in mistakes])


async def refuse(upload: Upload, refusal: str, place: str) -> bool:
    return await _set(upload, "state = 'refused', refusal = {}, place = {}", refusal, place[:200])


async def finish_wrong(upload: Upload, cells: int, mistakes: int) -> bool:
    return await _set(upload, "state = 'done', cells = {}, checked = {}, mistakes = {}", cells, cells, mistakes)


async def finish_right(upload: Upload, cells: int, kept: int, written: Written | None) -> bool:
    written = written or Written(0, 0, 0)
    changed = "state = 'done', cells = {}, checked = {}, kept = {}, written = {}, version = {}, handed = {}"
    return await _set(upload, changed, cells, cells, kept, *written)


async def _set(upload: Upload, changes: str, *values: Any) -> bool:
    """Only as long as this try is the one that holds it."""
    return bool(
        await execute(
            f"UPDATE workbook SET {changes} WHERE id = {{}} AND tries = {{}} AND state = 'checking'",  # noqa: S608
            *values,
            upload.id,
            upload.tries,
        )
    )


async def written_versions(contract: GuardedContract, period: Period, zone: ZoneInfo, handed: int) -> frozenset[int]:
    """Versions of the sheet that this person wrote by the very form that was handed out at version `handed`."""
    found = await tuples(
        """SELECT version FROM workbook WHERE contract = {} AND as_of = {} AND app_user = {} AND version > 0
            AND handed = {}""",
        contract.id,
        instant_in(period.end(zone)),
        contract.user_id,
        handed,
    )
    return frozenset(version for (version,) in found)


async def mistakes_of(upload: Upload, after: int, size: int) -> list[Mistake]:
    """In the order of rows, from behind row `after`."""
    found = await tuples(
        """SELECT line, cell, serial, typed, kind, bound, found, channel, fraction_digits FROM workbook_mistake
        WHERE workbook = {} AND line > {} ORDER BY line LIMIT {}""",
        upload.id,
        after,
        size,
    )
    return [Mistake(*row) for row in found]
