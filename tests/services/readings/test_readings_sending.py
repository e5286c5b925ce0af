"""«Отправить в расчёт»: one draft, one receipt, whatever happens."""

import asyncio
import json

import pytest

from src.domain.sheets import State
from src.services.readings import sending
from src.services.readings.sheet import WindowShut, find_head
from src.storage.engine import execute, rows, transaction
from src.storage.links import counted
from src.storage.readings.receipts import find_receipt, lines_of_receipt, list_receipts
from tests import factories
from tests.services.readings.desk import THIS, cell, registers


@pytest.fixture
def register(desk):
    return desk.cast.metered.register_id


async def client_readings():
    return await rows(
        "SELECT register, value, version, status FROM reading WHERE source = 'client' ORDER BY register, version"
    )


async def test_a_whole_clean_draft_goes_at_once(desk, register):
    await desk.type(register, "2450")
    number = await desk.send()
    assert number == f"2611-{desk.cast.contract.id}-1"
    [reading] = await client_readings()
    assert (reading["value"], reading["version"], reading["status"]) == (2450000000, 1, "sent")
    assert await rows("SELECT id FROM draft") == []
    head = await find_head(desk.contract(), desk.settings, desk.clock(), THIS)
    assert (head.counts.drafted, head.counts.sent, head.counts.missing) == (0, 1, 0)
    assert (await desk.lines())[register].state is State.SENT


async def test_what_it_was_counted_with_is_kept(desk, register):
    await desk.type(register, "2450")
    receipt = await find_receipt(desk.contract(), await desk.send())
    async with transaction():
        await execute("UPDATE installation SET ratio = ratio * 40")
        await execute("UPDATE meter SET serial = 'X'")
    [line] = await lines_of_receipt(receipt, 0, 50)
    assert (line.counted.energy, line.counted.ratio, line.counted.previous, line.counted.category) == (150, 1, 2300, 1)
    assert line.counted.serial != "X"
    assert (receipt.sender, receipt.registers, receipt.sent_at) == ("Иванова Анна", 1, desk.clock())


async def test_billing_the_sender_and_the_journal_are_told_in_the_same_transaction(desk, register):
    await desk.type(register, "2450", desk.cast.boris)
    number = await desk.send(person=desk.cast.boris)
    assert await rows("SELECT number, outgoing FROM receipt") == [{"number": number, "outgoing": None}]
    [letter] = await rows("SELECT recipient, subject, text, idem FROM outbox")
    assert (letter["recipient"], letter["idem"]) == ("boris@vega.example", f"receipt.{number}")
    assert number in letter["subject"]
    assert f"http://kabinet.test/contracts/{desk.cast.contract.id}/receipts/{number}" in letter["text"]
    [line] = await rows("SELECT app_user, details FROM journal_line WHERE action = 'readings_sent'")
    assert (line["app_user"], json.loads(line["details"])) == (
        desk.cast.boris.id,
        {"receipt": number, "period": "2026-11", "registers": 1},
    )


async def test_whoever_wants_no_letter_gets_the_receipt_alone(desk, register):
    async with transaction():
        await execute("UPDATE app_user SET silenced = 'asked receipt' WHERE id = {}", desk.cast.boris.id)
    await desk.type(register, "2450", desk.cast.boris)
    assert await desk.send(person=desk.cast.boris)
    assert await rows("SELECT id FROM outbox") == []


async def test_mistakes_are_told_first_and_nothing_goes(desk, register):
    others = await registers(desk.cast.contract.id, 2)
    await desk.save({register: cell("много"), others[0]: cell("1200")})
    review = await desk.send()
    assert (review.mistaken, [m.line.register_id for m in review.mistakes]) == (1, [register])
    assert ((await desk.send(agreed=review.version)).mistaken, await client_readings()) == (1, [])


async def test_empty_registers_are_told_and_the_rest_goes_when_agreed(desk, register):
    [other] = await registers(desk.cast.contract.id, 1)
    await desk.type(register, "2450")
    review = await desk.send()
    assert (review.empty, [e.line.register_id for e in review.empties]) == (1, [other])
    assert await desk.send(agreed=review.version) == f"2611-{desk.cast.contract.id}-1"
    assert [reading["register"] for reading in await client_readings()] == [register]


async def test_a_review_names_a_hundred_and_counts_all(desk, register):
    many = await registers(desk.cast.contract.id, 211)
    await desk.save({id_: cell("много") for id_ in many[:104]})
    await desk.type(register, "2450")
    review = await desk.send()
    assert (review.mistaken, len(review.mistakes), review.empty, len(review.empties)) == (104, 100, 107, 100)


async def test_doubtful_values_need_a_word(desk, register):
    await desk.type(register, "4000")
    review = await desk.send()
    assert (review.doubtful, review.clear) == (1, False)
    assert isinstance(await desk.send(agreed=review.version), str)


