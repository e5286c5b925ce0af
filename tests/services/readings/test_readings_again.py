"""One form sent again: a double click, a page that the browser went back to, another period."""

from datetime import timedelta

import pytest

from src.services.readings import sending
from src.services.readings.receipt_letter import Office
from src.services.readings.saving import save
from src.services.readings.sheet import find_head
from src.storage.engine import rows, transaction
from tests import factories
from tests.services.readings.desk import LETTERS, THIS, cell, registers

WEEK = timedelta(days=7)


@pytest.fixture
def register(desk):
    return desk.cast.metered.register_id


async def test_a_form_gone_back_to_sends_what_was_typed_since(desk, register):
    [other] = await registers(desk.cast.contract.id, 1)
    await desk.type(register, "2450")
    first = await desk.send("form-7", agreed=(await desk.send("form-7")).version)
    await desk.type(other, "1200")
    second = [await desk.send("form-7") for _ in range(2)]
    assert second == [f"2611-{desk.cast.contract.id}-2"] * 2
    assert first == f"2611-{desk.cast.contract.id}-1"
    sent = await rows("SELECT register FROM reading WHERE source = 'client' ORDER BY id")
    assert [r["register"] for r in sent] == [register, other]


async def test_a_form_gone_back_to_is_not_told_that_mistakes_were_sent(desk, register):
    [other] = await registers(desk.cast.contract.id, 1)
    await desk.type(register, "2450")
    await desk.send("form-7", agreed=(await desk.send("form-7")).version)
    await desk.type(other, "много")
    assert (await desk.send("form-7")).mistaken == 1


async def test_a_double_click_over_the_close_gets_its_receipt(desk, register, clock):
    await desk.type(register, "2450")
    number = await desk.send("form-7")
    clock.set(THIS.next.start(factories.MOSCOW).replace(day=2))
    assert await desk.send("form-7") == number


async def test_one_key_in_two_periods_is_two_sendings(desk, register):
    [other] = await registers(desk.cast.contract.id, 1, values=())
    async with transaction():
        await factories.window(desk.contract().key, THIS.previous, THIS.start(factories.MOSCOW), desk.clock() + WEEK)
    sent = []
    for period in (THIS.previous, THIS):
        head = await find_head(desk.contract(), desk.settings, desk.clock(), period)
        await save(desk.actor(), desk.contract(), head, {other: cell("120")})
        office = Office(desk.settings, LETTERS)
        review = await sending.send(desk.actor(), desk.contract(), office, sending.Asked(period, "form-7"))
        agreed = sending.Asked(period, "form-7", getattr(review, "version", None))
        sent.append(await sending.send(desk.actor(), desk.contract(), office, agreed))
    assert sent == [f"2610-{desk.cast.contract.id}-1", f"2611-{desk.cast.contract.id}-1"]
