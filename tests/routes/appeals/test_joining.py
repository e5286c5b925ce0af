"""Files of an appeal: one or several at once, each refused one named with its reason, the rest kept."""

import re
from dataclasses import replace

import pytest

from src.domain.attachments import LARGEST
from src.gateways.files.files import FilesDown
from src.routes.attached import LARGEST_BODY, WANTED
from src.storage.engine import rows
from tests.inspector import HTMX
from tests.papers import documents
from tests.photos import pictures
from tests.routes.appeals.desk import token_of
from tests.routes.readings.browsing import plain

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


async def test_of_several_files_the_good_ones_stay_and_each_bad_one_is_named(desk):
    chosen = [
        ("Акт.pdf", documents.pdf()),
        ("../вирус\u202e.exe", b"MZ"),
        ("снимок.jpg", pictures.jpeg()),
        ("Смета.pdf", b"%PDF-1.7" + b" " * LARGEST),
    ]
    answer = await desk.write(await desk.begin(), "send", files=chosen)
    assert answer.status_code == 422
    assert "Приложено файлов: 2, не приложено: 2." in plain(answer)
    assert "вирус.exe: Это программа" in plain(answer)
    assert "Смета.pdf: Файл больше 15 МБ" in plain(answer)
    assert re.findall(r">([^<]+\.(?:pdf|jpg))</a>", answer.text) == ["Акт.pdf", "снимок.jpg"]
    page = await desk.follow(await desk.write(token_of(answer), "join", version=1, files=[numbered(1), numbered(2)]))
    assert "Файлы приложены" in plain(page)


async def test_files_past_the_number_or_the_room_are_named(desk, monkeypatch):
    answer = await desk.write(await desk.begin(), "join", files=[numbered(at) for at in range(12)])
    assert "Приложено файлов: 10, не приложено: 2." in plain(answer)
    assert "11.pdf: Больше 10 файлов приложить нельзя" in plain(answer)
    room = 2 * len(numbered(1)[1])
    monkeypatch.setattr("src.routes.appeals.keeping.WANTED", WANTED._replace(room=room))
    answer = await desk.write(await desk.begin(), "join", files=[numbered(at) for at in range(3)])
    assert "Приложено файлов: 2, не приложено: 1." in plain(answer)
    assert "2.pdf: Вместе файлы больше 50 МБ" in plain(answer)


def numbered(at):
    return f"{at}.pdf", documents.pdf(b"/N %d" % (at % 10))


async def test_a_file_chosen_beside_one_that_is_taken_away_is_joined(desk):
    token = await desk.begin()
    page = await desk.follow(await desk.write(token, "join", file=numbered(1)))
    [number] = re.findall(r'name="remove" value="(\d+)"', page.text)
    page = await desk.follow(await desk.write(token, "", version=1, remove=number, file=numbered(2)))
    assert re.findall(r">([^<]+\.pdf)</a>", page.text) == ["2.pdf"]


async def test_a_script_gets_the_form_alone(desk):
    parts = {"token": (None, await desk.begin()), "text": (None, "Счёт"), "act": (None, "join")}
    answer = await desk.browser.post(f"{desk.path}/draft", files=parts, headers=HTMX)
    assert answer.status_code == 422
    assert answer.text.lstrip().startswith('<section class="block narrow" id="upload"')


async def test_without_a_file_one_is_asked_for(desk):
    answer = await desk.write(await desk.begin(), "join")
    assert answer.status_code == 422
    assert "Файл не выбран" in plain(answer)


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
