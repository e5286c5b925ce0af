"""Openings are sent: a receipt of their own, corrections, what is counted with them."""

import asyncio
import json

import pytest

from src.domain.previous import Why
from src.domain.readings import Kind as Problem
from src.domain.sheets import Kind, State
from src.services.readings import sending
from src.services.readings.sheet import WindowShut
from src.storage.engine import execute, rows, transaction
from src.storage.readings.receipts import find_receipt, lines_of_receipt
from tests import factories
from tests.factories import MOSCOW
from tests.services.readings.beginnings import ON_NINTH, Beginnings, replace
from tests.services.readings.desk import THIS


@pytest.fixture
def at(desk) -> Beginnings:
    return Beginnings(desk)


@pytest.fixture
async def register(desk) -> int:
    return await replace(desk.cast)


async def given():
    return await rows("SELECT as_of, value, version, status FROM reading WHERE source = 'opening' ORDER BY version")


async def test_it_becomes_a_reading_of_that_day_with_a_receipt_of_its_own(at, desk, register):
    await at.type(register, "50", desk.cast.boris)
    number = await at.send(person=desk.cast.boris)
    [reading] = await given()
    assert reading == {
        "as_of": factories.instant_in(ON_NINTH), "value": 50_000_000, "version": 1, "status": "sent",
    }  # fmt: skip
    receipt = await find_receipt(desk.contract(), number)
    [line] = await lines_of_receipt(receipt, 0, 10)
    assert (receipt.kind, receipt.registers, line.value, line.as_of) == (Kind.OPENING, 1, 50, ON_NINTH)
    assert (line.counted.previous, line.counted.energy) == (None, None)
    assert await rows("SELECT id FROM opening_draft") == []
    assert (await at.lines())[register].state is State.SENT


async def test_the_sender_the_journal_and_the_month_are_told(at, register):
    await at.type(register, "50")
    number = await at.send()
    [letter] = await rows("SELECT text FROM outbox")
    assert "Показания на начало периода по договору" in letter["text"]
    [line] = await rows("SELECT details FROM journal_line WHERE action = 'openings_sent'")
    assert json.loads(line["details"]) == {"receipt": number, "period": "2026-11", "registers": 1}
    assert await rows("SELECT contract FROM recount")


async def test_the_sheet_and_the_consumption_count_from_it(at, desk, register):
    await at.type(register, "50")
    await at.send()
    await desk.type(register, "150")
    judged = (await desk.lines())[register]
    assert (judged.line.rule.previous.why, judged.checked.energy) == (Why.OPENING_SENT, 200)
    assert [result.energy for result in await at.results()] == [160, 200]
    saved = await desk.type(register, "49")
    assert [p.kind for p in saved.lines[register].checked.problems] == [Problem.BELOW_PREVIOUS]


async def test_sums_of_months_agree(at, desk, register):
    await at.type(register, "50")
    await at.send()
    await desk.type(register, "150")
    await desk.send("form-2")
    async with transaction():
        await factories.settle(desk.cast.contract.id)
    [month] = await rows(
        "SELECT kwh FROM contract_month WHERE contract = {} AND period = '2026-11'", desk.cast.contract.id
    )
    assert month["kwh"] == 160 + 200


async def test_both_kinds_are_sent_apart_under_numbers_of_one_series(at, desk, register):
    await desk.type(register, "150")
    await at.type(register, "50")
    first, second = await at.send("form-1"), await desk.send("form-1")
    assert [first[-2:], second[-2:]] == ["-1", "-2"]
    assert [r["kind"] for r in await rows("SELECT kind FROM receipt ORDER BY id")] == ["opening", "current"]
    with pytest.raises(sending.NothingToSend) as told:
        await at.send("form-3")
    assert told.value.number == first


async def test_a_double_click_gets_the_same_receipt(at, register):
    await at.type(register, "50")
    numbers = await asyncio.gather(*(at.send("form-7") for _ in range(4)))
    assert len(set(numbers)) == len(await given()) == len(await rows("SELECT id FROM outbox")) == 1


