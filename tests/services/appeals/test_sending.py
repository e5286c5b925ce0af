"""An appeal leaves once, with its files, whatever is clicked how often; then it may be withdrawn."""

import asyncio
from datetime import timedelta

import pytest

from src.domain.appeals import State
from src.exchange.files import RowReader
from src.exchange.nouns import FILES, SENT_APPEALS
from src.services.appeals import drafts, sending, sent
from src.services.exchange.outgoing import send_out
from src.storage.engine import rows
from tests.factories import MOSCOW
from tests.papers import documents
from tests.services.people import events


async def test_what_was_written_is_sent_with_its_files(writing, clock):
    draft = await writing.save(writing.typed("Счёт"))
    await writing.join(draft)
    id_ = await writing.send(writing.typed("Счёт не сходится", version=1))
    found = await writing.show(id_)
    appeal = found.appeal
    assert (appeal.number, appeal.text, appeal.state) == (f"A-{id_:06}", "Счёт не сходится", State.PROCESSING)
    assert (appeal.who, appeal.sent_at, appeal.taken_at) == ("Иванова Анна", clock(), None)
    assert [file.name for file in found.files] == ["Акт.pdf"]
    assert await drafts.list_of(writing.contract()) == []


async def test_its_sender_and_the_journal_are_told(writing, cast):
    await writing.join(await writing.save())
    id_ = await writing.send(writing.typed(version=1))
    [letter] = await rows("SELECT recipient, subject FROM outbox")
    assert letter == {"recipient": cast.anna.email, "subject": f"Обращение № A-{id_:06} отправлено"}
    assert await events() == ["file_joined", "appeal_sent"]


@pytest.mark.parametrize("kept", [True, False])
async def test_clicks_at_once_send_one(writing, kept):
    if kept:
        await writing.save()
    clicks = (writing.send(writing.typed(version=int(kept))) for _ in range(4))
    found = await asyncio.gather(*clicks, return_exceptions=True)
    assert len({each.appeal_id if isinstance(each, drafts.Sent) else each for each in found}) == 1
    assert len(await rows("SELECT id FROM appeal")) == 1
    assert len(await rows("SELECT id FROM leaving")) == 1
    with pytest.raises(drafts.Sent):
        await writing.save()


async def test_a_file_on_its_way_is_too_late(writing):
    draft = await writing.save()
    joined, appeal = await asyncio.gather(
        writing.join(draft), writing.send(writing.typed(version=1)), return_exceptions=True
    )
    files = (await writing.show(appeal)).files
    assert (joined is None) == bool(files)
    assert len([key async for key in writing.files.keys("attachments")]) == len(files)


async def test_a_person_sends_so_many_an_hour(writing, clock, monkeypatch):
    monkeypatch.setattr(sending, "IN_AN_HOUR", 2)
    for _ in range(2):
        await writing.send_new()
    with pytest.raises(sending.TooMany):
        await writing.send_new()
    clock.pass_by(timedelta(hours=1))
    await writing.send_new()


async def test_billing_gets_it_and_what_became_of_it(writing, clock, tmp_path):
    draft = await writing.save()
    await writing.join(draft, name="Акт «сверки».pdf")
    id_ = await writing.send(writing.typed("Первая строка\nвторая", version=1))
    await writing.withdraw(id_)
    assert (await send_out(tmp_path / "out", writing.files, clock, MOSCOW)).written == [1]
    first, second = read(tmp_path / "out" / "000001", SENT_APPEALS)
    assert (first.appeal, first.theme, first.text) == (f"A-{id_:06}", "Начисления и счета", "Первая строка\nвторая")
    assert [first.status, second.status] == ["sent", "withdrawn"]
    assert first.login == "anna@vega.example"
    [file] = read(tmp_path / "out" / "000001", FILES)
    assert (file.key, file.name) == (first.appeal, "Акт «сверки».pdf")
    assert (tmp_path / "out" / "000001" / "files" / file.file).read_bytes() == documents.pdf()


async def test_what_billing_has_taken_is_told(writing, clock, tmp_path):
    id_ = await writing.send_new()
    await send_out(tmp_path / "out", writing.files, clock, MOSCOW)
    (tmp_path / "out" / "000001.ack").touch()
    clock.pass_by(timedelta(minutes=1))
    await send_out(tmp_path / "out", writing.files, clock, MOSCOW)
    assert (await writing.show(id_)).appeal.taken_at == clock()


def read(folder, noun):
    with RowReader(folder / noun.file, noun, 0) as reader:
        found = reader.read(100)
    assert found.refused == []
    return found.rows


async def test_it_is_withdrawn_once_by_its_author_or_an_administrator(writing, cast):
    id_ = await writing.send_new(person=cast.boris)
    assert not (await writing.show(id_, cast.galina)).may_withdraw
    with pytest.raises(sent.NotTheirs):
        await writing.withdraw(id_, cast.galina)
    assert (await writing.show(id_, cast.boris)).may_withdraw
    await writing.withdraw(id_)
    assert (await writing.show(id_)).appeal.state is State.WITHDRAWN
    with pytest.raises(sent.Settled):
        await writing.withdraw(id_)
    assert len(await rows("SELECT id FROM leaving")) == 2
    assert await events() == ["appeal_sent", "appeal_withdrawn"]


async def test_strangers_find_nothing(writing, cast):
    id_ = await writing.send_new()
    for number in (id_, 0, 2**70):
        with pytest.raises(sent.NoSuchAppeal):
            await writing.show(number, cast.dmitry)
    with pytest.raises(sent.NoSuchAppeal):
        await writing.withdraw(id_, cast.dmitry)
