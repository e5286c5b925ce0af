"""Contracts whose derived rows are behind: marked in the transaction of the change, worked off in batches."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from secrets import randbits
from typing import Final
from zoneinfo import ZoneInfo

from src.domain.periods import Period
from src.storage.engine import execute, execute_many, rows, tuples
from src.storage.forms import instant_in, instant_out


@dataclass(frozen=True, slots=True)
class Mark:
    """`directory`: names and rows are behind. `months` are those whose readings have changed, as bits of `month_bit`.
    `money`: what is due is behind. `version` tells every other mark from this one, also one of the same moment that was
    set after this one had been worked off."""

    contract: int
    version: int
    directory: bool
    months: int
    money: bool = False


_VERSION_BITS: Final = 62
"""Drawn anew for each mark, so that two of one contract are never taken for one another."""
MONTHS: Final = 14
"""Thirteen shown and the one before them, so that the current one may be unfinished."""


def month_bit(period: Period) -> int:
    """Five years of months have different bits; no older ones are ever counted again."""
    return 1 << (period.year * 12 + period.month) % 60


@lru_cache(4096)
def changed_month(as_of: int, last: Period, zone: ZoneInfo) -> int:
    """The bit of the period of a reading that has changed; 0 where it is too old to be counted again."""
    period = period_ending(as_of, zone)
    return month_bit(period) if period >= last.plus(-MONTHS) else 0


def period_ending(as_of: int, zone: ZoneInfo) -> Period:
    """The period that an instant lies in, its end included."""
    return Period.containing(instant_out(as_of - 1).astimezone(UTC), zone)


async def mark(ids: Iterable[int], now: datetime, *, money: bool = False) -> None:
    """What the directory says of these contracts has changed; the months that are over stay as they were counted."""
    await _mark([(contract, instant_in(now), True, 0, money) for contract in ids])


async def mark_money(ids: Iterable[int], now: datetime) -> None:
    """Bills, payments or terms of these contracts have changed."""
    await _mark([(contract, instant_in(now), False, 0, True) for contract in ids])


async def mark_months(months: Mapping[int, int], now: datetime, *, directory: bool = False) -> None:
    """Readings have changed: by contract the bits of their months; `directory` when sheets count them, too."""
    await _mark([(contract, instant_in(now), directory, bits, False) for contract, bits in months.items()])


async def _mark(marks: Sequence[tuple[int, int, bool, int, bool]]) -> None:
    """Marked again, a contract keeps what was set before, and its mark becomes another one."""
    await execute_many(
        """INSERT INTO recount (contract, since_at, directory, months, money, version) VALUES ({}, {}, {}, {}, {}, {})
        ON CONFLICT (contract) DO UPDATE SET since_at = excluded.since_at,
            directory = recount.directory OR excluded.directory, months = recount.months | excluded.months,
            money = recount.money OR excluded.money, version = excluded.version""",
        [(*mark, randbits(_VERSION_BITS)) for mark in marks],
    )


async def oldest_marks(count: int) -> list[Mark]:
    found = await tuples(
        "SELECT contract, version, directory, months, money FROM recount ORDER BY since_at, contract LIMIT {}", count
    )
    return [
        Mark(contract, version, bool(directory), months, bool(money))
        for contract, version, directory, months, money in found
    ]


async def is_behind(contract: int) -> bool:
    """Whether what the directory says of the contract is still to be counted: its sheets may lack rows."""
    return bool(await rows("SELECT 1 AS one FROM recount WHERE contract = {} AND directory = TRUE", contract))


async def count_marks() -> int:
    [row] = await rows("SELECT COUNT(*) AS waiting FROM recount")
    return int(row["waiting"])


async def hold_marks(marks: Sequence[Mark]) -> bool:
    """Whether none of them was set anew since they were read; until the transaction ends none can be."""
    found = await rows(
        "SELECT contract, version FROM recount WHERE contract IN ({}) ORDER BY contract FOR UPDATE",
        [mark.contract for mark in marks],
    )
    now_there = {row["contract"]: row["version"] for row in found}
    return now_there == {mark.contract: mark.version for mark in marks}


async def forget_marks(marks: Sequence[Mark]) -> None:
    await execute("DELETE FROM recount WHERE contract IN ({})", [mark.contract for mark in marks])
