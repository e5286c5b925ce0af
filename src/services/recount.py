"""Work off the contracts whose derived rows are behind, holding the write lock for moments only."""

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from src.domain.periods import Period
from src.storage.accounts import count_accounts
from src.storage.engine import transaction
from src.storage.month_sums import count_months, write_months
from src.storage.recount import compare_directory, recount_sheets, write_rows
from src.storage.recount_queue import Mark, count_marks, forget_marks, hold_marks, mark, mark_money, oldest_marks
from src.storage.settled import counted_otherwise, groups, write_accounts
from src.storage.sheets import without_sheet
from src.storage.statistics import refresh_statistics
from src.storage.working_days import load_calendar

MANY = 1000
"""Contracts; so many new ones, and every four times as many, change how their rows are best searched."""


ROWS_AT_ONCE = 2000
"""Changed rows that are written in one transaction: a twentieth of a second on SQLite, a tenth on PostgreSQL."""
REGISTERS_AT_ONCE = 10_000
"""Registers whose sheets are counted in one: a tenth of a second, unless one contract has more."""


async def recount_some(now: datetime, zone: ZoneInfo, count: int = 100) -> int:
    """Count the longest waiting contracts again; how many were marked, 0 when nothing is left to do.

    Reading and adding up happen before the transactions. Whatever was marked anew meanwhile is left for the next call;
    so is what was not reached, since marks go last.
    """
    marks = await oldest_marks(count)
    behind = [each for each in marks if each.directory]
    if behind and not await _follow_directory(behind, now, zone):
        return len(marks)
    if marks:
        months = {each.contract: each.months for each in marks if each.directory or each.months}
        sums = await count_months(months, Period.containing(now, zone), zone)
        if not await _settle(marks, now, zone):
            return len(marks)
        async with transaction():
            if await hold_marks(marks):
                await write_months(sums)
                await forget_marks(marks)
    return len(marks)


async def _settle(marks: Sequence[Mark], now: datetime, zone: ZoneInfo) -> bool:
    """What is due, a little at a time; False when marked anew meanwhile."""
    accounts = await count_accounts([each.contract for each in marks if each.money], now, zone)
    for group in groups(accounts, ROWS_AT_ONCE):
        async with transaction():
            if not await hold_marks(marks):
                return False
            await write_accounts(group)
    return True


async def _follow_directory(marks: Sequence[Mark], now: datetime, zone: ZoneInfo) -> bool:
    """Rows first, then what is counted of them, each a little at a time; False when marked anew meanwhile."""
    changes = await compare_directory([each.contract for each in marks])
    for part in changes.parts(ROWS_AT_ONCE):
        async with transaction():
            if not await hold_marks(marks):
                return False
            await write_rows(part)
    for group in changes.groups(REGISTERS_AT_ONCE):
        async with transaction():
            if not await hold_marks(marks):
                return False
            await recount_sheets(group, now, zone)
    return True


async def recount_all(now: datetime, zone: ZoneInfo, told: Callable[[int, int], None] | None = None) -> None:
    """Work off every mark; `told` hears how many of how many were."""
    done, many, total = 0, MANY, await count_marks() if told else 0
    while some := await recount_some(now, zone):
        done += some
        if told:
            told(done, max(done, total))
        if done >= many:
            await refresh_statistics("sheet_row", "sheet", "contract_month")
            many *= 4


async def open_month(now: datetime, zone: ZoneInfo, count: int = 500) -> int:
    """Count the sheets of a period that has begun, contract by contract; how many there were."""
    after, opened = 0, 0
    while ids := await without_sheet(Period.containing(now, zone), zone, after, count):
        async with transaction():
            await mark(ids, now)
        await recount_all(now, zone)
        after, opened = ids[-1], opened + len(ids)
    return opened


async def follow_calendar(now: datetime, zone: ZoneInfo, count: int = 500) -> int:
    """Days off have changed: what is due moves with them, a few contracts at a time; how many there were."""
    moved = 0
    while ids := await counted_otherwise((await load_calendar()).version, count):
        async with transaction():
            await mark_money(ids, now)
        await recount_all(now, zone)
        moved += len(ids)
    return moved
