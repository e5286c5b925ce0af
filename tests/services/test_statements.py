"""Objections and reports: kept while they are written, sent once, withdrawn while it is not too late, answered."""

import asyncio

import pytest

from src.domain.access import GuardedContract, Role
from src.domain.drafts import Seen
from src.domain.journal import Actor
from src.domain.statements import Kind, Said, Subject
from src.services.statements import drafting, sending, telling, withdrawing
from src.storage.engine import execute, rows, transaction
from src.storage.statements import reading, writing
from tests.acts import act
from tests.factories import MOSCOW, NOW
from tests.services.people import events
from tests.services.readings.desk import LETTERS
from tests.statements import sent, statement

OFFICE = sending.Office(MOSCOW, 30, LETTERS)
REPORT = Subject()
WHOLE = Said("Сорвана пломба", "Склад, Ввод 1", None, NOW)


class Writer:
    """A person at the contract of the cast."""

    def __init__(self, cast, person):
        self.actor = Actor(person.id, "192.0.2.7", NOW)
        ours = cast.contract
        self.contract = GuardedContract(ours.id, ours.key, ours.number, Role(person.role), person.id)

    async def save(self, said, subject=REPORT, version=0, tab="a", button=True):
        seen = Seen(version, tab, button)
        return await drafting.save(self.actor, self.contract, subject, seen, said)

    async def send(self, draft, version=None):
        number = draft.version if version is None else version
        return await sending.send(self.actor, self.contract, OFFICE, draft.subject, draft.id, number)


@pytest.fixture
def anna(cast):
    return Writer(cast, cast.anna)


@pytest.fixture
def boris(cast):
    return Writer(cast, cast.boris)


async def lines(noun):
    return [row["line"] for row in await rows("SELECT line FROM leaving WHERE noun = {} ORDER BY id", noun)]


async def test_a_draft_is_kept_and_is_its_writers_alone(anna, boris):
    first = await anna.save(WHOLE)
    assert (await anna.save(WHOLE, version=0)).version == first.version
    second = await anna.save(Said("Пломба на месте"), version=first.version)
    assert (second.id, second.version) == (first.id, first.version + 1)
    assert await drafting.find(boris.contract, REPORT) is None
    assert (await drafting.find(anna.contract, REPORT)).said == Said("Пломба на месте")


async def test_another_tab_is_not_written_over(anna):
    first = await anna.save(WHOLE)
    await anna.save(Said("Из первой"), version=first.version)
    with pytest.raises(drafting.Changed) as changed:
        await anna.save(Said("Из второй"), version=first.version, tab="b")
    assert changed.value.draft.said.text == "Из первой"
    assert (await drafting.find(anna.contract, REPORT)).said.text == "Из первой"


async def test_a_page_is_no_stranger_to_what_it_saved_by_itself(anna):
    """Its answer comes late over a slow line: the button stands on the version before."""
    await anna.save(Said("Нач"), button=False)
    assert (await anna.save(Said("Начало"), version=0)).said.text == "Начало"
    with pytest.raises(drafting.Changed):
        await anna.save(Said("Нача"), version=1, button=False)


async def test_two_first_savings_at_once_make_one_draft(anna):
    made = await asyncio.gather(*(anna.save(Said(str(number)), tab=str(number)) for number in range(3)),
                                return_exceptions=True)  # fmt: skip
    assert sum(isinstance(each, drafting.Changed) for each in made) == 2
    assert len(await rows("SELECT id FROM statement")) == 1


async def test_however_often_it_is_sent_it_leaves_once(anna):
    draft = await anna.save(WHOLE)
    made = await asyncio.gather(*(anna.send(draft) for _ in range(3)))
    assert {each.number for each in made} == {f"СН-2611-{draft.id}"}
    [line] = await lines("violation_reports")
    assert '"Сорвана пломба"' in line
    assert len(await rows("SELECT id FROM outbox")) == 1
    [told] = await rows("SELECT action, details FROM journal_line")
    assert (told["action"], draft.number) == ("violation_reported", "")
    assert await drafting.find(anna.contract, REPORT) is None


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (Said(), ("place", "text", "noticed_at")),
        (Said("а", "б"), ("noticed_at",)),
        (Said("", "б", None, NOW), ("text",)),
    ],
)
async def test_what_is_not_whole_is_not_sent(anna, said, names):
    draft = await anna.save(said)
    with pytest.raises(sending.Incomplete) as refused:
        await anna.send(draft)
    assert refused.value.names == names


async def test_what_has_changed_since_it_was_looked_over_is_not_sent(anna):
    draft = await anna.save(WHOLE)
    await anna.save(Said("Другое", "Склад", None, NOW), version=draft.version)
    with pytest.raises(drafting.Changed):
        await anna.send(draft)
    assert await lines("violation_reports") == []


