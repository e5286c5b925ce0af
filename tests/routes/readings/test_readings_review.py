"""«Проверьте показания»: a page of its own, so that reload and Back are safe."""

import html
import re
from datetime import timedelta

import pytest

from src.storage.engine import rows
from tests.factories import MOSCOW, THIS
from tests.inspector import HTMX
from tests.routes.readings.browsing import plain
from tests.services.readings.desk import registers


@pytest.fixture
async def other(sheet, cast):
    """A second register, which stays empty."""
    [id_] = await registers(cast.contract.id, 1)
    await sheet.open(q="склад")
    return id_


@pytest.fixture
async def place(sheet, other):
    """Where «Отправить в расчёт» leads."""
    answer = await sheet.browser.post(f"{sheet.path}/submit?period=2026-11&q=склад", data=sheet.fields(v1="2450"))
    assert answer.status_code == 303
    return answer.headers["location"]


def agreed_on(page):
    return dict(re.findall(r'name="(key|agreed)" value="([^"]*)"', page.text))


async def agree(sheet, page):
    action = html.unescape(re.search(r'<form method="post" action="([^"]*/submit[^"]*)"', page.text)[1])
    return await sheet.browser.post(action, data=agreed_on(page))


async def test_it_is_reached_by_303_with_the_key_of_the_form(sheet, place):
    key = sheet.fields()["key"]
    assert place.startswith(f"{sheet.path}/submit?period=2026-11&q=%D1%81")
    pages = [await sheet.browser.get(place) for _ in range(2)]
    assert [page.status_code for page in pages] == [200, 200]
    assert "<h1>Проверьте показания за ноябрь 2026</h1>" in plain(pages[0])
    assert agreed_on(pages[0]) == agreed_on(pages[1])
    assert agreed_on(pages[0])["key"] == key
    assert f"{sheet.path}?period=2026-11&amp;q=%D1%81" in pages[0].text


async def test_with_htmx_the_page_is_left_for_it(sheet, other):
    answer = await sheet.browser.post(f"{sheet.path}/submit", data=sheet.fields(v1="2450"), headers=HTMX)
    assert answer.headers["hx-redirect"].startswith(f"{sheet.path}/submit?period=2026-11&key=")


async def test_back_from_the_receipt_it_tells_of_the_receipt(sheet, cast, place):
    sent = await agree(sheet, await sheet.browser.get(place))
    receipt = sent.headers["location"].partition("?")[0]
    back = await sheet.browser.get(place)
    assert back.status_code == 200
    assert "Всё заполненное уже отправлено" in back.text
    assert f'href="{receipt}"' in back.text
    assert "Отправить заполненные" not in back.text


async def test_what_changed_while_it_was_looked_at_is_looked_at_again(sheet, boris, place):
    page = await sheet.browser.get(place)
    await boris.open()
    await boris.save(v1="2460")
    answer = await agree(sheet, page)
    assert (answer.status_code, await rows("SELECT id FROM receipt")) == (303, [])
    again = await sheet.browser.get(answer.headers["location"])
    assert "пока вы смотрели" in again.text
    assert agreed_on(again)["key"] == agreed_on(page)["key"]
    assert "/receipts/" in (await agree(sheet, again)).headers["location"]


async def test_mistakes_that_came_meanwhile_stand_first(sheet, boris, place):
    await boris.open()
    await boris.save(v1="много")
    page = await sheet.browser.get(place)
    assert "Ничего не отправлено: 1 показание с ошибкой" in plain(page)
    assert "Отправить заполненные" not in page.text


async def test_more_than_the_maximum_power_allows_is_asked_about_and_goes(sheet):
    sheet.page = await sheet.save(v1="200000")
    place = (await sheet.browser.post(f"{sheet.path}/submit", data={"key": "a"})).headers["location"]
    page = await sheet.browser.get(place)
    assert "Необычный расход: 1" in page.text
    assert "больше, чем возможно при мощности точки (118 800)" in plain(page)
    assert "/receipts/" in (await agree(sheet, page)).headers["location"]


async def test_without_a_draft_there_is_nothing_to_look_over(sheet):
    page = await sheet.browser.get(f"{sheet.path}/submit")
    assert (page.status_code, "Отправлять нечего" in page.text) == (200, True)


async def test_after_the_close_it_leads_to_the_sheet(sheet, place, client_for, cast, clock):
    clock.set(THIS.next.start(MOSCOW) + timedelta(days=1))
    late = await client_for(cast.anna)
    answer = await late.get(place)
    assert answer.headers["location"].startswith(f"{sheet.path}?period=2026-11")


@pytest.mark.parametrize("key", ["", "%00", "a b", "x" * 41, "<b>"])
async def test_a_key_that_is_none_becomes_a_new_one(sheet, place, key):
    page = await sheet.browser.get(f"{sheet.path}/submit", params={"period": "2026-11", "key": key})
    assert re.fullmatch(r"[\w-]{16}", agreed_on(page)["key"])


async def test_who_only_looks_does_not_see_it(client_for, cast, sheet, place):
    assert (await (await client_for(cast.vera)).get(place)).status_code == 403
    assert (await (await client_for(cast.dmitry)).get(place)).status_code == 404
