"""The page of photos: what a person is told, what comes back, who sees it."""

import re
from dataclasses import replace

import pytest

from src.domain.photos import LARGEST, PhotoFault
from src.gateways.files.files import FilesDown
from src.routes.readings.photos import LARGEST_BODY
from src.storage.engine import execute, rows, transaction
from tests import factories
from tests.factories import MOSCOW, THIS
from tests.photos import pictures
from tests.photos.test_develop import HOSTILE
from tests.routes.readings.browsing import plain

WORDS = {
    PhotoFault.EMPTY: "Файл пуст",
    PhotoFault.TOO_LARGE: "Файл больше 15 МБ",
    PhotoFault.NOT_PICTURE: "Это не снимок",
    PhotoFault.OTHER_FORMAT: "Такие изображения не принимаются",
    PhotoFault.DRAWING: "рисунок SVG",
    PhotoFault.MOVING: "анимация или видео",
    PhotoFault.TOO_MANY_PIXELS: "слишком много точек",
    PhotoFault.TOO_SMALL: "Снимок меньше 100 точек",
    PhotoFault.BROKEN: "Снимок повреждён",
}


class PhotoPage:
    """Anna, or another, at the photos of the one register."""

    def __init__(self, browser, cast):
        self.browser = browser
        self.contract = f"/contracts/{cast.contract.id}"
        self.path = f"{self.contract}/readings/photos/{cast.metered.register_id}"

    async def show(self, **query):
        return plain(await self.browser.get(self.path, params=query))

    async def add(self, data=None, name="photo.jpg", **options):
        files = {"photo": (name, pictures.jpeg() if data is None else data, "image/jpeg")}
        return await self.browser.post(self.path, files=files, **options)

    async def pictures(self):
        return re.findall(r'<img src="([^"]+)"', await self.show())


@pytest.fixture
async def album(client_for, cast):
    return PhotoPage(await client_for(cast.anna), cast)


async def test_a_photo_is_added_and_seen(album):
    answer = await album.add()
    assert (answer.status_code, answer.headers["location"]) == (303, f"{album.path}?period=2026-11&said=added")
    shown = await album.show(said="added")
    assert "Снимок добавлен." in shown
    assert "не отправлен" in shown
    [small] = await album.pictures()
    for path in (small, small.removesuffix("/small")):
        picture = await album.browser.get(path)
        assert picture.status_code == 200
        assert picture.content[:3] == b"\xff\xd8\xff"
        assert not [word for word in (b"Exif", b"GPS", pictures.MAKER.encode()) if word in picture.content]


class Silent:
    """A storage that does not answer."""

    async def put(self, *_: object) -> None:
        raise FilesDown("ConnectError")

    get = delete = put


async def test_a_silent_storage_is_told_and_logged(app, album, caplog):
    await album.add()
    [small] = await album.pictures()
    kit = app.state.kit
    app.state.kit = replace(kit, gateways=replace(kit.gateways, files=Silent()))
    assert (await album.browser.get(small)).status_code == 503
    assert (await album.add(pictures.jpeg(6))).status_code == 503
    told = [record.fields for record in caplog.records if record.message == "files do not answer"]
    assert told == [{"why": "ConnectError"}] * 2


async def test_a_picture_goes_out_as_nothing_else(album):
    await album.add()
    [small] = await album.pictures()
    headers = (await album.browser.get(small)).headers
    assert headers["content-type"] == "image/jpeg"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "private, no-store"
    assert re.fullmatch(r'inline; filename="meter-\d+-\d+\.jpg"', headers["content-disposition"])
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["cross-origin-resource-policy"] == "same-origin"


async def test_so_many_whole_pictures_are_on_their_way_at_a_time(album, monkeypatch):
    await album.add()
    [small] = await album.pictures()
    whole = await album.browser.get(small.removesuffix("/small"))
    assert (whole.content[:3], whole.headers["content-type"]) == (b"\xff\xd8\xff", "image/jpeg")
    monkeypatch.setattr("src.web.attachment.OF_ONE", 0)
    assert (await album.browser.get(small.removesuffix("/small"))).status_code == 429
    assert (await album.browser.get(small)).status_code == 200


@pytest.mark.parametrize("kind", HOSTILE)
async def test_hostile_files_are_refused_in_words(album, kind):
    data, fault = HOSTILE[kind]
    answer = await album.add(data)
    assert answer.status_code == 422
    assert "Снимок не добавлен." in plain(answer)
    assert WORDS[fault] in plain(answer)
    assert await album.pictures() == []


@pytest.mark.parametrize("name", ["meter.exe", "../../../etc/passwd", "фото.heic", 'a"b.svg', "x" * 300])
async def test_the_name_of_a_file_counts_for_nothing(album, name):
    assert (await album.add(name=name)).status_code == 303


async def test_without_a_file_one_is_asked_for(album):
    for options in ({"files": {"other": ("a", b"x")}}, {"data": {"photo": "text"}}, {"files": {"photo": ("", b"")}}):
        answer = await album.browser.post(album.path, **options)
        assert answer.status_code == 422
        assert "Снимок не выбран" in plain(answer)


