"""An objection: written with files, kept, looked over, sent once, withdrawn; and whoever may not."""

from datetime import date

import pytest

from src.storage.engine import rows
from tests.acts import act
from tests.inspector import HTMX
from tests.photos import pictures
from tests.statements import sent


class Desk:
    """A browser at the objection to one act; `fields` of the form as it was shown last."""

    def __init__(self, browser, path):
        self.browser, self.path = browser, path

    async def write(self, act="save", file=None, headers=None, **fields):
        data = {"text": "Пломба цела", "version": "0", "tab": "a" * 16, "act": act, **fields}
        files = {"file": file or ("", b"")}
        return await self.browser.post(self.path, data=data, files=files, headers=headers or {})

    async def show(self, ending=""):
        return (await self.browser.get(self.path + ending)).text

    async def send(self, **changes):
        [draft] = await rows("SELECT id, version FROM statement WHERE state = 'draft'")
        return await self.browser.post(f"{self.path}/send", data={**draft, **changes})


@pytest.fixture
async def number(cast):
    return await act(cast.contract.id)


@pytest.fixture
async def desk(client_for, cast, number):
    return Desk(await client_for(cast.anna), f"/contracts/{cast.contract.id}/violations/{number}/objection")


async def test_the_way_from_the_act_to_the_sent_objection(desk, number):
    act_page = desk.path.removesuffix("/objection")
    assert f'href="{desk.path}"' in (await desk.browser.get(act_page)).text
    joined = await desk.write("join", ("пломба.jpg", pictures.jpeg()))
    assert joined.headers["location"] == f"{desk.path}?said=joined"
    shown = await desk.show("?said=joined")
    assert "Файл добавлен" in shown
    assert "пломба.jpg" in shown
    assert "Пломба цела</textarea>" in shown
    going = await desk.write("go", version="1", text="Пломба цела, вот снимок")
    assert going.headers["location"] == f"{desk.path}/review"
    assert "Пломба цела, вот снимок" in await desk.show("/review")
    first, second = await desk.send(), None
    assert first.headers["location"] == f"{act_page}?said=sent"
    [line] = await rows("SELECT number FROM statement")
    second = await desk.browser.post(f"{desk.path}/send", data={"id": "1", "version": "2"})
    assert second.status_code in {303, 409}
    told = (await desk.browser.get(f"{act_page}?said=sent")).text
    for words in (line["number"], "Возражение отправлено", "Отозвать возражение", "пломба.jpg"):
        assert words in told
    assert len(await rows("SELECT id FROM leaving")) == 1


async def test_a_file_that_is_not_taken_leaves_the_text(desk):
    answer = await desk.write("join", ("вирус.exe", b"MZ" + bytes(100)))
    assert answer.status_code == 422
    assert "Пломба цела</textarea>" in answer.text
    assert 'id="file-wrong"' in answer.text
    assert "Пломба цела</textarea>" in await desk.show()
    again = await desk.write("join", ("снимок.jpg", pictures.jpeg()), version="1")
    assert again.status_code == 303


async def test_a_fragment_comes_to_whom_it_is_wanted(desk):
    answer = await desk.write("join", headers=HTMX)
    assert answer.status_code == 422
    assert answer.text.lstrip().startswith('<section class="block" id="upload"')
    leads = await desk.write("go", version="1", headers=HTMX)
    assert leads.headers["hx-redirect"] == f"{desk.path}/review"


async def test_without_a_text_nothing_is_looked_over(desk):
    answer = await desk.write("go", text="  ")
    assert answer.status_code == 422
    assert "Напишите, в чём дело" in answer.text


async def test_what_cannot_be_kept_is_said(desk):
    answer = await desk.write(text="x" * 4001)
    assert answer.status_code == 422
    assert "не больше 4000 знаков" in answer.text


async def test_what_nobody_sees_is_left_out(desk):
    await desk.write(text="на\x07звание\u202e\r\nвторая")
    [draft] = await rows("SELECT text FROM statement")
    assert draft["text"] == "название\nвторая"


async def test_lines_of_a_text_stay_lines(desk):
    await desk.write(text="первая\r\nвторая\r\n\r\n<b>третья</b>" + "ж" * 3000)
    assert "первая<br>вторая<br><br>&lt;b&gt;третья" in await desk.show("/review")


async def test_another_tab_is_shown_what_the_first_has_saved(desk):
    await desk.write(text="Из первой")
    answer = await desk.write(text="Из второй", tab="b" * 16)
    assert answer.status_code == 409
    assert "Из второй</textarea>" in answer.text
    assert "Из первой" in answer.text
    form = answer.text.split('name="tab" value="')[1].split('"')[0]
    assert (await desk.write(text="Из второй", version="1", tab=form)).status_code == 303


