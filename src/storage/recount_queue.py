"""Contracts whose derived rows are behind: marked in the transaction of the change, worked off in batches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from src.domain.periods import Period
from src.storage.engine import execute, execute_many, rows
from src.storage.forms import instant_in


@dataclass(frozen=True, slots=True)
class Mark:
    """`directory`: names and rows are behind too, not only the months. `since_at` tells a later mark from this one."""

    contract: int
    since_at: int
    directory: bool


async def mark(ids: Sequence[int], now: datetime, *, directory: bool) -> None:
    """Marked again, a contract keeps `directory` once it was set, and its mark becomes another one."""
    at = instant_in(now)
    await execute_many(
        """INSERT INTO recount (contract, since_at, directory) VALUES ({}, {}, {}) ON CONFLICT (contract) DO UPDATE
        SET since_at = CASE WHEN recount.since_at >= excluded.since_at THEN recount.since_at + 1
            ELSE excluded.since_at END, directory = recount.directory OR excluded.directory""",
        [(contract, at, directory) for contract in ids],
    )


async def without_sheet(period: Period, zone: ZoneInfo, after: int, count: int) -> list[int]:
    """Contracts, by id from `after` on, whose registers nobody has counted for this period yet."""
    found = await rows(
        """SELECT c.id FROM contract c WHERE c.id > {} AND c.deleted = FALSE
            AND NOT EXISTS (SELECT 1 FROM sheet s WHERE s.contract = c.id AND s.as_of = {})
            AND EXISTS (SELECT 1 FROM sheet_row r WHERE r.contract = c.id AND r.removed_on IS NULL)
        ORDER BY c.id LIMIT {}""",
        after,
        instant_in(period.end(zone)),
        count,
    )
    return [row["id"] for row in found]


async def oldest_marks(count: int) -> list[Mark]:
    found = await rows("SELECT contract, since_at, directory FROM recount ORDER BY since_at, contract LIMIT {}", count)
    return [Mark(row["contract"], row["since_at"], bool(row["directory"])) for row in found]


async def count_marks() -> int:
    [row] = await rows("SELECT COUNT(*) AS waiting FROM recount")
    return int(row["waiting"])


async def hold_marks(marks: Sequence[Mark]) -> bool:
    """Whether none of them was set anew since they were read; until the transaction ends none can be."""
    found = await rows(
        "SELECT contract, since_at, directory FROM recount WHERE contract IN ({}) ORDER BY contract FOR UPDATE",
        [mark.contract for mark in marks],
    )
    now_there = {row["contract"]: row["since_at"] for row in found}
    return now_there == {mark.contract: mark.since_at for mark in marks}


async def forget_marks(marks: Sequence[Mark]) -> None:
    await execute("DELETE FROM recount WHERE contract IN ({})", [mark.contract for mark in marks])
