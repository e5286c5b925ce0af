"""«Обращения» that were sent: the list, the conversation, files, rights."""

import re
from datetime import date

from src.storage.engine import execute, rows, transaction
from src.storage.links import counted
from tests.appeals import answered
from tests.inspector import HTMX
from tests.papers import documents
from tests.routes.readings.browsing import plain


async def test_a_joined_file_goes_out_as_nothing_else(desk):
    path = await desk.send(file=("Акт №1.pdf", documents.pdf()))
    [link] = re.findall(r'href="([^"]+/file)"', (await desk.browser.get(path)).text)
    file = await desk.browser.get(link)
    assert (file.status_code, file.content) == (200, documents.pdf())
    headers = file.headers
    assert headers["content-type"] == "application/pdf"
    assert headers["content-disposition"].startswith('attachment; filename="file-')
    assert headers["content-disposition"].endswith("filename*=UTF-8''%D0%90%D0%BA%D1%82%20%E2%84%961.pdf")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "private, no-store"
    assert (await desk.browser.get(link, headers={"Sec-Purpose": "prefetch"})).status_code == 503


async def test_so_many_joined_files_are_on_their_way_at_a_time(desk, monkeypatch):
    path = await desk.send(file=("Акт.pdf", documents.pdf()))
    [link] = re.findall(r'href="([^"]+/file)"', (await desk.browser.get(path)).text)
    monkeypatch.setattr("src.web.attachment.OF_ONE", 0)
    assert (await desk.browser.get(link)).status_code == 429


async def test_the_list_is_filtered(desk):
    await desk.send("Первое")
    second = await desk.send("Второе")
    await desk.browser.post(f"{second}/withdraw", data={})
    shown = plain(await desk.browser.get(desk.path))
    assert "Первое" in shown
    assert "Отозвано" in shown
    part = await desk.browser.get(f"{desk.path}?kind=withdrawn&since=2026-11-24&until=2026-11-24", headers=HTMX)
    assert not part.text.lstrip().lower().startswith("<!doctype")
    assert "Второе" in part.text
    assert "Первое" not in part.text
    assert "ничего не нашлось" in plain(await desk.browser.get(f"{desk.path}?until=2026-11-23"))
    assert (await desk.browser.get(f"{desk.path}?since=вчера")).status_code == 422


async def test_what_is_found_is_counted_and_taken_away(desk):
    await desk.send("Первое")
    second = await desk.send("Второе")
    await desk.browser.post(f"{second}/withdraw", data={})
    csv = (await desk.browser.get(f"{desk.path}.csv?kind=withdrawn")).content.decode("utf-8-sig")
    assert csv.splitlines()[0] == "Номер;Дата;Тема;Состояние;Текст"
    assert "Отозвано;Второе" in csv
    assert (await desk.browser.get(f"{desk.path}.xlsx")).content.startswith(b"PK")
    assert "Итого: 2 обращения" in plain(await desk.browser.get(f"{desk.path}/totals"))


async def test_a_long_list_costs_few_queries(desk, cast):
    await _many(cast, 60)
    await desk.browser.get(desk.path)
    with counted() as counts:
        page = await desk.browser.get(desk.path)
    assert counts.statements <= 4
    [later] = re.findall(r'href="([^"]+after=\d+)"', page.text)
    rest = await desk.browser.get(later.replace("&amp;", "&"))
    assert len(re.findall(r">A-\d{6}<", page.text)) == 50
    assert len(re.findall(r">A-\d{6}<", rest.text)) == 10


async def _many(cast, count):
    async with transaction():
        for at in range(1, count + 1):
            await execute(
                """INSERT INTO appeal (number, contract, app_user, token, theme, text, state, sent_at, sent_on,
                    state_at, deleted) VALUES ({}, {}, {}, {}, 'bills', 'Текст', 'done', {}, {}, {}, FALSE)""",
                f"A-{at:06}", cast.contract.id, cast.anna.id, str(at), at, date(2026, 1, 1), at,
            )  # fmt: skip


async def test_the_file_of_an_answer_goes_out_as_nothing_else(app, desk):
    path = await desk.send()
    await answered(app, int(path.rpartition("/")[2]))
    [link] = re.findall(r'href="([^"]+/file)"', (await desk.browser.get(path)).text)
    headers = (await desk.browser.get(link)).headers
    assert headers["content-type"] == "application/pdf"
    assert headers["content-disposition"].endswith("filename*=UTF-8''%D0%90%D0%BA%D1%82.pdf")
    assert headers["cache-control"] == "private, no-store"


async def test_the_conversation_shows_what_the_supplier_said(desk):
    path = await desk.send()
    number = int(path.rpartition("/")[2])
    assert "Ответа пока нет" in plain(await desk.browser.get(path))
    async with transaction():
        await execute(
            """INSERT INTO appeal_answer (appeal, answered_at, state, text, deleted, told)
            VALUES ({}, 1, 'working', {}, FALSE, TRUE)""",
            number,
            "Разбираемся\nподробно <i>",
        )
    page = await desk.browser.get(path)
    assert "Разбираемся\nподробно &lt;i&gt;" in page.text


async def test_it_is_withdrawn_once(desk):
    path = await desk.send()
    gone = await desk.follow(await desk.browser.post(f"{path}/withdraw", data={}))
    assert "отозвано" in plain(gone)
    assert "Отозвать обращение" not in plain(gone)
    assert "Ответ появится на этой странице" not in plain(await desk.browser.get(f"{path}?said=sent"))
    assert "Отозвать нечего" in plain(await desk.follow(await desk.browser.post(f"{path}/withdraw", data={})))


async def test_rights(desk, client_for, client, cast):
    path = await desk.send(file=("1.pdf", documents.pdf()))
    [link] = re.findall(r'href="([^"]+/file)"', (await desk.browser.get(path)).text)
    galina, vera, dmitry = [await client_for(each) for each in (cast.galina, cast.vera, cast.dmitry)]
    for address in (desk.path, path, link):
        assert (await galina.get(address)).status_code == 200
        assert (await vera.get(address)).status_code == 403
        assert (await dmitry.get(address)).status_code == 404
        assert (await client.get(address)).status_code == 303


async def test_what_is_another_persons_stays_theirs(desk, client_for, cast):
    path, galina, vera = await desk.send(), await client_for(cast.galina), await client_for(cast.vera)
    await desk.write(await desk.begin(), text="Черновик Анны")
    [draft] = [row["id"] for row in await rows("SELECT id FROM appeal_draft")]
    assert "Черновик Анны" not in (await galina.get(desk.path)).text
    assert (await galina.get(f"{desk.path}/drafts/{draft}")).status_code == 404
    assert "Отозвать обращение" not in (await galina.get(path)).text
    assert (await galina.post(f"{path}/withdraw", data={})).headers["location"] == f"{path}?said=others"
    assert (await desk.browser.get(f"{desk.path}/{2**70}")).status_code == 404
    assert (await desk.browser.get(f"{desk.path}/drafts/{2**70}")).status_code == 404
    assert "Обращения" in (await galina.get(f"/contracts/{cast.contract.id}")).text
    assert "/appeals" not in (await vera.get(f"/contracts/{cast.contract.id}")).text
