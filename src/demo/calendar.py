"""Days off and key rates for the demo: holidays as the Labour Code has them, rates as they once were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from src.demo.plan import Plan
from src.domain.working_days import WorkingDays
from src.exchange import nouns
from src.exchange.writing import DeliveryWriter

_HOLIDAYS = (*((1, day) for day in range(1, 9)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4))
_MOVED = (
    (2023, 2, 24), (2023, 5, 8), (2024, 4, 29), (2024, 4, 30), (2024, 5, 10), (2024, 12, 30), (2024, 12, 31),
    (2025, 5, 2), (2025, 5, 8), (2025, 6, 13), (2025, 11, 3), (2025, 12, 31), (2026, 1, 9), (2026, 3, 9), (2026, 5, 11),
    (2026, 12, 31),
)  # fmt: skip
"""Days off that the Government, or a holiday on a weekend, has put there."""
_WORKED = (date(2024, 4, 27), date(2024, 11, 2), date(2024, 12, 28), date(2025, 11, 1))
"""Saturdays."""
_RATES = (
    (date(2022, 9, 19), "7.5"), (date(2023, 7, 24), "8.5"), (date(2023, 8, 15), "12"), (date(2023, 9, 18), "13"),
    (date(2023, 10, 30), "15"), (date(2023, 12, 18), "16"), (date(2024, 7, 29), "18"), (date(2024, 9, 16), "19"),
    (date(2024, 10, 28), "21"), (date(2025, 6, 9), "20"), (date(2025, 7, 28), "18"), (date(2025, 9, 15), "17"),
    (date(2025, 10, 27), "16.5"), (date(2025, 12, 22), "16"),
)  # fmt: skip


def add_calendar(delivery: DeliveryWriter, plan: Plan) -> None:
    """Around the moment of the plan: three years back, and the next one."""
    year = plan.now.astimezone(plan.zone).year
    for day in _days_off(_years(year)):
        delivery.table(nouns.DAYS_OFF).write((day, "off", False))
    for day in _WORKED:
        delivery.table(nouns.DAYS_OFF).write((day, "work", False))
    for since, percent in _RATES:
        delivery.table(nouns.KEY_RATES).write((since, Decimal(percent), False))


def working_days(plan: Plan) -> WorkingDays:
    """As they are told."""
    return _working_days(plan.now.astimezone(plan.zone).year)


@lru_cache(4)
def _working_days(year: int) -> WorkingDays:
    return WorkingDays(dict.fromkeys(_days_off(_years(year)), True) | dict.fromkeys(_WORKED, False))


def _years(year: int) -> range:
    return range(year - 3, year + 2)


def _days_off(years: range) -> Iterator[date]:
    for year in years:
        yield from (date(year, month, day) for month, day in _HOLIDAYS)
        yield from (date(*moved) for moved in _MOVED if moved[0] == year)
