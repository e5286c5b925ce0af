"""A meter that moves to another customer while its month is read: what one typed and sent is not the other's."""

from dataclasses import replace
from datetime import date

import pytest

from src.gateways.files.folder import FolderFiles
from src.services.exchange.outgoing import send_out
from src.services.readings.receipts import show_receipt
from src.services.readings.sending import NothingToSend
from src.storage.engine import execute, rows, transaction
from src.storage.outgoing import readings_of
from src.storage.readings import sending
from src.storage.readings.heads import load_heads
from tests import factories
from tests.factories import MOSCOW, THIS
from tests.services.readings.desk import registers

CAME = date(2026, 11, 10)
RECENTLY = date(2026, 11, 24)


@pytest.fixture
def register(desk):
    return desk.cast.metered.register_id


@pytest.fixture
def dmitry(desk):
    """Who gets the meter, at his own sheet."""
    return replace(desk, cast=replace(desk.cast, contract=desk.cast.foreign, anna=desk.cast.dmitry))


@pytest.fixture(params=[CAME, RECENTLY])
def came(request):
    """The day on which the meter goes to Dmitry: today, or two weeks ago, of which billing tells late."""
    return request.param


@pytest.fixture
def move(desk, came):
    async def go():
        async with transaction():
            await execute("UPDATE installation SET removed_on = {} WHERE meter = {}", came, meter(desk))
            at = await factories.point(desk.cast.foreign_metered.object_id, "Ввод 2")
            await factories.installation(at, meter(desk), since=came)
            await factories.settle(desk.cast.contract.id, desk.cast.foreign.id)

    return go


@pytest.fixture
def take_back(desk):
    """Billing has found out that the meter never went."""

    async def go():
        async with transaction():
            await execute("UPDATE installation SET deleted = TRUE WHERE meter = {} AND removed_on IS NULL", meter(desk))
            await execute("UPDATE installation SET removed_on = NULL WHERE meter = {} AND deleted = FALSE", meter(desk))
            await factories.settle(desk.cast.contract.id, desk.cast.foreign.id)

    return go


def meter(desk):
    return desk.cast.metered.meter_id


async def counts(desk):
    found = (await load_heads(desk.contract(), [THIS], MOSCOW)).counts[THIS]
    return found.needed, found.drafted, found.sent


async def test_what_one_typed_the_other_does_not_see(desk, dmitry, register, move):
    await desk.type(register, "2450")
    await move()
    judged = (await dmitry.lines())[register]
    assert (judged.shown, judged.line.version, judged.state) == ("", 0, "empty")
    assert (await counts(desk), await counts(dmitry)) == ((0, 0, 0), (2, 0, 0))
    with pytest.raises(NothingToSend):
        await dmitry.send()


async def test_what_one_typed_does_not_go_with_the_others_sending(desk, dmitry, register, move):
    await desk.type(register, "2450")
    await move()
    await dmitry.type(desk.cast.foreign_metered.register_id, "2450")
    review = await dmitry.send()
    assert (len(review.ready), [e.line.register_id for e in review.empties], review.empty) == (1, [register], 1)
    await dmitry.send(agreed=review.version)
    assert [r["register"] for r in await rows("SELECT register FROM reading WHERE receipt > 0")] != [register]
    assert [r["contract"] for r in await rows("SELECT contract FROM draft")] == [desk.cast.contract.id]


async def test_both_drafts_stand_side_by_side_and_come_back_with_the_meter(desk, dmitry, register, move, take_back):
    await desk.type(register, "2450")
    await move()
    await dmitry.type(register, "3")
    assert (await counts(desk), await counts(dmitry)) == ((0, 0, 0), (2, 1, 0))
    await take_back()
    assert (await desk.lines())[register].shown == "2450"
    assert (await counts(desk), await counts(dmitry)) == ((1, 1, 0), (1, 0, 0))


