"""Lines on their way to billing, of whatever noun: written in the transaction of the change that they tell of, never
changed afterwards, and gone when billing has taken them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from src.storage.engine import execute, rows, tuples

LINES_AT_ONCE: Final = 500
BYTES_AT_ONCE: Final = 256 * 2**20
"""A delivery holds so many lines, and files of so many bytes or of one line."""
_COLUMNS: Final = "id, noun, subject, line, files, bytes"


class LeavingFile(NamedTuple):
    """`key` in the gateway of files, `name`: what its sender calls it; `size` in bytes."""

    key: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Leaving:
    """`subject`: the row of its noun that the line tells of; `line`: finished texts in the order of the columns."""

    id: int
    noun: str
    subject: int
    line: tuple[str, ...]
    files: tuple[LeavingFile, ...]


async def put(noun: str, subject: int, line: Sequence[str], files: Sequence[LeavingFile]) -> None:
    await execute(
        "INSERT INTO leaving (noun, subject, line, files, bytes, outgoing) VALUES ({}, {}, {}, {}, {}, NULL)",
        noun,
        subject,
        json.dumps(list(line), ensure_ascii=False),
        json.dumps(list(files), ensure_ascii=False),
        sum(file.size for file in files),
    )


async def waiting() -> list[Leaving]:
    """The oldest that no delivery holds, as many as one may."""
    found = await tuples(
        f"SELECT {_COLUMNS} FROM leaving WHERE outgoing IS NULL ORDER BY id LIMIT {{}}",  # noqa: S608 our own words
        LINES_AT_ONCE,
    )
    chosen, size = list[Leaving](), 0
    for *row, weight in found:
        size += weight
        if chosen and size > BYTES_AT_ONCE:
            break
        chosen.append(_leaving(row))
    return chosen


async def waiting_without_files() -> list[int]:
    """Ids of the oldest that need no file, and follow no line of their subject that does: as many as a delivery may
    hold."""
    found = await tuples(
        """SELECT l.id FROM leaving l WHERE l.outgoing IS NULL AND l.bytes = 0
            AND NOT EXISTS (SELECT 1 FROM leaving h WHERE h.noun = l.noun AND h.subject = l.subject
                AND h.outgoing IS NULL AND h.bytes > 0 AND h.id < l.id)
        ORDER BY l.id LIMIT {}""",
        LINES_AT_ONCE,
    )
    return [id_ for (id_,) in found]


async def let_wait(delivery: int) -> None:
    """Its lines with files, and what follows of their subjects, leave with a later one."""
    await execute(
        """UPDATE leaving SET outgoing = NULL WHERE outgoing = {} AND (bytes > 0 OR EXISTS (SELECT 1 FROM leaving h
            WHERE h.outgoing = {} AND h.noun = leaving.noun AND h.subject = leaving.subject AND h.bytes > 0
                AND h.id < leaving.id))""",
        delivery,
        delivery,
    )


async def of_delivery(number: int) -> list[Leaving]:
    """In the order in which they were written."""
    found = await tuples(
        f"SELECT {_COLUMNS} FROM leaving WHERE outgoing = {{}} ORDER BY id",  # noqa: S608 our own words alone
        number,
    )
    return [_leaving(row) for *row, _ in found]


async def give_number(delivery: int, ids: Sequence[int]) -> None:
    """These lines leave with this delivery."""
    await execute("UPDATE leaving SET outgoing = {} WHERE id IN ({}) AND outgoing IS NULL", delivery, list(ids))


async def subjects_of(delivery: int) -> dict[str, list[int]]:
    """What the lines of a delivery tell of, by noun."""
    found: dict[str, list[int]] = {}
    for row in await rows("SELECT DISTINCT noun, subject FROM leaving WHERE outgoing = {} ORDER BY 1, 2", delivery):
        found.setdefault(row["noun"], []).append(row["subject"])
    return found


async def drop(delivery: int) -> None:
    """Billing has them: nobody asks for these lines again."""
    await execute("DELETE FROM leaving WHERE outgoing = {}", delivery)


def _leaving(row: Sequence[Any]) -> Leaving:
    id_, noun, subject, line, files = row
    return Leaving(id_, noun, subject, tuple(json.loads(line)), tuple(LeavingFile(*each) for each in json.loads(files)))
