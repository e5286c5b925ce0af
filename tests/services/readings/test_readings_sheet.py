"""The sheet: which period, which lines, and what they cost."""

from datetime import date, timedelta

import pytest

from src.domain.periods import Period
from src.domain.sheets import Only, State, Wanted
from src.domain.windows import WindowState
from src.services.readings.sheet import NoSuchPeriod, find_head, find_page
from src.storage.engine import execute, rows, transaction
from src.storage.links import counted
from tests import factories
from tests.services.readings.desk import EXPIRED, NOW, THIS, registers


async def head(desk, period=None):
    return await find_head(desk.contract(), desk.settings, desk.clock(), period)


async def test_the_period_whose_window_is_open_comes_first(desk):
    shown = await head(desk)
    assert (shown.period, shown.state) == (THIS, WindowState.OPEN)
    assert (shown.counts.needed, shown.counts.missing) == (1, 1)


async def test_the_contracts_own_window_goes_before_everybodys(desk):
    async with transaction():
        await factories.window("*", THIS, NOW - timedelta(days=9), NOW - timedelta(days=2))
    assert (await head(desk, THIS)).state is WindowState.CLOSED
    async with transaction():
        await factories.window(desk.cast.contract.key, THIS, NOW, NOW + timedelta(days=2))
    assert (await head(desk, THIS)).state is WindowState.OPEN


@pytest.mark.parametrize("period", [Period(2020, 1), Period(2027, 1)])
async def test_far_periods_have_no_sheet(desk, period):
    with pytest.raises(NoSuchPeriod):
        await head(desk, period)


async def test_a_line_knows_its_previous_value_and_last_year(desk):
    judged = (await desk.lines())[desk.cast.metered.register_id]
    assert (judged.state, judged.editable, judged.shown) == (State.EMPTY, True, "")
    assert judged.line.rule.previous.value == 2300
    await desk.type(desk.cast.metered.register_id, "2450")
    judged = (await desk.lines())[desk.cast.metered.register_id]
    assert (judged.line.rule.previous.value, judged.line.rule.last_year) == (2300, 100)


@pytest.mark.parametrize(
    ("meter", "state"),
    [
        ({"state": "faulty"}, State.REFUSED),
        (EXPIRED, State.REFUSED),
        ({"remote": True}, State.REFUSED),
        ({}, State.EMPTY),
    ],
)
async def test_each_meter_refuses_on_its_own(desk, meter, state):
    [register] = await registers(desk.cast.contract.id, 1, **meter)
    lines = await desk.lines()
    assert lines[register].state is state
    assert lines[desk.cast.metered.register_id].state is State.EMPTY


async def test_a_value_in_calculation_is_not_to_be_corrected(desk):
    async with transaction():
        await factories.reading(desk.cast.metered.register_id, THIS.end(factories.MOSCOW), 2450)
    judged = (await desk.lines())[desk.cast.metered.register_id]
    assert (judged.state, judged.editable, judged.shown, judged.checked.energy) == (
        State.IN_CALCULATION,
        False,
        "2450",
        150,
    )


async def test_search_and_filters(desk):
    ours = desk.cast.metered.register_id
    [other] = await registers(desk.cast.contract.id, 1, serial="00ЁЖ%1")
    assert set(await desk.lines(Wanted(words=("еж%",)))) == {other}
    assert set(await desk.lines(Wanted(words=("цех", "_")))) == set()
    await desk.type(other, "много")
    assert set(await desk.lines(Wanted(only=Only.WRONG))) == {other}
    assert set(await desk.lines(Wanted(only=Only.EMPTY))) == {ours}


async def test_pages_follow_one_another_both_ways(desk):
    made = await registers(desk.cast.contract.id, 120)
    first = await find_page(desk.contract(), desk.settings, THIS, Wanted())
    second = await find_page(desk.contract(), desk.settings, THIS, Wanted(after=first.later))
    third = await find_page(desk.contract(), desk.settings, THIS, Wanted(after=second.later))
    sizes = [sum(len(group.lines) for group in page.groups) for page in (first, second, third)]
    assert (sizes, first.earlier, third.later) == ([50, 50, 21], 0, 0)
    assert await find_page(desk.contract(), desk.settings, THIS, Wanted(before=third.earlier)) == second
    back = await find_page(desk.contract(), desk.settings, THIS, Wanted(before=second.earlier))
    assert (back.groups, back.later) == (first.groups, first.later)
    assert len(made) + 1 == sum(sizes)


async def test_a_row_of_another_contract_is_no_mark(desk):
    await registers(desk.cast.contract.id, 3)
    [foreign] = await rows("SELECT id FROM sheet_row WHERE contract = {}", desk.cast.foreign.id)
    whole = await find_page(desk.contract(), desk.settings, THIS, Wanted())
    for asked in (Wanted(after=foreign["id"]), Wanted(before=foreign["id"])):
        assert await find_page(desk.contract(), desk.settings, THIS, asked) == whole


async def test_a_page_whose_row_is_gone_begins_anew(desk):
    await registers(desk.cast.contract.id, 60)
    first = await find_page(desk.contract(), desk.settings, THIS, Wanted())
    async with transaction():
        await execute("DELETE FROM sheet_row WHERE id = {}", first.later)
    again = await find_page(desk.contract(), desk.settings, THIS, Wanted(after=first.later))
    assert (sum(len(group.lines) for group in again.groups), again.earlier) == (50, 0)


@pytest.mark.parametrize("count", [60, 400])
async def test_a_page_costs_the_same_in_a_large_contract(desk, count):
    await registers(desk.cast.contract.id, count)
    with counted() as cost:
        await head(desk)
        await find_page(desk.contract(), desk.settings, THIS, Wanted())
    assert (cost.statements, cost.rows) == (2, 53)


async def test_lines_of_another_contract_are_never_among_them(desk):
    assert desk.cast.foreign_metered.register_id not in await desk.lines()


async def test_a_meter_that_was_replaced_is_left_out(desk):
    from_november = factories.NOW.date().replace(day=15)
    async with transaction():
        meter = await factories.meter()
        await factories.installation(desk.cast.metered.point_id, meter, until=from_november)
        gone = await factories.register(meter)
        await factories.settle(desk.cast.contract.id)
    assert gone not in await desk.lines()


@pytest.mark.parametrize(("closed_on", "asked"), [("2026-10-31", 0), ("2026-11-01", 1), ("2026-11-15", 1), (None, 1)])
async def test_a_contract_that_ended_before_the_month_is_asked_nothing(desk, closed_on, asked):
    async with transaction():
        await execute(
            "UPDATE contract SET closed_on = {} WHERE id = {}",
            closed_on and date.fromisoformat(closed_on),
            desk.cast.contract.id,
        )
        await factories.settle(desk.cast.contract.id)
    assert (len(await desk.lines()), (await head(desk)).counts.needed) == (asked, asked)
