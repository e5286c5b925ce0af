"""A long workbook: its page says how far it is, then hands it out; a short one comes at once."""

import re
from io import BytesIO
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from src.domain.orders import Stage
from src.gateways.workshop.workshop import TooHard
from src.routes import exports
from src.routes.export_makers import makers_of
from src.services import orders
from src.services.making import Workplace, make_next
from src.storage.engine import execute, rows, transaction
from tests.inspector import HTMX
from tests.routes.readings.browsing import plain

EXPORTS = {
    "readings/workbook/file?period=2026-11": ("Показания {} 2026-11", "readings/workbook?period=2026-11"),
    "consumption.xlsx?period=2026-11": ("Предварительный расход {} 2026-11", "consumption?period=2026-11"),
    "history.xlsx?months=3&q=": ("История показаний {} 2026-09 – 2026-11", "history?months=own&since=2026-09"),
}


@pytest.fixture
async def anna(client_for, cast):
    return await client_for(cast.anna)


@pytest.fixture
def long(monkeypatch):
    """Every contract is one of ten thousand registers."""
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    monkeypatch.setattr(exports, "LINES_AT_ONCE", 0)


@pytest.fixture
def at(app, clock):
    kit = app.state.kit
    spare = orders.KeptFiles.incoming(kit.settings.data_dir)
    return Workplace(clock, makers_of(kit), orders.kept_orders(kit.settings), spare)


async def stand_at(stage, done, lines):
    async with transaction():
        await execute("UPDATE workbook_order SET state = {}, done = {}, lines = {}", stage.value, done, lines)


@pytest.mark.parametrize("export", EXPORTS)
async def test_it_is_ordered_made_and_handed_out(anna, cast, long, at, export):
    path, (name, page) = f"/contracts/{cast.contract.id}", EXPORTS[export]
    ordered = await anna.get(f"{path}/{export}")
    place = ordered.headers["location"]
    assert (ordered.status_code, re.fullmatch(rf"{path}/files/\d+", place) is not None) == (303, True)
    assert (await anna.get(f"{place}/file")).headers["location"] == place
    waiting = await anna.get(place)
    assert "Готовим файл: он ждёт своей очереди" in plain(waiting)
    assert f'hx-get="{place}"' in waiting.text
    assert f'href="{path}/{page}' in waiting.text.replace("&amp;", "&")
    assert await make_next(at)
    made = await anna.get(place, headers=HTMX)
    assert "hx-get" not in made.text
    assert "Файл готов, в нём то, что было в кабинете" in plain(made)
    for _ in range(2):
        file = await anna.get(f"{place}/file")
        told = unquote(file.headers["content-disposition"].partition("UTF-8''")[2])
        assert told == f"{name.format(cast.contract.number)}.xlsx"
        assert load_workbook(BytesIO(file.content)).worksheets[0].max_row > 3


@pytest.mark.parametrize("export", EXPORTS)
async def test_what_is_made_behind_the_request_is_what_comes_at_once(anna, cast, at, monkeypatch, export):
    path = f"/contracts/{cast.contract.id}"
    short = await anna.get(f"{path}/{export}")
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    monkeypatch.setattr(exports, "LINES_AT_ONCE", 0)
    place = (await anna.get(f"{path}/{export}")).headers["location"]
    await make_next(at)
    long = await anna.get(f"{place}/file")
    values = [
        [[cell.value for cell in row] for row in load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows()]
        for answer in (short, long)
    ]
    assert values[0] == values[1]


@pytest.mark.parametrize(
    ("now", "done", "lines", "words"),
    [
        (Stage.READING, 3200, 10000, "собрано строк: 3 200 из 10 000"),
        (Stage.READING, 3200, 0, "собрано строк: 3 200"),
        (Stage.READING, 0, 0, "собираем строки"),
        (Stage.WRITING, 250, 10000, "записано строк: 250 из 10 000"),
        (Stage.WRITING, 0, 0, "записываем строки"),
    ],
)
async def test_how_far_it_is_is_said(anna, cast, long, now, done, lines, words):
    place = (await anna.get(f"/contracts/{cast.contract.id}/consumption.xlsx")).headers["location"]
    await stand_at(now, done, lines)
    for headers in ({}, HTMX):
        shown = await anna.get(place, headers=headers)
        assert f"Готовим файл: {words}." in plain(shown)
        assert bool(re.search(r"<progress[^>]* value=", shown.text)) == bool(lines)


@pytest.mark.parametrize("export", EXPORTS)
async def test_a_hand_that_hovers_orders_nothing(anna, cast, long, export):
    """Browsers ask ahead for what is behind a link."""
    path = f"/contracts/{cast.contract.id}"
    ahead = await anna.get(f"{path}/{export}", headers={"Sec-Purpose": "prefetch;anonymous-client-ip"})
    assert ahead.status_code == 503
    assert not await rows("SELECT id FROM workbook_order")


async def test_a_second_click_leads_to_the_same_page(anna, cast, long, at):
    path = f"/contracts/{cast.contract.id}/consumption.xlsx"
    place = (await anna.get(path)).headers["location"]
    assert (await anna.get(path)).headers["location"] == place
    await make_next(at)
    assert (await anna.get(path)).headers["location"] == place


async def test_a_short_one_for_which_there_is_no_time_now_is_ordered(anna, cast, app, at, monkeypatch):
    async def too_hard(*_, **__):
        raise TooHard

    with monkeypatch.context() as busy:
        busy.setattr(type(app.state.kit.gateways.workshop), "do", too_hard)
        place = (await anna.get(f"/contracts/{cast.contract.id}/history.xlsx")).headers["location"]
        await make_next(at)
    failed = await anna.get(place)
    assert "Файл не собран: серверу не хватило времени. Ничего не потеряно" in plain(failed)
    again = re.search(r'class="btn" href="([^"]+)"', failed.text)[1].replace("&amp;", "&")
    assert (await anna.get(again)).headers["content-type"].endswith("spreadsheetml.sheet")


async def test_too_many_at_once_are_asked_to_wait(anna, cast, long, monkeypatch):
    monkeypatch.setattr(orders, "AT_ONCE", 0)
    refused = await anna.get(f"/contracts/{cast.contract.id}/consumption.xlsx")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")


async def test_nobody_else_finds_it(anna, client_for, cast, long, at):
    place = (await anna.get(f"/contracts/{cast.contract.id}/consumption.xlsx")).headers["location"]
    await make_next(at)
    vera = await client_for(cast.vera)
    assert {(await vera.get(f"{place}{end}")).status_code for end in ("", "/file")} == {404}
    async with transaction():
        await execute("UPDATE membership SET role = 'submitter' WHERE app_user = {}", cast.anna.id)
    assert {(await anna.get(f"{place}{end}")).status_code for end in ("", "/file")} == {404}


async def test_a_file_that_is_gone_is_asked_for_again(anna, cast, long, at, app):
    place = (await anna.get(f"/contracts/{cast.contract.id}/consumption.xlsx")).headers["location"]
    await make_next(at)
    [file] = (app.state.kit.settings.data_dir / "orders").iterdir()
    file.unlink()
    assert (await anna.get(f"{place}/file")).headers["location"] == f"{place}?said=gone"
    assert "Файла уже нет. Ничего не потеряно" in plain(await anna.get(f"{place}?said=gone"))
