"""Answers of the supplier come with a delivery, give the state, and are told by letter once."""

from datetime import timedelta

import pytest

from src.domain.appeals import State
from src.services.appeals import answer_files
from src.services.appeals import answer_letters as letters
from src.services.exchange.rounds import take_in
from src.services.file_orphans import clear_orphans
from src.storage.engine import execute, rows, transaction
from tests.deliveries import deliver, report
from tests.factories import MOSCOW
from tests.papers import documents
from tests.services.appeals.office import Writing
from tests.services.readings.desk import LETTERS


@pytest.fixture
def writing(cast, clock, settings, tmp_path):
    return Writing(cast, clock, settings, tmp_path)


@pytest.fixture
def answer(writing, clock, tmp_path):
    """A delivery with these rows and files; what was refused of it."""
    numbers = iter(range(1, 100))

    async def go(*lines, files=None):
        path = deliver(tmp_path / "in", f"{next(numbers):06}", appeals=list(lines), files=files)
        await take_in(path.parent, writing.files, clock, MOSCOW)
        return report(path)

    return go


def row(cast, id_, status, text="", at="2026-11-24T15:00:00+03:00", file="", deleted=0):
    return f"A-{id_:06};{cast.contract.key};{status};{text};{at};{file};{deleted}"


async def test_an_answer_gives_the_state(writing, answer, cast, clock):
    id_ = await writing.send_new()
    first = row(cast, id_, "working", "Разбираемся")
    assert await answer(first, row(cast, id_, "done", "Счёт исправлен", "2026-11-25T10:00:00+03:00")) == []
    found = await writing.show(id_)
    assert [(each.text, each.state) for each in found.answers] == [
        ("Разбираемся", "working"),
        ("Счёт исправлен", "done"),
    ]
    assert (found.appeal.state, found.appeal.state_at.isoformat()) == (State.DONE, "2026-11-25T07:00:00+00:00")
    assert not found.may_withdraw


async def test_each_answer_is_told_once(writing, answer, cast, clock):
    id_ = await writing.send_new()
    await execute_letters()
    await answer(row(cast, id_, "working", "Разбираемся"), row(cast, id_, "done", "", "2026-11-25T10:00:00+03:00"))
    assert await letters.tell(LETTERS, clock) == 2
    assert await letters.tell(LETTERS, clock) == 0
    subjects = [each["subject"] for each in await rows("SELECT subject FROM outbox ORDER BY id")]
    assert subjects == [f"Обращение № A-{id_:06}: в работе", f"Обращение № A-{id_:06}: исполнено"]
    actions = await rows("SELECT action, app_user FROM journal_line WHERE action = 'appeal_answered'")
    assert actions == [{"action": "appeal_answered", "app_user": None}] * 2


async def execute_letters():
    async with transaction():
        await execute("DELETE FROM outbox")


async def test_the_same_answer_again_tells_nobody_and_a_changed_one_does(writing, answer, cast, clock):
    id_ = await writing.send_new()
    await answer(row(cast, id_, "working", "Разбираемся"))
    await letters.tell(LETTERS, clock)
    await answer(row(cast, id_, "working", "Разбираемся"))
    assert await letters.tell(LETTERS, clock) == 0
    await answer(row(cast, id_, "done", "Готово"))
    assert await letters.tell(LETTERS, clock) == 1
    await answer(row(cast, id_, "done", "Готово", deleted=1))
    found = await writing.show(id_)
    assert (found.answers, found.appeal.state) == ([], State.PROCESSING)
    assert await letters.tell(LETTERS, clock) == 0


async def test_what_was_withdrawn_stays_withdrawn(writing, answer, cast):
    id_ = await writing.send_new()
    await writing.withdraw(id_)
    assert await answer(row(cast, id_, "done", "Исправлено")) == []
    found = await writing.show(id_)
    assert (found.appeal.state, len(found.answers)) == (State.WITHDRAWN, 1)


async def test_rows_about_nothing_are_refused_alone(writing, answer, cast):
    id_ = await writing.send_new()
    lines = await answer(
        row(cast, id_ + 1, "done"),
        row(cast, id_, "done").replace(cast.contract.key, cast.foreign.key),
        row(cast, id_, "withdrawn"),
        row(cast, id_, "done", "я" * 4001),
        row(cast, id_, "working"),
    )
    assert [line.split(";")[2] for line in lines] == ["appeal", "contract", "status", "answer"]
    assert (await writing.show(id_)).appeal.state is State.WORKING


@pytest.mark.parametrize(
    "lost",
    ["membership SET ended = TRUE", "contract SET second_factor = TRUE", "contract SET deleted = TRUE"],
)
async def test_who_has_lost_the_contract_is_told_nothing(writing, answer, cast, clock, lost):
    id_ = await writing.send_new(person=cast.boris)
    await execute_letters()
    async with transaction():
        await execute(f"UPDATE {lost}")
    await answer(row(cast, id_, "done", "Исправлено"))
    assert await letters.tell(LETTERS, clock) == 0
    assert await rows("SELECT * FROM outbox") == []


async def test_a_file_comes_along_once(writing, answer, cast, clock):
    id_ = await writing.send_new()
    line = row(cast, id_, "done", "Акт во вложении", file="Акт сверки.pdf")
    for _ in range(2):
        assert await answer(line, files={"Акт сверки.pdf": documents.pdf()}) == []
    [said] = (await writing.show(id_)).answers
    assert said.file == "Акт сверки.pdf"
    name, kept = await answer_files.find(writing.contract(), id_, said.id)
    assert (name, await writing.files.get(kept.file, kept.size)) == ("Акт сверки.pdf", documents.pdf())
    assert len([key async for key in writing.files.keys("answers")]) == 1
    assert await clear_orphans(writing.files, clock() + timedelta(days=3)) == 0


async def test_the_same_file_under_another_ending_is_looked_at_anew(writing, answer, cast):
    id_ = await writing.send_new()
    await answer(row(cast, id_, "done", file="Акт.pdf"), files={"Акт.pdf": documents.pdf()})
    refused = await answer(row(cast, id_, "done", file="Акт.exe"), files={"Акт.exe": documents.pdf()})
    assert [line.split(";")[2] for line in refused] == ["file"]
    [said] = (await writing.show(id_)).answers
    assert said.file == "Акт.pdf"


async def test_a_hidden_answer_keeps_its_file_and_wants_it_no_more(writing, answer, cast):
    id_ = await writing.send_new()
    line = row(cast, id_, "done", "Акт во вложении", file="Акт.pdf")
    await answer(line, files={"Акт.pdf": documents.pdf()})
    assert await answer(line[:-1] + "1") == []
    assert (await writing.show(id_)).answers == []
    assert await answer(line, files={"Акт.pdf": documents.pdf()}) == []
    assert len([key async for key in writing.files.keys("answers")]) == 1


async def test_a_file_is_found_by_its_own_contract_alone(writing, answer, cast):
    id_ = await writing.send_new()
    await answer(row(cast, id_, "done", file="Акт.pdf"), files={"Акт.pdf": documents.pdf()})
    [said] = (await writing.show(id_)).answers
    with pytest.raises(answer_files.NoSuchAnswer):
        await answer_files.find(writing.contract(cast.dmitry), id_, said.id)
    assert await answer(row(cast, id_, "done", "Ещё", "2026-11-26T10:00:00+03:00", "Нет.pdf")) != []