async def test_a_word_for_another_review_does_not_count(desk, register):
    [other] = await registers(desk.cast.contract.id, 1)
    await desk.type(register, "2450")
    review = await desk.send()
    await desk.type(register, "4000", desk.cast.boris)
    again = await desk.send(agreed=review.version)
    assert (again.doubtful, again.empty, await client_readings()) == (1, 1, [])
    assert other in [e.line.register_id for e in again.empties]


async def test_a_double_click_gets_the_same_receipt(desk, register):
    await desk.type(register, "2450")
    numbers = await asyncio.gather(*(desk.send("form-7") for _ in range(4)))
    assert len(set(numbers)) == len(await client_readings()) == len(await rows("SELECT id FROM outbox")) == 1


async def test_a_second_click_that_looks_while_the_first_one_sends_gets_its_receipt(desk, register, monkeypatch):
    await desk.type(register, "2450")
    look_over, numbers = sending.look_over, []

    async def after_the_first_click(*args):
        monkeypatch.setattr(sending, "look_over", look_over)
        numbers.append(await desk.send("form-7"))
        return await look_over(*args)

    monkeypatch.setattr(sending, "look_over", after_the_first_click)
    assert await desk.send("form-7") == numbers[0]


async def test_two_people_at_once_get_one_receipt_and_a_plain_word(desk, register):
    await desk.type(register, "2450")
    told = await asyncio.gather(
        desk.send("form-1"), desk.send("form-2", person=desk.cast.boris), return_exceptions=True
    )
    [number] = [each for each in told if isinstance(each, str)]
    [late] = [each for each in told if isinstance(each, sending.NothingToSend)]
    assert late.number == number
    assert len(await client_readings()) == 1


async def test_nothing_to_send(desk):
    with pytest.raises(sending.NothingToSend) as told:
        await desk.send()
    assert told.value.number is None


async def test_a_correction_takes_the_place_when_it_is_sent(desk, register):
    await desk.type(register, "2450")
    first = await desk.send("form-1")
    await desk.type(register, "2480", desk.cast.boris)
    assert [r["status"] for r in await client_readings()] == ["sent"]
    second = await desk.send("form-2", person=desk.cast.boris)
    assert [(r["version"], r["status"]) for r in await client_readings()] == [(1, "corrected"), (2, "sent")]
    new, old = await find_receipt(desk.contract(), second), await find_receipt(desk.contract(), first)
    assert (new.replaces, old.replaced_by) == (first, second)
    [line] = await lines_of_receipt(old, 0, 50)
    assert (line.value, line.status.value) == (2450, "corrected")


async def test_typing_back_what_was_sent_is_no_correction(desk, register):
    await desk.type(register, "2450")
    await desk.send("form-1")
    await desk.type(register, "2480")
    await desk.type(register, "2450")
    with pytest.raises(sending.NothingToSend):
        await desk.send("form-2")


async def test_what_is_sent_later_for_other_registers_corrects_nothing(desk, register):
    [other] = await registers(desk.cast.contract.id, 1)
    await desk.type(register, "2450")
    review = await desk.send("form-1")
    await desk.send("form-1", agreed=review.version)
    await desk.type(other, "1200")
    second = await find_receipt(desk.contract(), await desk.send("form-2"))
    assert second.replaces == ""
    latest, _ = await list_receipts(desk.contract(), 0, 10)
    assert latest == second


async def test_a_rejected_reading_may_be_sent_anew(desk, register):
    await desk.type(register, "2450")
    await desk.send("form-1")
    async with transaction():
        await execute("UPDATE reading SET status = 'rejected', reason = 'Фото?' WHERE source = 'client'")
    assert (await desk.lines())[register].state is State.REJECTED
    await desk.type(register, "2450")
    await desk.send("form-2")
    assert [r["status"] for r in await client_readings()] == ["rejected", "sent"]


async def test_what_billing_counted_meanwhile_stays_as_it_is(desk, register):
    [other] = await registers(desk.cast.contract.id, 1)
    await desk.save({register: cell("2450"), other: cell("1200")})
    async with transaction():
        await factories.reading(register, THIS.end(factories.MOSCOW), 2444)
    await desk.send()
    assert [r["register"] for r in await client_readings()] == [other]


async def test_a_previous_value_that_changed_since_is_seen_at_sending(desk, register):
    await desk.type(register, "2450")
    async with transaction():
        await execute(
            "UPDATE reading SET value = 2500000000 WHERE register = {} AND as_of = {}",
            register,
            factories.instant_in(THIS.start(factories.MOSCOW)),
        )
    assert (await desk.send()).mistaken == 1


async def test_a_closed_window_sends_nothing(desk, register, clock):
    await desk.type(register, "2450")
    clock.set(THIS.next.start(factories.MOSCOW).replace(day=2))
    with pytest.raises(WindowShut):
        await desk.send()
    assert (await desk.lines())[register].shown == "2450"


async def test_statements_do_not_grow_with_the_registers(desk, register):
    many = await registers(desk.cast.contract.id, 450)
    await desk.save({register: cell("2450"), **{id_: cell("1200") for id_ in many}})
    with counted() as cost:
        await desk.send()
    assert len(await client_readings()) == 451
    assert cost.transactions == 1
    assert cost.statements <= 22
