"""History: every status, whose a reading is, what the page and the file cost."""

from dataclasses import replace
from datetime import date

import pytest

from src.domain.history import Span
from src.domain.periods import Period
from src.domain.sheets import Wanted
from src.services.readings import history
from src.services.readings.history import Asked, export, show
from src.storage.engine import execute, rows, transaction
from src.storage.links import counted
from tests import factories
from tests.factories import MOSCOW, THIS
from tests.services.readings.desk import registers

YEAR = Span(THIS.plus(-11), THIS)
EVERYTHING = Asked(YEAR, Wanted())


@pytest.fixture
def dmitry(desk):
    """The stranger, to whom a meter may go."""
    return replace(desk, cast=replace(desk.cast, contract=desk.cast.foreign, anna=desk.cast.dmitry))


async def look(desk, **asked):
    ids = [row["id"] for row in await rows("SELECT id FROM sheet_row")]
    everything = replace(EVERYTHING, open=frozenset(ids))
    return await show(desk.contract(), MOSCOW, THIS, replace(everything, **asked))


async def entries_of(desk, serial):
    shown = await look(desk)
    return [each.entries for each in shown.places if each.place.serial == serial]


async def serial_of(desk):
    [row] = await rows("SELECT serial FROM meter WHERE id = {}", desk.cast.metered.meter_id)
    return row["serial"]


async def move(desk, came):
    """The meter goes to Dmitry."""
    async with transaction():
        meter = desk.cast.metered.meter_id
        await execute("UPDATE installation SET removed_on = {} WHERE meter = {}", came, meter)
        at = await factories.point(desk.cast.foreign_metered.object_id, "Ввод 2")
        await factories.installation(at, meter, since=came)
        await factories.settle(desk.cast.contract.id, desk.cast.foreign.id)


async def set_status(status, reason=""):
    async with transaction():
        await execute("UPDATE reading SET status = {}, reason = {} WHERE source = 'client'", status, reason)


async def test_months_of_billing_with_their_consumption(desk):
    [place] = (await look(desk)).places
    assert [(e.period, e.source, e.energy) for e in place.entries][:2] == [
        (THIS.previous, "billing", 100),
        (THIS.plus(-2), "billing", 100),
    ]
    assert (len(place.entries), place.entries[-1].energy) == (11, 100)


async def test_a_draft_then_what_was_sent_then_its_correction(desk):
    register = desk.cast.metered.register_id
    await desk.type(register, "2450")
    [draft, *_] = (await look(desk)).places[0].entries
    assert (draft.status, draft.value, draft.typed, draft.who) == (None, 2450, "2450", "Иванова Анна")
    first = await desk.send()
    await desk.type(register, "2460", person=desk.cast.boris)
    second = await desk.send("form-2", person=desk.cast.boris)
    found = [(e.status, e.value, e.version, e.energy, e.who, e.receipt) for e in (await look(desk)).places[0].entries]
    assert found[:2] == [
        ("sent", 2460, 2, 160, "Петров Борис", second),
        ("corrected", 2450, 1, 150, "Иванова Анна", first),
    ]


@pytest.mark.parametrize(("status", "reason"), [("accepted", ""), ("in_calculation", ""), ("rejected", "Нет фото")])
async def test_billings_word(desk, status, reason):
    await desk.type(desk.cast.metered.register_id, "2450")
    await desk.send()
    await set_status(status, reason)
    [sent, *_] = (await look(desk)).places[0].entries
    assert (sent.status, sent.reason, sent.energy) == (status, reason, 150)


async def test_hidden_readings_are_left_out(desk):
    async with transaction():
        await execute("UPDATE reading SET deleted = TRUE WHERE register = {}", desk.cast.metered.register_id)
    assert (await look(desk)).places[0].entries == ()


@pytest.mark.parametrize("came", [date(2026, 11, 10), date(2026, 11, 24)])
async def test_what_one_sent_stays_his_when_the_meter_goes(desk, dmitry, came):
    serial = await serial_of(desk)
    await desk.type(desk.cast.metered.register_id, "2450")
    number = await desk.send()
    await move(desk, came)
    [mine], [his] = await entries_of(desk, serial), await entries_of(dmitry, serial)
    assert (mine[0].receipt, mine[0].who, len(mine)) == (number, "Иванова Анна", 12)
    assert his == ()


