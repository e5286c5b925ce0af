"""Files on their way up: on the disk and nowhere else, only so many at once, and none that could not be taken."""

import asyncio
from datetime import timedelta

import pytest

from src.web import uploads
from tests import factories
from tests.factories import NOW, THIS
from tests.inspector import HTMX
from tests.routes.readings.browsing import plain

KIND = {"content-type": "multipart/form-data; boundary=x"}
HEAD = b'--x\r\nContent-Disposition: form-data; name="%s"; filename="a"\r\n\r\n'
BOTH = pytest.mark.parametrize("field", ["file", "photo"])


class Coming:
    """A body that comes until it is let go; `taken`: pieces that were asked for."""

    def __init__(self, field: str) -> None:
        self.head, self.taken, self.begun, self.go = HEAD % field.encode(), 0, asyncio.Event(), asyncio.Event()

    async def __aiter__(self):
        self.taken += 1
        yield self.head + b"x" * 2**20
        self.begun.set()
        await self.go.wait()
        yield b"\r\n--x--\r\n"


@pytest.fixture
def folder(app):
    return app.state.kit.settings.data_dir / "incoming"


@pytest.fixture
def send(sheet, cast):
    """Post a body to the address that takes the field."""
    paths = {"file": f"{sheet.path}/workbook", "photo": f"{sheet.path}/photos/{cast.metered.register_id}"}
    return lambda body, field, **more: sheet.browser.post(f"{paths[field]}?period=2026-11", content=body, headers=more)


@BOTH
async def test_a_file_comes_to_the_data_folder_and_goes_with_its_request(send, folder, field):
    coming = Coming(field)
    answer = asyncio.create_task(send(coming, field, **KIND))
    await coming.begun.wait()
    [kept] = folder.iterdir()
    assert (kept.stat().st_size, oct(folder.stat().st_mode & 0o777)) == (2**20, "0o700")
    coming.go.set()
    assert (await answer).status_code in {303, 422}
    assert not list(folder.iterdir())


@BOTH
async def test_one_person_brings_so_many_at_once(send, folder, field):
    bodies = [Coming(field) for _ in range(uploads.OF_ONE + 1)]
    *under_way, last = bodies
    answers = [asyncio.create_task(send(body, field, **KIND)) for body in under_way]
    await asyncio.gather(*(body.begun.wait() for body in under_way))
    refused = await send(last, field, **KIND)
    assert (refused.status_code, last.taken) == (429, 0)
    assert "Другие ваши файлы ещё передаются: дождитесь их" in plain(refused)
    assert len(list(folder.iterdir())) == uploads.OF_ONE
    for body in bodies:
        body.go.set()
    await asyncio.gather(*answers)
    assert (await send(last, field, **KIND)).status_code != 429


@BOTH
async def test_all_together_bring_so_many_at_once(send, field, monkeypatch):
    monkeypatch.setattr(uploads, "OF_ALL", 0)
    for headers in (KIND, KIND | HTMX):
        refused = await send(Coming(field), field, **headers)
        assert refused.status_code == 503
        assert "Сейчас файлы передают слишком многие" in plain(refused)


@BOTH
async def test_a_text_beside_the_file_is_short(send, field):
    text = b'--x\r\nContent-Disposition: form-data; name="key"\r\n\r\n' + b"x" * 2**17 + b"\r\n--x--\r\n"
    assert (await send(text, field, **KIND)).status_code == 400


@BOTH
async def test_nothing_is_read_when_the_window_is_shut(send, cast, field):
    await factories.window(cast.contract.key, THIS, NOW - timedelta(days=5), NOW - timedelta(minutes=1))
    coming = Coming(field)
    refused = await send(coming, field, **KIND)
    assert (refused.status_code, coming.taken) == (422, 0)
    assert "кно приёма" in plain(refused)


async def test_nothing_is_read_of_a_photo_that_could_belong_to_nothing(send, cast):
    await factories.reading(
        cast.metered.register_id, THIS.end(factories.MOSCOW), 2500, "billing", status="in_calculation"
    )
    coming = Coming("photo")
    refused = await send(coming, "photo", **KIND)
    assert (refused.status_code, coming.taken) == (422, 0)
    assert "по этому прибору показание за период больше не принимается" in plain(refused)