async def test_a_page_of_a_name_too_long_is_a_new_one(desk):
    assert (await desk.write(tab="a" * 40)).status_code == 303


async def test_it_is_kept_while_one_writes(desk):
    data = {"text": "Начал", "version": "0", "tab": "a" * 16}
    answer = await desk.browser.post(f"{desk.path}/save", data=data, headers=HTMX)
    assert '<input type="hidden" name="version" value="1" autocomplete="off">' in answer.text
    assert "Черновик сохранён" in answer.text
    stale = await desk.browser.post(f"{desk.path}/save", data={**data, "text": "Нач"}, headers=HTMX)
    assert "изменён в другой вкладке" in stale.text
    assert (await desk.browser.post(f"{desk.path}/save", data=data)).headers["location"] == desk.path


async def test_what_is_too_late_is_told_with_what_was_typed(client_for, cast):
    late = await act(cast.contract.id, "старый", date(2026, 1, 1))
    desk = Desk(await client_for(cast.anna), f"/contracts/{cast.contract.id}/violations/{late}/objection")
    assert "Срок для возражения истёк 31.01.2026" in await desk.show()
    answer = await desk.write("join", ("a.jpg", pictures.jpeg()))
    assert (answer.status_code, await rows("SELECT id FROM statement")) == (409, [])
    assert "<p>Пломба цела</p>" in answer.text
    assert await rows("SELECT id FROM attachment") == []


async def test_a_sent_objection_is_read_by_all_and_withdrawn_by_its_writer(client_for, cast, desk, number):
    await sent(cast.contract.id, cast.boris.id, number, "ВН-7", answer="Акт пересмотрен", answered_at=1)
    page = desk.path.removesuffix("/objection")
    vera, galina = await client_for(cast.vera), await client_for(cast.galina)
    assert "Акт пересмотрен" in (await vera.get(page)).text
    assert "Отозвать" not in (await galina.get(page)).text
    assert (await galina.post(f"{desk.path}/withdraw")).headers["location"] == f"{page}?said=others"
    assert "или администратор договора" in (await galina.get(f"{page}?said=others")).text
    boris = await client_for(cast.boris)
    assert (await boris.post(f"{desk.path}/withdraw")).headers["location"] == f"{page}?said=withdrawn"
    assert "Возражение отправлено" not in (await boris.get(f"{page}?said=sent")).text
    assert (await boris.post(f"{desk.path}/withdraw")).headers["location"] == f"{page}?said=decided"
    assert f'href="{desk.path}"' in (await boris.get(page)).text


async def test_a_viewer_may_not_object(client_for, cast, desk):
    vera = await client_for(cast.vera)
    page = (await vera.get(desk.path.removesuffix("/objection"))).text
    assert "ваша роль этого не позволяет" in page
    assert f'href="{desk.path}"' not in page
    for ending in ("", "/review"):
        assert (await vera.get(desk.path + ending)).status_code == 403
    for ending in ("", "/save", "/send", "/withdraw"):
        assert (await vera.post(desk.path + ending)).status_code == 403


async def test_files_go_to_members_alone_as_files(client_for, cast, desk):
    await desk.write("join", ("снимок.jpg", pictures.jpeg()))
    path = (await desk.show()).split('href="' + desk.path + "/files/")[1].split('"')[0]
    address = f"{desk.path}/files/{path}"
    given = await desk.browser.get(address)
    assert given.content[:3] == b"\xff\xd8\xff"
    assert given.headers["content-disposition"].startswith("attachment")
    assert given.headers["x-content-type-options"] == "nosniff"


async def test_files_of_a_draft_are_its_writers(client_for, cast, desk):
    await desk.write("join", ("снимок.jpg", pictures.jpeg()))
    [file] = await rows("SELECT id FROM attachment")
    address = f"{desk.path}/files/{file['id']}/file"
    assert (await (await client_for(cast.boris)).get(address)).status_code == 404
    assert (await (await client_for(cast.dmitry)).get(address)).status_code == 404
    await desk.write("go", version="1")
    await desk.send()
    assert (await (await client_for(cast.vera)).get(address)).status_code == 200
    assert (await desk.browser.get(f"{desk.path}/files/99999/file")).status_code == 404


async def test_a_file_is_taken_away_again(desk):
    await desk.write("join", ("снимок.jpg", pictures.jpeg()))
    [file] = await rows("SELECT id FROM attachment")
    assert (await desk.write("", remove=str(file["id"]), version="1")).headers[
        "location"
    ] == f"{desk.path}?said=removed"
    assert "снимок.jpg" not in await desk.show()
