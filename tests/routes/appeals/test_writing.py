"""Writing to the supplier: kept, joined to, refused in words, sent once."""

import re
from dataclasses import replace

import pytest

from src.domain.appeals import DRAFTS
from src.domain.attachments import LARGEST
from src.gateways.files.files import FilesDown
from src.routes.attached import LARGEST_BODY
from src.storage.engine import rows
from tests.papers import documents
from tests.photos import pictures
from tests.routes.appeals.desk import version_of
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
    late = await desk.follow(await desk.write(token, "save", "Ещё слово"))
    assert "уже отправлено раньше" in plain(late)


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
    assert "Моя" in refused.text
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


HOSTILE = {
    "program": (b"MZ\x90\0" + b"\0" * 60, "Это программа"),
    "empty": (b"", "Файл пуст"),
    "script": (b"<script>alert(1)</script>", "Такие файлы не принимаются"),
    "archive": (documents.packed({"a.exe": b"MZ"}), "Архивы не принимаются"),
    "macros": (documents.docx(word__vbaProject_dot_bin=b"x"), "есть макросы"),
    "bomb": (documents.docx(word__a_dot_xml=b"\0" * (3 * 2**20)), "сжато необычно"),
    "two at once": (documents.pdf() + documents.docx(), "Файл повреждён"),
    "locked": (documents.pdf(b"/Encrypt 5 0 R"), "защищён паролем"),
    "large": (b"%PDF-1.7" + b" " * LARGEST, "Файл больше 15 МБ"),
    "tiny picture": (pictures.jpeg(size=(20, 20)), "меньше 100 точек"),
}


@pytest.mark.parametrize("kind", HOSTILE)
async def test_hostile_files_are_refused_in_words_and_the_text_stays(desk, kind):
    data, words = HOSTILE[kind]
    answer = await desk.write(await desk.begin(), "send", file=("Договор.pdf", data))
    assert answer.status_code == 422
    assert "Файл не приложен" in plain(answer)
    assert words in plain(answer)
    assert "Счёт не сходится" in answer.text
    assert await rows("SELECT id FROM appeal") == []
    assert await rows("SELECT id FROM attachment") == []


async def test_without_a_file_one_is_asked_for(desk):
    answer = await desk.write(await desk.begin(), "join")
    assert answer.status_code == 422
    assert "Файл не выбран" in plain(answer)


async def test_what_is_too_many_for_an_hour_is_kept_as_it_is_said(desk, monkeypatch):
    monkeypatch.setattr("src.services.appeals.sending.IN_AN_HOUR", 0)
    refused = await desk.write(await desk.begin(), "send")
    assert refused.status_code == 429
    assert "Черновик сохранён, отправьте его позже" in plain(refused)
    [draft] = await rows("SELECT text FROM appeal_draft")
    assert draft["text"] == "Счёт не сходится"


async def test_the_eleventh_file_is_refused_in_words(desk, monkeypatch):
    monkeypatch.setattr("src.services.attachments.keeping.MOST", 1)
    token = await desk.begin()
    await desk.write(token, "join", file=("1.pdf", documents.pdf(b"/N 1")))
    answer = await desk.write(token, "join", version=1, file=("2.pdf", documents.pdf(b"/N 2")))
    assert answer.status_code == 422
    assert "Больше 10 файлов приложить нельзя" in plain(answer)


async def test_a_file_is_taken_away_once(desk):
    token = await desk.begin()
    page = await desk.follow(await desk.write(token, "join", file=("1.pdf", documents.pdf())))
    [number] = re.findall(r'name="remove" value="(\d+)"', page.text)
    [link] = re.findall(r'href="([^"]+/file)"', page.text)
    assert (await desk.browser.get(link)).status_code == 200
    for said in ("Файл убран", "Этого файла в черновике уже нет"):
        page = await desk.follow(await desk.write(token, "", version=1, remove=number))
        assert said in plain(page)
    assert (await desk.browser.get(link)).status_code == 404


async def test_a_draft_is_dropped_once(desk):
    token = await desk.begin()
    await desk.write(token)
    for _ in range(2):
        assert "Черновик удалён" in plain(await desk.follow(await desk.write(token, "drop")))
    assert await rows("SELECT id FROM appeal_draft") == []


async def test_drafts_have_a_limit_that_is_told(desk):
    for at in range(DRAFTS):
        await desk.write(await desk.begin(), text=f"Письмо {at}")
    answer = await desk.write(await desk.begin(), text="Ещё")
    assert answer.status_code == 422
    assert "Черновиков уже пять" in plain(answer)
    assert "уже пять" in plain(await desk.keep(await desk.begin(), "Ещё"))


class Silent:
    async def put(self, *_: object) -> None:
        raise FilesDown("ConnectError")

    get = delete = put


async def test_a_silent_storage_is_told_and_the_text_stays(app, desk):
    path = await desk.send(file=("1.pdf", documents.pdf()))
    [link] = re.findall(r'href="([^"]+/file)"', (await desk.browser.get(path)).text)
    kit = app.state.kit
    app.state.kit = replace(kit, gateways=replace(kit.gateways, files=Silent()))
    answer = await desk.write(await desk.begin(), "send", file=("2.pdf", documents.pdf()))
    assert answer.status_code == 503
    assert "Хранилище файлов сейчас не отвечает" in plain(answer)
    assert (await desk.browser.get(link)).status_code == 503


async def test_a_body_over_the_limit_is_not_read(desk):
    answer = await desk.write(await desk.begin(), "send", file=("1.pdf", b"x" * (LARGEST_BODY + 1)))
    assert answer.status_code == 413
    assert "Слишком много данных" in plain(answer)
