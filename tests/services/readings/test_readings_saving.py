"""Drafts: kept as typed, shared, never written over unseen."""

import asyncio

import pytest

from src.domain.sheets import State
from src.services.readings.saving import Gone, UnknownRegister
from src.services.readings.sheet import WindowShut, find_head
from src.storage.engine import execute, rows, transaction
from src.storage.links import counted
from tests import factories
from tests.services.readings.desk import EXPIRED, THIS, cell, registers


@pytest.fixture
def register(desk):
    return desk.cast.metered.register_id


async def drafts():
    return await rows("SELECT typed, value, confirmed, app_user FROM draft ORDER BY register")


async def counts(desk):
    return (await find_head(desk.contract(), desk.settings, desk.clock(), THIS)).counts


async def test_a_value_is_kept_with_who_saved_it(desk, register):
    saved = await desk.type(register, " 2 450 ", desk.cast.boris)
    assert (saved.written, saved.mistaken, saved.lines[register].state) == (1, frozenset(), State.READY)
    assert saved.lines[register].checked.energy == 150
    assert await drafts() == [{"typed": "2 450", "value": 2450000000, "confirmed": 0, "app_user": desk.cast.boris.id}]
    assert ((await counts(desk)).drafted, (await counts(desk)).missing) == (1, 0)


async def test_a_refused_value_is_kept_as_typed(desk, register):
    saved = await desk.type(register, "23оо")
    assert (saved.mistaken, saved.lines[register].state) == ({register}, State.WRONG)
    assert [(d["typed"], d["value"]) for d in await drafts()] == [("23оо", None)]
    assert (await desk.lines())[register].shown == "23оо"
    assert (await counts(desk)).missing == 1


async def test_an_emptied_cell_has_no_draft(desk, register):
    await desk.type(register, "2450")
    await desk.type(register, "")
    assert await drafts() == []
    assert (await counts(desk)).drafted == 0


async def test_saving_costs_five_statements_in_one_transaction(desk, register):
    await desk.type(register, "2400")
    line = (await desk.lines())[register].line
    with counted() as cost:
        await desk.save({register: cell("2450", seen=line.version, text="2400")})
    assert (cost.transactions, cost.statements) == (1, 1 + 4)  # the window is read before; the counts stay as they are
    with counted() as cost:
        await desk.type(register, "", text="2450")
    assert cost.statements == 1 + 1 + 5


async def test_a_cell_that_changed_meanwhile_is_refused_with_both_values(desk, register):
    await desk.type(register, "2450", desk.cast.boris)
    saved = await desk.save({register: cell("2500")})
    assert saved.conflicts == {register: "2500"}
    assert (saved.written, saved.lines[register].shown) == (0, "2450")
    assert [d["typed"] for d in await drafts()] == ["2450"]


async def test_a_cell_that_was_emptied_and_filled_again_has_changed(desk, register):
    first = (await desk.type(register, "2450")).lines[register].line.version
    await desk.type(register, "")
    await desk.type(register, "2460", desk.cast.boris)
    saved = await desk.save({register: cell("2500", seen=first, text="2450")})
    assert saved.conflicts == {register: "2500"}


async def test_the_same_value_from_two_people_is_no_conflict(desk, register):
    await desk.type(register, "2450", desk.cast.boris)
    saved = await desk.save({register: cell("2 450,0")})
    assert (saved.conflicts, saved.written) == ({}, 0)


async def test_an_untouched_cell_is_left_alone_whatever_became_of_it(desk, register):
    await desk.type(register, "2450", desk.cast.boris)
    saved = await desk.save({register: cell("", seen=0, text="")})
    assert (saved.conflicts, saved.written, saved.lines[register].shown) == ({}, 0, "2450")


async def test_two_people_at_once_lose_nothing(desk, register):
    saved = await asyncio.gather(
        desk.save({register: cell("2450")}), desk.save({register: cell("2500")}, desk.cast.boris)
    )
    assert sorted((each.written, len(each.conflicts)) for each in saved) == [(0, 1), (1, 0)]


async def test_going_through_zero_is_taken_when_it_is_said_beside_that_value(desk):
    [register] = await registers(desk.cast.contract.id, 1, values=(999800, 999900))
    first = (await desk.type(register, "50")).lines[register]
    assert (first.state, first.line.draft.value) == (State.ASKS, None)
    other = {"seen": first.line.version, "text": "50"}
    assert (await desk.save({register: cell("60", True, **other)})).lines[register].state is State.ASKS
    taken = (await desk.type(register, "60", confirmed=True)).lines[register]
    assert (taken.state, taken.line.draft.confirmed, taken.checked.energy) == (State.READY, True, 160)


@pytest.mark.parametrize("meter", [{"state": "faulty"}, EXPIRED, {"remote": True}])
async def test_a_refusing_meter_takes_nothing_and_the_rest_go_on(desk, register, meter):
    [refusing] = await registers(desk.cast.contract.id, 1, **meter)
    saved = await desk.save({refusing: cell("1200"), register: cell("2450")})
    assert (saved.written, saved.lines[refusing].state) == (1, State.REFUSED)
    assert saved.conflicts == {refusing: "1200"}


async def test_a_register_taken_away_meanwhile_costs_its_own_cell_alone(desk, register):
    going = await registers(desk.cast.contract.id, 2, serial="04-77")
    async with transaction():
        await execute("UPDATE meter SET deleted = TRUE WHERE serial = '04-77'")
        await factories.settle(desk.cast.contract.id)
    saved = await desk.save({going[0]: cell("1200"), going[1]: cell(""), register: cell("2450")})
    assert saved.gone == {going[0]: Gone("04-77", "1200")}
    assert (saved.written, saved.refused) == (1, 1)
    assert [d["typed"] for d in await drafts()] == ["2450"]


async def test_a_closed_window_takes_nothing(desk, register, clock):
    clock.set(THIS.next.start(clock().tzinfo).replace(day=5))
    with pytest.raises(WindowShut):
        await desk.save({register: cell("2450")})
    assert await drafts() == []


async def test_a_foreign_register_spoils_the_whole(desk, register):
    with pytest.raises(UnknownRegister):
        await desk.save({register: cell("2450"), desk.cast.foreign_metered.register_id: cell("2450")})
    assert await drafts() == []


async def test_one_journal_line_a_save_without_values(desk, register):
    others = await registers(desk.cast.contract.id, 3)
    await desk.save({id_: cell("1200") for id_ in others})
    [line] = await rows("SELECT action, app_user, contract, address, details FROM journal_line")
    assert line["action"] == "readings_saved"
    assert (line["app_user"], line["contract"]) == (desk.cast.anna.id, desk.cast.contract.id)
    assert (line["address"], line["details"]) == ("192.0.2.7", '{"period": "2026-11", "registers": 3}')
