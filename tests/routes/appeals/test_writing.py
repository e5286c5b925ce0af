"""Writing to the supplier: kept, joined to, refused in words, sent once."""

import re

import pytest

from src.domain.appeals import DRAFTS
from src.storage.engine import rows
from tests.papers import documents
from tests.photos import pictures
from tests.routes.appeals.desk import token_of, version_of
from tests.routes.readings.browsing import plain


async def test_an_appeal_is_written_kept_and_sent_with_files(desk):
    token = await desk.begin()
    page = await desk.follow(await desk.write(token, text="Счёт", theme=""))
    assert "Черновик сохранён. Поставщик его не видит" in plain(page)
    page = await desk.follow(
        await desk.write(token, "join", "Счёт не сходится", version=1, file=("Акт «1».pdf", documents.pdf()))
    )
    assert "Файл приложен" in plain(page)
    assert "Акт «1».pdf" in plain(page)
    assert 'id="left">3984<' in page.text
    listed = await desk.browser.get(desk.path)
    assert "Начисления и счета" in plain(listed)
    sent = await desk.follow(await desk.write(token, "send", version=2, file=("снимок.heic", pictures.heic())))
    assert re.search(r"Обращение № A-\d{6} отправлено 24\.11\.2026 12:00", plain(sent))
    assert "В обработке" in plain(sent)
    assert re.findall(r">([^<]+\.(?:pdf|jpg))</a>", sent.text) == ["Акт «1».pdf", "снимок.jpg"]


async def test_one_form_is_sent_once(desk):
    token = await desk.begin()
    await desk.write(token, "send")
    again = await desk.follow(await desk.write(token, "send"))
    assert "Обращение № A-" in plain(again)
    assert len(await rows("SELECT id FROM appeal")) == 1
    late = await desk.follow(await desk.write(token, "save"))
    assert "уже отправлено раньше" in plain(late)


async def test_what_another_tab_typed_after_the_sending_is_not_lost(desk):
    token = await desk.begin()
    await desk.write(token, "send")
    late = await desk.write(token, "send", "Ещё слово")
    assert late.status_code == 409
    assert "Здесь другой текст, он не отправлен" in plain(late)
    assert "Ещё слово</textarea>" in late.text
    assert (await desk.write(token_of(late), "send", "Ещё слово")).status_code == 303
    assert len(await rows("SELECT id FROM appeal")) == 2


async def test_a_form_of_another_contract_becomes_one_of_this(desk, second):
    token = await desk.begin()
    await desk.write(token)
    desk.path = f"/contracts/{second.id}/appeals"
    assert "начата по другому договору" in plain(await desk.keep(token, "Счёт"))
    told = await desk.write(token)
    assert told.status_code == 409
    assert f"чтобы обращение ушло по договору № {second.number}" in plain(told).lower()
    assert (await desk.write(token_of(told), "send")).status_code == 303


async def test_what_is_typed_is_kept_behind_ones_back(desk):
    token = await desk.begin()
    kept = await desk.keep(token, "Счёт")
    assert "Черновик сохранён 24.11.2026 12:00" in plain(kept)
    assert version_of(kept) == 1
    assert version_of(await desk.keep(token, "Счёт не", 1)) == 2
    other = await desk.keep(token, "Другая вкладка", 1)
    assert "Черновик изменили в" in plain(other)
    assert version_of(other) == 1
    assert "длиннее 4 000 знаков" in plain(await desk.keep(token, "я" * 4001, 2))
    await desk.write(token, "send", "Счёт не сходится", version=2)
    assert "Это обращение уже" in plain(await desk.keep(token, "Счёт не сходится!", 2))


async def test_two_windows_are_told_of_each_other(desk):
    token = await desk.begin()
    await desk.write(token, text="Первая")
    await desk.write(token, text="Вторая", version=1)
    refused = await desk.write(token, "send", "Моя", version=1)
    assert refused.status_code == 409
    assert "изменили в другой вкладке" in plain(refused)
    assert '<p class="lines">Вторая</p>' in refused.text
    assert "Моя</textarea>" in refused.text
    assert "Моя" in plain(await desk.follow(await desk.write(token, "send", "Моя", version=version_of(refused))))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": ""}, "Напишите, о чём ваше обращение"),
        ({"text": " \n\0\u202e "}, "Напишите, о чём ваше обращение"),
        ({"theme": ""}, "Выберите тему"),
        ({"theme": "sabotage"}, "Выберите тему"),
        ({"text": "я" * 4001}, "Текст длиннее 4 000 знаков"),
    ],
)
async def test_mistakes_are_told_and_what_was_typed_stays(desk, change, words):
    answer = await desk.write(await desk.begin(), "send", **change)
    assert answer.status_code == 422
    assert words in plain(answer)
    assert await rows("SELECT id FROM appeal") == []
    if change.get("theme") != "":
        assert 'value="bills" selected' in answer.text or "sabotage" in str(change)


async def test_lines_of_a_text_stay_lines(desk):
    path = await desk.send("Первая\r\nвторая <b>&\r\n")
    assert "Первая\nвторая &lt;b&gt;&amp;</p>" in (await desk.browser.get(path)).text


async def test_what_is_too_many_for_an_hour_is_kept_as_it_is_said(desk, monkeypatch):
    monkeypatch.setattr("src.services.appeals.sending.IN_AN_HOUR", 0)
    refused = await desk.write(await desk.begin(), "send")
    assert refused.status_code == 429
    assert "Черновик сохранён, отправьте его позже" in plain(refused)
    [draft] = await rows("SELECT text FROM appeal_draft")
    assert draft["text"] == "Счёт не сходится"


async def test_a_draft_is_dropped_once(desk):
    token = await desk.begin()
    await desk.write(token)
    kept = await desk.follow(await desk.write(token, "drop"))
    assert "Черновик не удалён: его изменили в другой вкладке" in plain(kept)
    for _ in range(2):
        assert "Черновик удалён" in plain(await desk.follow(await desk.write(token, "drop", version=1)))
    assert await rows("SELECT id FROM appeal_draft") == []


async def test_drafts_have_a_limit_that_is_told(desk):
    for at in range(DRAFTS):
        await desk.write(await desk.begin(), text=f"Письмо {at}")
    answer = await desk.write(await desk.begin(), text="Ещё")
    assert answer.status_code == 422
    assert "Черновиков уже пять" in plain(answer)
    assert "уже пять" in plain(await desk.keep(await desk.begin(), "Ещё"))
