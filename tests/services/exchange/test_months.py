"""Months that are over: the readings of billing count them, and its directory leaves them as they were."""

import json

import pytest

from src.domain.periods import Period
from src.services.recount import recount_all
from src.storage.engine import execute, rows, transaction
from src.storage.recount_queue import mark_months, month_bit
from tests.deliveries import deliver
from tests.factories import MOSCOW, NOW

POINT = "T1;O1;770000000000101;Ввод 1;150;NN;1;{};;;0"
INSTALLED = "T1;M1;2020-01-15;;{};0"


def reading(month, value, day=1):
    return f"R1;2026-{month:02}-{day:02}T00:00:00+03:00;billing;{value};in_calculation;;;0"


async def months():
    found = await rows("SELECT period, kwh FROM contract_month ORDER BY period")
    return [(row["period"][-2:], row["kwh"]) for row in found]


@pytest.fixture
async def load(inbox, take, directory):
    """Deliver these tables; at first readings that give 40 kWh in July, August, September and October."""
    numbers = iter(range(100, 200))

    async def deliver_and_take(**tables):
        deliver(inbox, str(next(numbers)), **tables)
        await take()
        return await months()

    await deliver_and_take(readings=[reading(month, month) for month in (7, 8, 9, 10, 11)])
    return deliver_and_take


BEFORE = [("07", 40), ("08", 40), ("09", 40), ("10", 40)]


async def test_a_later_directory_leaves_the_past_alone(load):
    assert await load(points=[POINT.format(7)], installations=[INSTALLED.format(80)]) == BEFORE
    assert await load(readings=[reading(month, month) for month in (7, 8, 9, 10, 11)]) == BEFORE


async def test_the_month_that_is_not_over_follows_the_directory(load):
    assert await load(readings=[reading(11, 12, 20)]) == [*BEFORE, ("11", 40)]
    assert await load(installations=[INSTALLED.format(80)]) == [*BEFORE, ("11", 80)]


async def test_a_changed_reading_counts_its_month_and_the_next_again(load):
    await load(installations=[INSTALLED.format(80)])
    assert await load(readings=[reading(9, "8.6")]) == [("07", 40), ("08", 48), ("09", 112), ("10", 40)]


async def test_a_hidden_reading_takes_its_month_along(load):
    await load(installations=[INSTALLED.format(80)])
    assert await load(readings=[reading(9, 9)[:-1] + "1"]) == [("07", 40), ("09", 160), ("10", 40)]


async def test_a_sent_reading_is_counted_with_what_was_kept(load):
    await load(installations=[INSTALLED.format(80)])
    kept = json.dumps({"ratio": 40 * 10**6, "loss_percent": 10**7, "loss_sign": 1})
    async with transaction():
        await execute("UPDATE reading SET counted = {}", kept)
        [contract] = await rows("SELECT DISTINCT contract FROM sheet_row")
        await mark_months({contract["contract"]: month_bit(Period(2026, 10))}, NOW)
    await recount_all(NOW, MOSCOW)
    assert await months() == [*BEFORE[:3], ("10", 44)]