async def test_of_two_people_one_objects(anna, boris, cast):
    subject = Subject(await act(cast.contract.id))
    drafts = [await each.save(Said("Не согласны"), subject) for each in (anna, boris)]
    made = await asyncio.gather(anna.send(drafts[0]), boris.send(drafts[1]), return_exceptions=True)
    assert [type(each) for each in made].count(sending.NotNow) == 1
    assert len(await lines("objections")) == 1


@pytest.mark.parametrize(
    "change", ["status = 'cancelled'", "deleted = TRUE", "object_until = '2026-11-23'", "drawn_on = '2026-10-24'"]
)
async def test_an_act_that_may_not_be_objected_to(anna, cast, change):
    number = await act(cast.contract.id)
    draft = await anna.save(Said("Не согласны"), Subject(number))
    async with transaction():
        await execute(f"UPDATE violation SET {change} WHERE id = {{}}", number)
    with pytest.raises(sending.NotNow):
        await anna.send(draft)


async def test_the_last_day_is_whole(anna, cast):
    number = await act(cast.contract.id, object_until=NOW.date())
    draft = await anna.save(Said("Не согласны"), Subject(number))
    assert (await anna.send(draft)).number == f"ВН-2611-{draft.id}"


async def test_withdrawn_it_may_be_written_anew(anna, boris, cast):
    subject = Subject(await act(cast.contract.id))
    first = await anna.send(await anna.save(Said("Первое"), subject))
    with pytest.raises(withdrawing.NotTheirs):
        await withdrawing.withdraw(boris.actor, boris.contract, first)
    await withdrawing.withdraw(anna.actor, anna.contract, first)
    with pytest.raises(withdrawing.Decided):
        await withdrawing.withdraw(anna.actor, anna.contract, first)
    second = await boris.send(await boris.save(Said("Второе"), subject))
    assert (await reading.objection_to(anna.contract, subject.act_id)).number == second.number
    assert [('"withdrawn"' in line) for line in await lines("objections")] == [False, True, False]
    assert await events() == ["objection_sent", "objection_withdrawn", "objection_sent"]


@pytest.mark.parametrize("state", ["granted", "declined", "withdrawn"])
async def test_what_is_decided_is_not_withdrawn(anna, cast, state):
    number = await sent(cast.contract.id, cast.anna.id, number="СН-1", state=state)
    there = await reading.find(anna.contract, Kind.REPORT, number)
    with pytest.raises(withdrawing.Decided):
        await withdrawing.withdraw(anna.actor, anna.contract, there)


async def test_answers_are_told_once_to_whoever_still_reads(cast, clock):
    await sent(cast.contract.id, cast.boris.id, number="СН-1", state="granted", answer="Да", told=False)
    await sent(cast.foreign.id, cast.boris.id, number="СН-2", state="granted", answer="Да", told=False)
    told = await asyncio.gather(telling.tell(LETTERS, clock), telling.tell(LETTERS, clock))
    assert sum(told) == 1
    [letter] = await rows("SELECT recipient, subject, text FROM outbox")
    assert (letter["recipient"], letter["subject"]) == (cast.boris.email, "Сообщение о нарушении № СН-1: подтвердилось")
    assert "/violations/reports/" in letter["text"]
    assert "Да" not in letter["text"].split("поставщика")[1]


async def test_whoever_does_not_want_such_letters_gets_none(cast, clock):
    async with transaction():
        await execute("UPDATE app_user SET silenced = 'violation' WHERE id = {}", cast.boris.id)
    await sent(cast.contract.id, cast.boris.id, number="СН-1", state="granted", told=False)
    await telling.tell(LETTERS, clock)
    assert await rows("SELECT id FROM outbox") == []


async def test_an_id_of_another_contract_opens_nothing(anna, cast):
    foreign = await statement(cast.foreign.id, cast.anna.id, number="")
    with pytest.raises(drafting.Changed):
        await sending.send(anna.actor, anna.contract, OFFICE, REPORT, foreign, 1)
    assert await writing.hold_draft(anna.contract, foreign) is False


async def test_an_act_that_came_from_another_client_with_an_objection(anna, cast):
    number = await act(cast.contract.id)
    await sent(cast.foreign.id, cast.dmitry.id, number, "ВН-9")
    draft = await anna.save(Said("Не согласны"), Subject(number))
    with pytest.raises(sending.NotNow):
        await anna.send(draft)
    assert await lines("objections") == []


async def test_so_many_go_in_an_hour(anna, cast, monkeypatch):
    monkeypatch.setattr(sending, "IN_AN_HOUR", 1)
    await anna.send(await anna.save(WHOLE))
    draft = await anna.save(WHOLE)
    with pytest.raises(sending.TooMany):
        await anna.send(draft)