async def test_what_billing_counted_is_the_meters_but_not_who_sent_it(desk, dmitry):
    serial = await serial_of(desk)
    await desk.type(desk.cast.metered.register_id, "2450")
    await desk.send()
    await set_status("in_calculation")
    await move(desk, date(2026, 11, 10))
    [[counted_one]] = await entries_of(dmitry, serial)
    shown = (counted_one.value, counted_one.mine, counted_one.who, counted_one.at, counted_one.receipt)
    assert shown == (2450, False, "", None, "")
    assert counted_one.energy is None


async def test_the_drafts_of_both_stand_apart(desk, dmitry):
    serial, register = await serial_of(desk), desk.cast.metered.register_id
    await desk.type(register, "2450")
    await move(desk, date(2026, 11, 10))
    await dmitry.type(register, "3")
    [mine], [his] = await entries_of(desk, serial), await entries_of(dmitry, serial)
    assert ([e.typed for e in mine if not e.status], [e.typed for e in his]) == (["2450"], ["3"])


async def test_rows_of_another_contract_cannot_be_opened(desk):
    shown = await look(desk)
    assert {each.place.id for each in shown.places} == shown.open
    assert len(await rows("SELECT id FROM sheet_row")) == 2


async def test_closed_rows_come_without_readings(desk):
    shown = await look(desk, open=frozenset())
    assert ([each.entries for each in shown.places], shown.open) == ([()], frozenset())


async def test_ten_are_open_at_most(desk):
    await registers(desk.cast.contract.id, 20)
    shown = await look(desk)
    assert (len(shown.open), sum(bool(each.entries) for each in shown.places)) == (10, 10)


async def test_pages_follow_one_another_both_ways(desk):
    await registers(desk.cast.contract.id, 120)
    first = await look(desk)
    second = await look(desk, wanted=Wanted(after=first.later))
    third = await look(desk, wanted=Wanted(after=second.later))
    assert [len(page.places) for page in (first, second, third)] == [50, 50, 21]
    assert (first.earlier, third.later) == (0, 0)
    assert (await look(desk, wanted=Wanted(before=third.earlier))).places == second.places
    assert (await look(desk, wanted=Wanted(before=second.earlier))).places == first.places


async def test_a_page_whose_row_is_gone_begins_anew(desk):
    assert (await look(desk, wanted=Wanted(after=10**9))).places == (await look(desk)).places


async def test_words_are_searched_literally(desk):
    await registers(desk.cast.contract.id, 1, serial="00ЁЖ%1")
    found = await look(desk, wanted=Wanted(words=("еж%",)))
    assert [each.place.serial for each in found.places] == ["00ЁЖ%1"]
    assert not (await look(desk, wanted=Wanted(words=("_",)))).places


@pytest.mark.parametrize(("since", "until", "there"), [(3, 3, True), (2, 3, True), (4, 11, False)])
async def test_a_meter_that_went_is_shown_in_the_months_it_stood_in(desk, since, until, there):
    async with transaction():
        await execute("UPDATE installation SET removed_on = {}", date(2026, 3, 5))
        await factories.settle(desk.cast.contract.id)
    span = Span(Period(2026, since), Period(2026, until))
    assert bool((await look(desk, span=span)).places) is there


@pytest.mark.parametrize("count", [60, 400])
async def test_a_page_costs_the_same_in_a_large_contract(desk, count):
    await registers(desk.cast.contract.id, count)
    with counted() as cost:
        shown = await show(desk.contract(), MOSCOW, THIS, EVERYTHING)
    assert (cost.statements, len(shown.places)) == (2, 50)
    assert cost.rows <= 51 + 24


async def test_the_months_of_the_contract(desk):
    months = (await look(desk)).months
    assert (len(months), months[-1].period, months[-2].kwh) == (24, THIS, 100)


async def lines(desk, asked=EVERYTHING):
    return [batch async for batch in export(desk.contract(), MOSCOW, asked)]


async def test_the_file_holds_every_register_once(desk):
    await registers(desk.cast.contract.id, 120)
    with counted() as cost:
        batches = await lines(desk)
    places = [each.place.id for places, _ in batches for each in places]
    assert (len(places), len(set(places)), [cut for _, cut in batches]) == (121, 121, [False] * 5)
    assert cost.statements == 10


async def test_a_file_that_is_not_whole_says_so(desk, monkeypatch):
    await registers(desk.cast.contract.id, 120)
    monkeypatch.setattr(history, "EXPORTED", 100)
    assert [cut for _, cut in await lines(desk)] == [False, True]