async def test_a_correction_takes_the_place_when_it_is_sent(at, desk, register):
    await at.type(register, "50")
    first = await at.send("form-1")
    await at.type(register, "55", desk.cast.boris)
    second = await find_receipt(desk.contract(), await at.send("form-2", person=desk.cast.boris))
    assert [(r["version"], r["status"]) for r in await given()] == [(1, "corrected"), (2, "sent")]
    assert second.replaces == first
    await desk.type(register, "150")
    assert (await at.results())[1].energy == 190


async def test_mistakes_are_told_and_nothing_goes(at, register):
    await at.type(register, "5о")
    assert ((await at.send()).mistaken, await given()) == (1, [])


async def test_a_doubtful_one_needs_a_word(at, desk, register):
    async with transaction():
        await execute("UPDATE register SET digits = 4 WHERE id = {}", register)
    await desk.type(register, "20")
    saved = await at.type(register, "9990")
    assert [p.kind for p in saved.lines[register].checked.problems] == [Problem.THROUGH_ZERO]
    review = await at.send()
    assert (review.doubtful, await given()) == (1, [])
    assert isinstance(await at.send(agreed=review.version), str)


async def test_what_the_supplier_has_said_meanwhile_is_not_sent_over(at, register):
    await at.type(register, "50")
    async with transaction():
        await factories.reading(register, ON_NINTH, 55, "opening", status="accepted", version=0)
    with pytest.raises(sending.NothingToSend):
        await at.send()


async def test_of_both_the_suppliers_word_counts(at, desk, register):
    await at.type(register, "50")
    await at.send()
    async with transaction():
        await factories.reading(register, ON_NINTH, 55, "opening", status="accepted", version=0)
        await execute("UPDATE reading SET status = 'accepted' WHERE source = 'opening'")
    await desk.type(register, "150")
    assert (await at.results())[1].stretch.rule.previous == (55, ON_NINTH, Why.OPENING)
    assert (await at.lines())[register].editable is False


async def test_a_rejected_one_may_be_sent_anew(at, register):
    await at.type(register, "50")
    await at.send("form-1")
    async with transaction():
        await execute("UPDATE reading SET status = 'rejected', reason = 'Фото?' WHERE source = 'opening'")
    assert (await at.lines())[register].state is State.REJECTED
    await at.type(register, "50")
    await at.send("form-2")
    assert [(r["version"], r["status"]) for r in await given()] == [(1, "rejected"), (2, "sent")]


async def test_a_counted_one_stays(at, register):
    await at.type(register, "50")
    await at.send()
    async with transaction():
        await execute("UPDATE reading SET status = 'in_calculation' WHERE source = 'opening'")
    saved = await at.type(register, "60")
    assert (saved.written, saved.lines[register].state) == (0, State.IN_CALCULATION)
    assert saved.conflicts == {register: "60"}


async def test_whoever_sends_the_sheet_meanwhile_looks_again(at, desk, register):
    await desk.type(register, "150")
    before = await rows("SELECT version FROM sheet WHERE contract = {} AND as_of = {}", desk.cast.contract.id,
                        factories.instant_in(THIS.end(MOSCOW)))  # fmt: skip
    await at.type(register, "50")
    await at.send()
    after = await rows("SELECT version FROM sheet WHERE contract = {} AND as_of = {}", desk.cast.contract.id,
                       factories.instant_in(THIS.end(MOSCOW)))  # fmt: skip
    assert after[0]["version"] == before[0]["version"] + 2


async def test_a_closed_window_sends_nothing(at, register, clock):
    await at.type(register, "50")
    clock.set(THIS.next.start(MOSCOW).replace(day=5))
    with pytest.raises(WindowShut):
        await at.send()
    assert (await at.lines())[register].shown == "50"