async def test_what_one_sent_is_not_the_others_and_stays_his(desk, dmitry, register, move):
    await desk.type(register, "2450")
    number = await desk.send()
    await move()
    judged = (await dmitry.lines())[register]
    assert (judged.shown, judged.line.sent, judged.state) == ("", None, "empty")
    assert (await counts(desk), await counts(dmitry)) == ((0, 0, 0), (2, 0, 0))
    await dmitry.type(register, "3")
    await dmitry.type(desk.cast.foreign_metered.register_id, "2450")
    assert await dmitry.send() != number
    shown = await show_receipt(desk.contract(), number, 0, whole=False)
    assert [(line.value, line.status) for line in shown.lines] == [(2450, "sent")]
    assert (shown.receipt.replaced_by, (await counts(dmitry))) == ("", (2, 0, 2))


async def test_both_send_it_at_once_while_the_sheet_of_one_is_behind(desk, dmitry, register, monkeypatch):
    async with transaction():
        at = await factories.point(desk.cast.foreign_metered.object_id, "Ввод 2")
        await factories.installation(at, meter(desk), since=CAME)
        await factories.settle(desk.cast.foreign.id)  # the other's sheet has not been counted yet
    await desk.type(register, "2450")
    await dmitry.type(register, "3")
    agreed = (await dmitry.send()).version
    shaping = sending.shaping

    async def sent_meanwhile(*given):
        shaped = await shaping(*given)
        monkeypatch.undo()
        await dmitry.send(agreed=agreed)
        return shaped

    monkeypatch.setattr(sending, "shaping", sent_meanwhile)
    await desk.send()
    sent = await rows("SELECT version, contract FROM reading WHERE receipt > 0 ORDER BY version")
    assert [(r["version"], r["contract"]) for r in sent] == [(1, dmitry.cast.contract.id), (2, desk.cast.contract.id)]


async def test_each_corrects_his_own_receipt(desk, dmitry, register, move, take_back, tmp_path):
    await desk.type(register, "2450")
    first = await desk.send()
    await move()
    await dmitry.type(register, "3")
    await dmitry.send(agreed=(await dmitry.send()).version)
    await take_back()
    await desk.type(register, "2460")
    await desk.send("form-2")
    receipts = [r["id"] for r in await rows("SELECT id FROM receipt ORDER BY id")]
    assert [[line.replaces for line in await readings_of(id_)] for id_ in receipts] == [[""], [""], [first]]
    assert (await send_out(tmp_path, FolderFiles(tmp_path), desk.clock, MOSCOW)).written == [1]


async def test_what_billing_counts_is_the_meters_and_no_longer_his_who_sent_it(desk, dmitry, register, move):
    await desk.type(register, "2450")
    await desk.send()
    async with transaction():
        await execute("UPDATE reading SET status = 'in_calculation' WHERE source = 'client'")
    await move()
    assert (await dmitry.lines())[register].state == "in_calculation"


async def test_a_review_is_looked_over_again_when_a_register_went(desk, register, move):
    [other, _] = await registers(desk.cast.contract.id, 2)
    await desk.type(register, "2450")
    await desk.type(other, "1200")
    review = await desk.send()
    await move()
    again = await desk.send(agreed=review.version)
    assert [judged.line.register_id for judged in again.ready] == [other]


async def kwh(contract):
    await factories.settle(contract.id)
    found = await rows("SELECT kwh FROM contract_month WHERE contract = {} AND period = {}", contract.id, str(THIS))
    return found[0]["kwh"] if found else None


async def test_sums_leave_out_what_another_sent_and_what_passed_before_the_meter_came(desk, dmitry, register, move):
    await desk.type(register, "2450")
    await desk.send()
    assert await kwh(desk.cast.contract) == 150
    await move()
    assert (await kwh(desk.cast.contract), await kwh(desk.cast.foreign)) == (None, None)
    await dmitry.type(register, "2500")
    await dmitry.send(agreed=(await dmitry.send()).version)
    assert await kwh(desk.cast.foreign) is None


async def test_sums_begin_at_the_opening_reading(desk, dmitry, register, move, came):
    await move()
    async with transaction():
        at = THIS.start(MOSCOW).replace(day=came.day)
        await factories.reading(register, at, 2440, "opening", status="accepted")
    await dmitry.type(register, "2500")
    await dmitry.send(agreed=(await dmitry.send()).version)
    assert (await kwh(desk.cast.contract), await kwh(desk.cast.foreign)) == (140, 60)
