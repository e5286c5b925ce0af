"""«Показания на начало периода»: who is asked, what is kept, what it is counted into."""

import pytest

from src.domain.preliminary import Lack
from src.domain.previous import Why
from src.domain.readings import Kind
from src.domain.sheets import State, Wanted
from src.services.readings.saving import UnknownRegister
from src.services.readings.sheet import WindowShut
from src.storage.engine import execute, rows, transaction
from src.storage.links import counted
from tests import factories
from tests.factories import MOSCOW
from tests.services.readings.beginnings import ON_NINTH, Beginnings, replace
from tests.services.readings.desk import THIS, cell, registers


@pytest.fixture
def at(desk) -> Beginnings:
    return Beginnings(desk)


@pytest.fixture
async def register(desk) -> int:
    return await replace(desk.cast)


async def test_a_meter_without_a_previous_value_is_asked_for_the_day_on_which_it_came(at, register):
    [judged] = (await at.lines()).values()
    assert (judged.line.register_id, judged.state, judged.line.rule.as_of) == (register, State.EMPTY, ON_NINTH)


async def test_one_that_stood_before_is_asked_for_the_first_of_the_month(at, desk):
    [register] = await registers(desk.cast.contract.id, 1, values=())
    [judged] = (await at.lines()).values()
    assert (judged.line.register_id, judged.line.rule.as_of) == (register, THIS.start(MOSCOW))


async def test_nobody_is_asked_where_the_supplier_has_said_it(at, desk, register):
    async with transaction():
        await factories.reading(register, ON_NINTH, 50, "opening", status="accepted", version=0)
    assert await at.lines() == {}  # before anything is counted again
    async with transaction():
        await factories.settle(desk.cast.contract.id)
    assert await rows("SELECT id FROM opening_due WHERE contract = {}", desk.cast.contract.id) == []


@pytest.mark.parametrize("source", ["billing", "remote"])
async def test_what_is_known_of_the_day_on_which_it_came_is_its_beginning(at, desk, register, source):
    async with transaction():
        await factories.reading(register, ON_NINTH, 50, source)
        await factories.settle(desk.cast.contract.id)
    assert await rows("SELECT id FROM opening_due WHERE contract = {}", desk.cast.contract.id) == []


async def test_what_it_showed_elsewhere_counts_for_nothing(at, desk, register):
    async with transaction():
        await factories.reading(register, ON_NINTH.replace(day=8), 40)
        await factories.settle(desk.cast.contract.id)
    assert list(await at.lines()) == [register]


async def test_a_current_value_is_no_reason_not_to_ask(at, desk, register):
    await desk.type(register, "150")
    await desk.send()
    async with transaction():
        await factories.settle(desk.cast.contract.id)
    assert list(await at.lines()) == [register]


async def test_a_draft_is_kept_with_who_saved_it_and_counted_preliminarily(at, desk, register):
    await desk.type(register, "150")
    saved = await at.type(register, " 50 ", desk.cast.boris)
    assert (saved.written, saved.lines[register].state) == (1, State.READY)
    [draft] = await rows("SELECT typed, value, app_user, as_of FROM opening_draft")
    assert (draft["typed"], draft["value"], draft["app_user"]) == ("50", 50_000_000, desk.cast.boris.id)
    first, second = await at.results()
    assert (first.energy, second.energy) == (160, 200)
    assert second.stretch.rule.previous == (50, ON_NINTH, Why.OPENING_DRAFT)


async def test_without_it_the_stretch_comes_to_nothing(at, desk, register):
    await desk.type(register, "150")
    assert [result.lack for result in await at.results()] == [None, Lack.PREVIOUS]


async def test_a_draft_counts_for_nothing_once_the_window_has_closed(at, desk, register, clock):
    await desk.type(register, "150")
    await at.type(register, "50")
    clock.set(THIS.next.start(MOSCOW).replace(day=5))
    assert (await at.results())[1].lack is not None
    with pytest.raises(WindowShut):
        await at.type(register, "60")


async def test_two_drafts_that_nobody_held_together_are_a_mistake(at, desk, register):
    await at.type(register, "200")
    await desk.type(register, "150")
    assert (await at.results())[1].lack is Lack.MISTAKE
    assert [p.kind for p in (await at.lines())[register].checked.problems] == [Kind.ABOVE_FOLLOWING]


async def test_above_what_the_register_shows_at_the_end_is_refused(at, desk, register):
    await desk.type(register, "150")
    saved = await at.type(register, "151")
    [problem] = saved.lines[register].checked.problems
    assert (saved.mistaken, problem.kind, problem.limit) == ({register}, Kind.ABOVE_FOLLOWING, 150)


async def test_a_cell_that_changed_meanwhile_is_refused_with_both_values(at, desk, register):
    await at.type(register, "50", desk.cast.boris)
    saved = await at.save({register: cell("60")})
    assert (saved.conflicts, saved.lines[register].shown) == ({register: "60"}, "50")


async def test_an_emptied_cell_has_no_draft(at, register):
    await at.type(register, "50")
    await at.type(register, "")
    assert await rows("SELECT id FROM opening_draft") == []


async def test_the_supplier_was_first(at, register):
    shown = (await at.lines())[register]
    async with transaction():
        await factories.reading(register, ON_NINTH, 55, "opening", status="accepted", version=0)
    saved = await at.save({register: cell("50", seen=shown.line.version)})
    assert (saved.conflicts, saved.lines[register].shown) == ({register: "50"}, "55")


async def test_a_meter_that_went_meanwhile_costs_nothing_but_its_value(at, desk, register):
    [other] = await registers(desk.cast.contract.id, 1, values=())
    async with transaction():
        await execute("DELETE FROM sheet_row WHERE register = {}", register)
    saved = await at.save({register: cell("50"), other: cell("7")})
    assert (saved.gone[register].typed, saved.written) == ("50", 1)


async def test_a_strangers_register_is_unknown(at, desk):
    with pytest.raises(UnknownRegister):
        await at.save({desk.cast.foreign_metered.register_id: cell("50")})
    assert await rows("SELECT id FROM opening_draft") == []


async def test_the_sheets_draft_and_the_openings_do_not_touch_each_other(at, desk, register):
    await desk.type(register, "150")
    await at.type(register, "50")
    assert ((await desk.lines())[register].shown, (await at.lines())[register].shown) == ("150", "50")


async def test_pages_follow_one_another_both_ways(at, desk):
    many = await registers(desk.cast.contract.id, 120, values=())
    first = await at.page()
    second = await at.page(Wanted(after=first.later))
    third = await at.page(Wanted(after=second.later))
    assert [len(each.registers) for each in (first, second, third)] == [50, 50, 20]
    assert first.registers | second.registers | third.registers == set(many)
    assert (await at.page(Wanted(before=third.earlier)), third.later) == (second, 0)
    assert (await at.page(Wanted(after=10**9))).registers == first.registers


@pytest.mark.parametrize("count", [60, 400])
async def test_a_page_costs_the_same_in_a_large_contract(at, desk, register, count):
    await registers(desk.cast.contract.id, count)
    with counted() as cost:
        assert list(await at.lines()) == [register]
    assert cost.statements == 2
    assert len(await rows("SELECT id FROM opening_due WHERE contract = {}", desk.cast.contract.id)) == 1
