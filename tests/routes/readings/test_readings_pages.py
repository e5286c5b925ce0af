"""«Передать показания»: the page and the saving of drafts."""

import html
import re
from datetime import date

import pytest

from src.services.recount import recount_all
from src.storage.engine import execute, transaction
from src.storage.links import counted
from src.storage.recount_queue import mark
from tests import factories
from tests.factories import MOSCOW
from tests.inspector import HTMX
from tests.routes.readings.browsing import plain
from tests.services.readings.desk import EXPIRED, registers


async def test_the_page_says_what_is_read_and_from_what(sheet):
    text = plain(sheet.page)
    assert "<h1>Передача показаний за ноябрь 2026</h1>" in text
    assert 'data-previous="2300"' in text
    assert 'inputmode="decimal"' in text
    assert "принято в расчёт" in text
    assert "до 02.12.2026" in text


async def test_a_page_costs_three_queries(sheet, cast):
    await registers(cast.contract.id, 120)
    with counted() as cost:
        await sheet.open()
    assert (cost.statements, cost.transactions) == (3, 0)
    assert cost.rows <= 60


async def test_lines_that_are_still_being_made_are_not_called_missing(sheet, cast, clock):
    async with transaction():
        await execute("DELETE FROM sheet_row WHERE contract = {}", cast.contract.id)
    assert "приборов нет" in await sheet.open()
    async with transaction():
        await mark([cast.contract.id], clock())
    text = await sheet.open()
    assert "сейчас обрабатываются" in text
    assert "приборов нет" not in text
    await recount_all(clock(), MOSCOW)
    assert "data-previous" in await sheet.open()


async def test_pages_and_filters_are_addresses(sheet, cast):
    await registers(cast.contract.id, 59)
    await registers(cast.contract.id, 1, serial="Щ-77")
    text = await sheet.open()
    later = html.unescape(re.search(r'href="([^"]*after=\d+)" rel="next"', text)[1])
    second = await sheet.browser.get(later)
    assert second.text.count("data-previous") == 11
    assert 'rel="prev"' in second.text
    found = await sheet.open(q="цех щ-77", only="empty")
    assert found.count("data-previous") == 1
    assert "Показать все приборы" in await sheet.open(q="нет такого")


async def test_htmx_gets_the_lines_alone(sheet):
    fragment = await sheet.browser.get(sheet.path, params={"q": "склад"}, headers=HTMX)
    assert fragment.text.lstrip().startswith('<div id="lines">')
    assert fragment.headers["vary"].endswith("HX-Request")
    boosted = await sheet.browser.get(sheet.path, headers={**HTMX, "HX-Boosted": "true"})
    assert "<!doctype html>" in boosted.text


async def test_saving_without_htmx_comes_back_to_the_page(sheet):
    answer = await sheet.save(v1="2 450")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{sheet.path}?period=2026-11&said=saved")
    text = await sheet.open(said="saved")
    assert "Сохранено в черновике" in text
    assert 'value="2 450"' in text
    assert ">150</td>" in text


async def test_one_register_is_saved_as_soon_as_it_is_typed(sheet):
    answer = await sheet.save("?period=2026-11", headers=HTMX, v1="2450")
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<tr id="r1"')
    assert '<hx-partial hx-target="#summary"' in answer.text
    assert "в черновике 1" in answer.text


async def test_a_refused_value_is_kept_red_with_the_reason(sheet):
    for headers in ({}, HTMX):
        answer = await sheet.save(headers=headers, v1="4511810")
        assert answer.status_code == 422
        assert 'class="bad"' in answer.text
        assert 'value="4511810" aria-invalid="true"' in answer.text
        assert "Больше значности прибора: до запятой не более 6" in answer.text


async def test_rollover_is_offered_beside_the_value(sheet, cast):
    [id_] = await registers(cast.contract.id, 1, values=(999800, 999900))
    await sheet.open()
    asked = await sheet.save(**{f"v{id_}": "50"})
    assert asked.status_code == 422
    assert f'name="c{id_}" form="sheet" value="1">' in asked.text
    sheet.page = asked
    assert (await sheet.save(**{f"c{id_}": "1"})).status_code == 303
    assert f'name="c{id_}" form="sheet" value="1" checked' in await sheet.open()


async def test_both_values_are_shown_where_another_was_first(sheet, boris):
    await boris.save(v1="2450")
    answer = await sheet.save(v1="2500")
    assert answer.status_code == 422
    assert "сейчас 2450" in answer.text
    assert 'value="2500"' in answer.text
    sheet.page = answer
    assert (await sheet.save()).status_code == 303
    assert 'value="2500"' in await boris.open()


@pytest.mark.parametrize(
    ("meter", "words"),
    [
        ({"state": "faulty"}, "прибор неисправен"),
        (EXPIRED, "поверка до 29.11.2026, раньше конца периода"),
        ({"verified_until": date(2026, 10, 12)}, "истёк срок поверки 12.10.2026"),
        ({"verified_until": None}, "срок поверки неизвестен"),
        ({"remote": True}, "передаётся дистанционно"),
    ],
)
async def test_a_refusing_meter_says_why(sheet, cast, meter, words):
    [id_] = await registers(cast.contract.id, 1, **meter)
    text = await sheet.open()
    assert re.search(rf'name="v{id_}" disabled', text)
    assert words in text


async def test_a_closed_month_says_which_month_is_open(sheet):
    assert "сейчас принимаются показания за ноябрь 2026" in await sheet.open(period="2026-10")


async def test_a_full_page_with_every_tick_is_one_form(sheet, cast):
    many = await registers(cast.contract.id, 49)
    await sheet.open()
    ticked = {f"c{id_}": "1" for id_ in [1, *many]}
    assert (await sheet.save(v1="2450", **ticked)).status_code == 303


async def test_a_sheet_without_registers_offers_nothing_to_send(sheet, cast):
    assert "Отправить в расчёт" in await sheet.open()
    async with transaction():
        for table in ("sheet_row", "sheet"):
            await execute(f"DELETE FROM {table} WHERE contract = {{}}", cast.contract.id)
    text = await sheet.open()
    assert "показания по договору не нужны" in text
    assert "Отправить в расчёт" not in text


async def test_an_opening_value_says_of_which_day_it_is(sheet, cast):
    async with transaction():
        await execute("UPDATE reading SET source = 'opening', status = 'accepted' WHERE source = 'billing'")
    assert "начальное на 01.11.2026 00:00" in await sheet.open()


async def test_a_contract_without_meters_is_said_to_need_nothing(sheet, cast):
    async with transaction():
        await execute("UPDATE meter SET deleted = TRUE")
        await factories.settle(cast.contract.id)
    text = await sheet.open()
    assert "показания по договору не нужны" in text
    assert "передавать ничего не нужно" in text
    assert 'id="sheet"' not in text
    assert (await sheet.browser.post(f"{sheet.path}/submit", data={"key": "a"})).status_code == 422


@pytest.mark.parametrize("rest", ["", "/workbook?period=2026-11", "/opening?period=2026-11"])
async def test_one_entry_of_the_menu_is_the_current_one(sheet, rest):
    menu = (await sheet.browser.get(sheet.path + rest)).text.partition('aria-label="Разделы"')[2].partition("</nav>")[0]
    current = re.findall(r"<a [^>]*aria-current[^>]*>([^<]*)", menu)
    assert current == ["Передать показания"]
