"""A meter that came within the month: from another customer, or the same one behind other transformers."""

from datetime import date

import pytest

from src.domain.previous import Why
from src.storage.engine import execute, transaction
from tests import factories
from tests.factories import MOSCOW, THIS, instant_in

CAME = date(2026, 11, 10)


@pytest.fixture
def register(desk):
    return desk.cast.metered.register_id


async def come(desk, register, ratio=1):
    """From another's point to ours on the tenth: there it showed 5000 and more, every month for a year."""
    async with transaction():
        await execute("UPDATE installation SET removed_on = {} WHERE meter = {}", CAME, desk.cast.metered.meter_id)
        await factories.installation(desk.cast.metered.point_id, desk.cast.metered.meter_id, ratio, since=CAME)
        await factories.settle(desk.cast.contract.id)


async def test_what_it_showed_elsewhere_is_neither_seen_nor_counted(desk, register):
    await come(desk, register)
    judged = (await desk.lines())[register]
    assert (judged.line.rule.previous, judged.line.rule.last_year, judged.previous) == (None, None, "")
    await desk.type(register, "2450")
    assert (await desk.lines())[register].checked.energy is None


async def test_it_is_counted_from_its_opening_reading_with_its_own_coefficient(desk, register):
    await come(desk, register, ratio=40)
    async with transaction():
        at = THIS.start(MOSCOW).replace(day=10)
        await factories.reading(register, at, 2340, "opening", status="accepted")
    await desk.type(register, "2350")
    judged = (await desk.lines())[register]
    assert (judged.previous, judged.line.rule.previous.why, judged.checked.energy) == ("2340", Why.OPENING, 400)
    assert instant_in(judged.line.rule.previous.as_of) == instant_in(at)


async def test_it_is_counted_from_what_billing_read_on_the_day_it_came(desk, register):
    await come(desk, register, ratio=40)
    async with transaction():
        await factories.reading(register, THIS.start(MOSCOW).replace(day=10), 2340)
        await factories.reading(register, THIS.start(MOSCOW).replace(day=20), 2345)
    await desk.type(register, "2350")
    judged = (await desk.lines())[register]
    assert (judged.previous, judged.line.rule.previous.why, judged.checked.energy) == ("2340", Why.OPENING, 400)
    assert judged.line.rule.previous.as_of == THIS.start(MOSCOW).replace(day=10)
