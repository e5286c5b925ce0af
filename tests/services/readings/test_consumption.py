"""The preliminary consumption of a contract: lines, neighbours of a page, sums."""

import json
from datetime import date, datetime

import pytest

from src.domain.access import GuardedContract
from src.domain.preliminary import Lack, Taken
from src.services.readings.consumption import PAGE, Wanted, find_page, find_tally, tariffs_of
from src.services.readings.sheet import find_head
from src.storage.engine import execute, rows, transaction
from src.storage.links import counted
from tests import factories
from tests.factories import MOSCOW
from tests.services.readings.desk import THIS, registers

NINTH = date(2026, 11, 9)
ON_NINTH = datetime(2026, 11, 9, tzinfo=MOSCOW)


async def page(desk, **wanted):
    head = await find_head(desk.contract(), desk.settings, desk.clock(), THIS)
    return await find_page(desk.contract(), head, Wanted(**wanted))


async def tally(desk, period=THIS):
    return await find_tally(desk.contract(), await find_head(desk.contract(), desk.settings, desk.clock(), period))


def results(found):
    return [result for each in found.objects for point in each.points for result in point.results]


async def only(desk):
    [result] = results(await page(desk))
    return result


async def test_a_draft_then_what_was_sent_then_what_is_counted(desk):
    register = desk.cast.metered.register_id
    assert (await only(desk)).lack is Lack.CURRENT
    await desk.type(register, "2450")
    assert ((await only(desk)).taken, (await only(desk)).energy) == (Taken.DRAFT, 150)
    await desk.send()
    assert ((await only(desk)).taken, (await only(desk)).energy) == (Taken.SENT, 150)
    async with transaction():
        await factories.reading(register, THIS.end(MOSCOW), 2460)
    assert ((await only(desk)).taken, (await only(desk)).energy) == (Taken.IN_CALCULATION, 160)


async def test_what_was_sent_keeps_what_it_was_counted_with(desk):
    await desk.type(desk.cast.metered.register_id, "2450")
    await desk.send()
    async with transaction():
        await execute("UPDATE installation SET ratio = {}", 40_000_000)
    assert (await only(desk)).energy == 150
    async with transaction():
        [row] = await rows("SELECT counted FROM reading WHERE source = 'client'")
        kept = {**json.loads(row["counted"]), "loss_percent": 10_000_000, "loss_sign": -1}
        await execute("UPDATE reading SET counted = {} WHERE source = 'client'", json.dumps(kept))
    assert (await only(desk)).energy == 135


async def test_a_draft_that_was_not_sent_in_time_counts_for_nothing(desk, clock):
    await desk.type(desk.cast.metered.register_id, "2450")
    clock.set(datetime(2026, 12, 10, tzinfo=MOSCOW))
    assert (await only(desk)).lack is Lack.UNSENT


async def test_a_rejected_reading_is_lacking(desk):
    await desk.type(desk.cast.metered.register_id, "2450")
    await desk.send()
    async with transaction():
        await execute("UPDATE reading SET status = 'rejected', reason = 'нет' WHERE source = 'client'")
    assert (await only(desk)).lack is Lack.REJECTED


async def replaced(desk):
    """The cast's meter went on the ninth and another came, which shows 2460 and 50 that day; the other's register."""
    metered = desk.cast.metered
    async with transaction():
        await execute("UPDATE installation SET removed_on = {} WHERE id = {}", NINTH, metered.installation_id)
        await execute("UPDATE point SET loss_kwh = {} WHERE id = {}", 12_500_000, metered.point_id)
        meter = await factories.meter("ЯЯ")
        await factories.installation(metered.point_id, meter, ratio=2, since=NINTH)
        register = await factories.register(meter)
        await factories.reading(metered.register_id, ON_NINTH, 2460)
        await factories.reading(register, ON_NINTH, 50, source="opening", status="accepted")
        await factories.settle(desk.cast.contract.id)
    return register


async def test_a_replaced_meter_is_two_stretches_and_one_constant(desk):
    await desk.type(await replaced(desk), "150")
    first, second = sorted(results(await page(desk)), key=lambda result: result.stretch.removed_on is None)
    assert (first.energy, first.stretch.removed_on, second.energy) == (160, NINTH, 200)
    sums = (await tally(desk)).whole
    assert (sums.active, sums.constants, sums.counted) == (373, 13, 2)


async def test_a_meter_that_came_is_counted_from_what_it_showed_that_day(desk):
    register = await replaced(desk)
    async with transaction():
        await execute("UPDATE reading SET source = 'billing', status = 'in_calculation' WHERE register = {}", register)
    await desk.type(register, "150")
    assert (await tally(desk)).whole.active == 373


async def test_a_meter_that_went_without_a_reading_is_named(desk):
    await replaced(desk)
    async with transaction():
        await execute("DELETE FROM reading WHERE value = {}", 2_460_000_000)
    assert {result.lack for result in (await tally(desk)).missing} == {Lack.LAST, Lack.CURRENT}