async def test_a_file_that_is_much_too_large_is_told_so(album):
    answer = await album.add(bytes(LARGEST_BODY + 1))
    assert answer.status_code == 422
    assert "Файл больше 15 МБ" in plain(answer)
    assert LARGEST_BODY > 2 * LARGEST


async def test_what_waits_is_taken_away_and_what_was_sent_is_not(album, sheet, cast):
    await album.add()
    number = re.search(r'name="photo" value="(\d+)"', await album.show())[1]
    for said in ("removed", "gone"):
        answer = await album.browser.post(f"{album.path}/remove", data={"photo": number})
        assert answer.headers["location"].endswith(f"said={said}")
    assert await album.pictures() == []
    await album.add()
    await sheet.open()
    await sheet.send(**{f"v{cast.metered.register_id}": "2450"})
    shown = await album.show()
    assert "Убрать</button>" not in shown
    assert "квитанция № 2611-" in shown


async def test_those_who_look_see_them_and_no_form(album, client_for, cast):
    await album.add()
    vera = PhotoPage(await client_for(cast.vera), cast)
    shown = await vera.show()
    assert "Добавлять снимки могут те, кто передаёт показания" in shown
    assert 'type="file"' not in shown
    assert "Убрать</button>" not in shown
    [small] = await vera.pictures()
    assert (await vera.browser.get(small)).status_code == 200
    assert (await vera.add()).status_code == 403


async def test_strangers_find_none(album, client_for, cast, client):
    await album.add()
    [small] = await album.pictures()
    dmitry = await client_for(cast.dmitry)
    assert (await dmitry.get(small)).status_code == 404
    stolen = small.replace(f"/contracts/{cast.contract.id}/", f"/contracts/{cast.foreign.id}/")
    assert (await dmitry.get(stolen)).status_code == 404
    assert (await client.get(small)).status_code == 303


async def test_a_form_of_another_site_adds_nothing(album):
    answer = await album.add(headers={"origin": "https://evil.example", "sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert await album.pictures() == []


async def test_after_the_window_one_is_told_why(client_for, cast, clock):
    clock.set(clock().replace(month=12, day=20))
    album = PhotoPage(await client_for(cast.anna), cast)
    answer = await album.browser.post(
        f"{album.path}?period=2026-11", files={"photo": ("a.jpg", pictures.jpeg(), "image/jpeg")}
    )
    assert answer.status_code == 422
    assert "окно приёма показаний за этот период закрыто" in plain(answer)


async def test_the_sheet_history_and_receipt_lead_there(album, sheet, cast):
    await album.add()
    assert f'href="{album.path}?period=2026-11"' in await sheet.open()
    sent = await sheet.send(**{f"v{cast.metered.register_id}": "2450"})
    receipt = await album.browser.get(sent.headers["location"])
    assert f'href="{album.path}?period=2026-11">фото</a>' in receipt.text
    row = re.search(r'name="open" value="(\d+)"', (await album.browser.get(f"{album.contract}/history")).text)[1]
    opened = await album.browser.get(f"{album.contract}/history", params={"open": row})
    assert f'href="{album.path}?period=2026-11">фото</a>' in opened.text.replace("&amp;", "&")
    assert opened.text.count(">фото</a>") == 1


async def test_a_torn_body_changes_nothing(album):
    head = b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n'
    answer = await album.browser.post(
        album.path,
        content=head + pictures.jpeg()[:500],
        headers={"content-type": "multipart/form-data; boundary=x"},
    )
    assert answer.status_code == 400
    assert await album.pictures() == []


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (b'name="photo"', b"\xff\xfe"),
        (b'name="photo"\r\nContent-Type: text/plain; charset=nobodys', b"x"),
        (b'name="\xff"; filename="a"', b"x"),
    ],
)
async def test_a_form_of_wrong_bytes_is_its_senders_mistake(album, head, told):
    body = b"--x\r\nContent-Disposition: form-data; " + head + b"\r\n\r\n" + told + b"\r\n--x--\r\n"
    media = {"content-type": "multipart/form-data; boundary=x"}
    assert (await album.browser.post(album.path, content=body, headers=media)).status_code == 400


async def test_an_opening_reading_of_the_same_midnight_shows_no_photo_of_the_current_one(album, sheet, cast):
    """Billing has rejected November's reading; December begins with what the client says of that midnight."""
    await album.add()
    await sheet.open()
    await sheet.send(**{f"v{cast.metered.register_id}": "2450"})
    async with transaction():
        await execute("UPDATE reading SET status = 'rejected', reason = 'x' WHERE receipt IS NOT NULL")
        [receipt] = await rows("SELECT id FROM receipt")
        place = cast.metered.register_id, THIS.end(MOSCOW), 2440
        await factories.reading(*place, "opening", status="sent", receipt=receipt["id"])
    [row] = await rows("SELECT id FROM sheet_row WHERE register = {}", cast.metered.register_id)
    opened = await album.browser.get(f"{album.contract}/history", params={"open": row["id"]})
    assert "начальное, клиент" in plain(opened)
    assert opened.text.count(">фото</a>") == 1
