"""What one writes is kept while one writes; two windows lose nothing of each other."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from src.domain.appeals import DRAFT_KEPT, DRAFTS
from src.domain.drafts import Seen
from src.services.appeals import drafts, dropping, forgetting, sending
from src.storage.engine import rows


async def test_a_draft_grows_with_its_form(writing):
    first = await writing.save(writing.typed("Счёт"))
    second = await writing.save(writing.typed("Счёт не сходится", version=first.version))
    assert (second.id, second.version) == (first.id, 2)
    assert (await drafts.find(writing.contract(), first.id)).text == "Счёт не сходится"
    assert await writing.save(writing.typed("Счёт не сходится", version=1)) == second  # the same once more


@pytest.mark.parametrize(("text", "theme"), [("Из первой", "bills"), ("Из второй вкладки, дальше", "payments")])
async def test_another_window_is_not_written_over(writing, text, theme):
    first = await writing.save(writing.typed("Счёт"))
    await writing.save(writing.typed("Из второй вкладки", version=1, tab="b"))
    mine = writing.typed(text, version=1, theme=theme)
    with pytest.raises(drafts.Changed) as refusal:
        await writing.save(mine)
    assert refusal.value.draft.text == "Из второй вкладки"
    with pytest.raises(drafts.Changed):
        await writing.send(mine)
    agreed = await writing.save(writing.typed("Из первой", version=refusal.value.draft.version))
    assert (agreed.id, agreed.text) == (first.id, "Из первой")


async def test_sending_while_the_text_is_being_kept_is_no_other_window(writing):
    await writing.save(writing.typed("Счёт"))
    await writing.save(writing.typed("Счёт не", version=1))
    assert (await writing.save(writing.typed("Счёт сходится", version=1, theme="payments"))).version == 3
    sent = await writing.show(await writing.send(writing.typed("Счёт сошёлся", version=1)))
    assert sent.appeal.text == "Счёт сошёлся"


async def test_a_form_of_another_contract_is_told_apart(writing):
    there = replace(writing.contract(), id=writing.cast.foreign.id)
    await writing.save()
    with pytest.raises(drafts.Elsewhere):
        await drafts.save(writing.actor(), there, writing.typed())
    await writing.send(writing.typed(version=1))
    with pytest.raises(drafts.Elsewhere):
        await sending.send(writing.actor(), there, writing.office, writing.typed())


async def test_clicks_at_once_begin_one_draft(writing):
    found = await asyncio.gather(*(writing.save() for _ in range(4)))
    assert len({draft.id for draft in found}) == 1


async def test_each_form_has_a_draft_of_its_own_up_to_a_limit(writing):
    for at in range(DRAFTS):
        await writing.save(writing.typed(f"Письмо {at}", token=str(at) * 32))
    with pytest.raises(drafts.TooManyDrafts):
        await writing.save(writing.typed("Ещё одно", token="x" * 32))
    await writing.send(writing.typed("Ещё одно", token="x" * 32))  # what is sent needs no place
    assert (await drafts.list_of(writing.contract()))[0].text == "Письмо 4"


async def test_a_draft_is_its_writers_alone(writing, cast):
    draft = await writing.save()
    for person in (cast.boris, cast.dmitry):
        assert await drafts.list_of(writing.contract(person)) == []
        with pytest.raises(drafts.NoSuchDraft):
            await drafts.find(writing.contract(person), draft.id)
        assert not await dropping.drop(writing.contract(person), writing.darkroom, draft.token, Seen(1, "a"))
        await writing.save(person=person)  # the same name of a form is another form
    assert (await drafts.find(writing.contract(), draft.id)).text == draft.text


async def test_a_draft_goes_with_its_files(writing):
    draft = await writing.save()
    await writing.join(draft)
    dropped = [await dropping.drop(writing.contract(), writing.darkroom, draft.token, Seen(1, "b")) for _ in range(2)]
    assert dropped == [True, False]
    assert await rows("SELECT * FROM attachment") == []
    assert [key async for key in writing.files.keys("attachments")] == []


async def test_old_drafts_are_forgotten(writing, clock):
    draft = await writing.save()
    await writing.join(draft)
    clock.pass_by(DRAFT_KEPT + timedelta(days=1))
    await writing.save(writing.typed("Новый", token="n" * 32))
    assert await forgetting.forget_old(clock()) == 1
    assert [each.text for each in await drafts.list_of(writing.contract())] == ["Новый"]
    assert await rows("SELECT * FROM attachment") == []