async def test_sums_are_those_of_the_chart(desk):
    """October, all in calculation: a register with zones, supply, a sign, losses of both kinds; a point without
    readings has its constant all the same."""
    await registers(desk.cast.contract.id, 1, values=())
    async with transaction():
        await execute("UPDATE point SET loss_kwh = 4500000, loss_percent = 2500000, flow_sign = -1")
        for zone, channel, values in (("T1", "A+", (10, 40)), ("T2", "A+", (5, 12)), ("T0", "A-", (0, 7))):
            register = await factories.register(desk.cast.metered.meter_id, zone, channel)
            await factories.readings(register, values)
        await factories.settle(desk.cast.contract.id)
    [row] = await rows(
        "SELECT kwh FROM contract_month WHERE contract = {} AND period = '2026-10'", desk.cast.contract.id
    )
    assert (await tally(desk, THIS.previous)).whole.active == row["kwh"] == -31 - 7 + 7 + 5 + 5


async def test_pages_follow_one_another_both_ways(desk):
    await registers(desk.cast.contract.id, 120)
    first = await page(desk)
    second = await page(desk, after=first.later)
    third = await page(desk, after=second.later)
    assert [len(results(each)) for each in (first, second, third)] == [PAGE, PAGE, 21]
    assert (first.earlier, third.later) == (0, 0)
    assert await page(desk, before=third.earlier) == second
    assert await page(desk, before=second.earlier) == first
    assert len(results(await page(desk, size=500))) == 121


async def test_sums_stand_where_the_whole_object_does(desk):
    await registers(desk.cast.contract.id, 60)
    first, whole = await page(desk), await tally(desk)
    assert [each.sums is None for each in first.objects] == [False, True]
    assert [each.sums for each in (await page(desk, after=first.later)).objects] == [None]
    assert [each.sums.missing for each in whole.objects.values()] == [1, 60]
    assert first.tally is None
    assert [each.sums for each in (await page(desk, words=["цех"])).objects] == [None]


async def test_a_small_contract_has_its_sums_on_the_page(desk):
    await registers(desk.cast.contract.id, 3)
    assert (await page(desk)).tally == await tally(desk)


async def test_a_points_constant_waits_for_its_last_register(desk):
    many = await registers(desk.cast.contract.id, 49)
    async with transaction():
        await execute("UPDATE point SET loss_kwh = 3000000")
        [last] = await rows(
            "SELECT r.meter FROM sheet_row s JOIN register r ON r.id = s.register "
            "WHERE s.contract = {} ORDER BY s.sort_key DESC LIMIT 1",
            desk.cast.contract.id,
        )
        await factories.register(last["meter"], channel="R+")
        await factories.settle(desk.cast.contract.id)
    first = await page(desk)
    second = await page(desk, after=first.later)
    ends = [each.objects[-1].points[-1] for each in (first, second)]
    assert [(point.constant, len(point.results)) for point in ends] == [(0, 1), (3, 1)]
    assert (await tally(desk)).whole.constants == 3 * (len(many) + 1)


async def test_a_page_whose_row_is_gone_begins_anew(desk):
    await registers(desk.cast.contract.id, 60)
    first = await page(desk)
    async with transaction():
        await execute("DELETE FROM sheet_row WHERE id = {}", first.later)
    assert (await page(desk, after=first.later)).earlier == 0
    [foreign] = await rows("SELECT id FROM sheet_row WHERE contract = {}", desk.cast.foreign.id)
    assert await page(desk, after=foreign["id"]) == await page(desk)


@pytest.mark.parametrize("count", [60, 400])
async def test_a_page_costs_the_same_in_a_large_contract(desk, count):
    await registers(desk.cast.contract.id, count)
    with counted() as cost:
        await page(desk)
    assert (cost.statements, cost.rows) == (3, 54)


async def test_sums_are_read_a_few_hundred_at_a_time(desk, monkeypatch):
    await registers(desk.cast.contract.id, 24)
    whole = await tally(desk)
    monkeypatch.setattr("src.services.readings.consumption.READ_AT_ONCE", 5)
    with counted() as cost:
        assert await tally(desk) == whole
    assert (cost.statements, whole.whole.missing) == (2 + 5, 25)


async def test_another_contract_is_never_among_them(desk):
    ours = desk.contract()
    theirs = GuardedContract(desk.cast.foreign.id, desk.cast.foreign.key, "", ours.role, ours.user_id)
    head = await find_head(ours, desk.settings, desk.clock(), THIS)
    [result] = results(await find_page(ours, head, Wanted()))
    [other] = results(await find_page(theirs, head, Wanted()))
    assert (result.stretch.register_id, other.stretch.register_id) == (
        desk.cast.metered.register_id,
        desk.cast.foreign_metered.register_id,
    )


async def test_a_later_change_of_the_category_does_not_change_what_a_month_costs(desk):
    await desk.type(desk.cast.metered.register_id, "2450")
    await desk.send()
    async with transaction():
        await execute("UPDATE contract SET price_category = 2 WHERE id = {}", desk.cast.contract.id)
    head = await find_head(desk.contract(), desk.settings, desk.clock(), THIS)
    later = await find_head(desk.contract(), desk.settings, desk.clock(), THIS.next)
    assert [(await tariffs_of(desk.contract(), each)).category for each in (head, later)] == [1, 2]
