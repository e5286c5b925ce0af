"""Work off the contracts whose derived rows are behind, holding the write lock for moments only."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from src.domain.periods import Period
from src.storage.engine import transaction
from src.storage.month_sums import count_months, write_months
from src.storage.recount import compare_directory, recount_directory
from src.storage.recount_queue import count_marks, forget_marks, hold_marks, mark, oldest_marks, without_sheet
from src.storage.statistics import refresh_statistics

MANY = 1000
"""Contracts; so many new ones, and every four times as many, change how their rows are best searched."""


async def recount_some(now: datetime, zone: ZoneInfo, count: int = 100) -> int:
    """Count the longest waiting contracts again; how many were marked, 0 when nothing is left to do.

    Reading and adding up happen before each transaction. Whatever was marked anew meanwhile is left for the next call.
    """
    marks = await oldest_marks(count)
    if behind := [each for each in marks if each.directory]:
        changes = await compare_directory([each.contract for each in behind])
        async with transaction():
            if not await hold_marks(behind):
                return len(marks)
            await recount_directory(changes, now, zone)
    if marks:
        months = {each.contract: each.months for each in marks}
        sums = await count_months(months, Period.containing(now, zone), zone)
        async with transaction():
            if await hold_marks(marks):
                await write_months(sums)
                await forget_marks(marks)
    return len(marks)


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
