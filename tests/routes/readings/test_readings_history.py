"""«История показаний»: the page, its ticks and filters, the file."""

import csv
import html
import io
import re

import pytest

from src.storage.engine import execute, rows, transaction
from src.storage.links import counted
from tests import factories
from tests.inspector import HTMX
from tests.routes.readings.browsing import plain
from tests.services.readings.desk import registers


class History:
    """One person at the history of a contract."""

    def __init__(self, browser, contract):
        self.browser = browser
        self.path = f"/contracts/{contract.id}/history"

    async def open(self, headers=None, **query):
        self.page = await self.browser.get(self.path, params=query, headers=headers)
        assert self.page.status_code == 200
        return plain(self.page)

    async def file(self, **query):
        answer = await self.browser.get(f"{self.path}.csv", params=query)
        assert answer.status_code == 200
        return answer

    async def lines(self, **query):
        text = (await self.file(**query)).content.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.fixture
async def history(client_for, cast):
    return History(await client_for(cast.anna), cast.contract)


@pytest.fixture
async def row(cast):
    [found] = await rows("SELECT id FROM sheet_row WHERE contract = {}", cast.contract.id)
    return found["id"]


async def test_a_year_of_registers_all_shut(history):
    text = await history.open()
    assert '<h1>История показаний по договору <span class="keep">№ 97000001</span></h1>' in text
    assert "Декабрь 2025 — ноябрь 2026" in text
    assert '<option value="12" selected>последние 12 месяцев' in text
    assert text.count('name="open"') == 1
    assert "Принято в расчёт" not in text


async def test_a_tick_opens_the_row(history, row):
    text = await history.open(open=row)
    assert re.search(rf'id="p{row}" name="open" value="{row}" checked', text)
    assert text.count('<td class="who">') == 11
    assert all(words in text for words in ("2 300", "100 кВт·ч", "поставщик", "Принято в расчёт"))


async def test_the_form_of_ticks_keeps_the_filter(history, cast):
    await registers(cast.contract.id, 120)
    text = await history.open(months="own", since="2026-03", until="2026-05", q="цех")
    later = html.unescape(re.search(r'href="([^"]*)" rel="next"', text)[1])
    second = await history.browser.get(later)
    kept = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', second.text))
    tick = re.search(r'name="open" value="(\d+)"', second.text)[1]
    again = await history.open(**kept, open=tick)
    assert again.count('name="open"') == 50
    assert f'value="{tick}" checked' in again
    assert "Март 2026 — май 2026" in again


async def test_what_was_sent_leads_to_its_receipt(history, sheet, row):
    await sheet.send(v1="2450")
    text = await history.open(open=row)
    assert "Отправлено" in text
    assert "Иванова Анна" in text
    receipt = re.search(r'href="([^"]*/receipts/[^"]*)"', text)[1]
    assert (await history.browser.get(receipt)).status_code == 200


async def test_page_and_file_name_things_alike(history, sheet, row):
    await sheet.send(v1="2450")
    await sheet.open()
    await sheet.save(v1="2460")
    for status in ("sent", "accepted", "corrected", "rejected", "in_calculation"):
        async with transaction():
            await execute("UPDATE reading SET status = {}, reason = 'Нет фото' WHERE source = 'client'", status)
        text, lines = await history.open(open=row), await history.lines()
        assert lines[0]["Состояние"] == "Черновик"
        for word in {line[name] for line in lines for name in ("Состояние", "Источник", "Причина", "Квитанция")}:
            assert word in text


async def test_the_chart_has_its_numbers_in_a_table(history):
    text = await history.open()
    assert text.count("<rect") == 24
    assert "<summary>Числа таблицей</summary>" in text
    assert '<td>октябрь 2026</td><td class="n">100</td>' in text
    assert "Больше всего: 100 кВт·ч, октябрь 2025." in text


async def test_htmx_gets_the_list_alone(history):
    text = await history.open(headers=HTMX, q="склад")
    assert text.lstrip().startswith('<section class="block" id="history"')
    assert history.page.headers["vary"].endswith("HX-Request")


async def test_pages_with_open_rows_cost_four_queries(history, cast):
    made = await registers(cast.contract.id, 120)
    with counted() as cost:
        await history.open(open=[row["id"] for row in await rows("SELECT id FROM sheet_row ORDER BY id")])
    assert (cost.statements - 1, cost.transactions) == (4, 0)
    assert cost.rows - len(made) <= 2 + 60 + 24 + 10 * 13


@pytest.mark.parametrize(
    "query",
    [
        {"months": "99"},
        {"months": "own", "since": "2026-13", "until": "'"},
        {"since": "1999-01", "after": "-1", "before": "9" * 30},
        {"open": ["x", "0", "9" * 30, "1"] * 50},
        {"q": "%25\\_\x00"},
    ],
)
async def test_odd_queries_are_answered(history, query):
    await history.open(**query)
    assert (await history.file(**query)).content.startswith(b"\xef\xbb\xbf")


async def test_nothing_found_says_what_to_do(history):
    assert "Показать все приборы" in await history.open(q="нет такого", months="own", since="2026-03", until="2026-05")
    assert await history.lines(q="нет такого") == []


async def test_the_file(history, sheet):
    await sheet.send(v1="2450")
    answer = await history.file(months=3)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].endswith('-2026-09-2026-11.csv"')
    assert answer.headers["cache-control"] == "no-store"
    first, *rest = await history.lines(months=3)
    assert (first["Период"], first["На момент"], first["Показание"]) == ("11.2026", "01.12.2026 00:00", "2450")
    assert (first["Расход"], first["Единица"], first["Версия"], first["Кто"]) == ("150", "кВт·ч", "1", "Иванова Анна")
    assert [line["Период"] for line in rest] == ["10.2026", "09.2026"]


async def test_the_file_has_decimal_commas_and_no_formulas(history, cast):
    async with transaction():
        await execute("UPDATE supply_object SET name = '=cmd|x' WHERE contract = {}", cast.contract.id)
        await execute("UPDATE reading SET value = value + 500000 WHERE register = {}", cast.metered.register_id)
        await factories.settle(cast.contract.id)
    first = (await history.lines())[0]
    assert (first["Объект"], first["Показание"]) == ("'=cmd|x", "2300,5")


async def test_a_file_of_part_says_so_at_its_end(history, monkeypatch):
    monkeypatch.setattr("src.services.readings.history.EXPORTED", 5)
    assert (await history.lines())[-1]["Объект"].startswith("Выгружено не всё")


async def test_everybody_of_the_contract_may_look_and_nobody_else(client_for, client, cast):
    for person in cast.members:
        looking = History(await client_for(person), cast.contract)
        assert "История показаний" in await looking.open()
        assert await looking.lines()
    for path in (looking.path, f"{looking.path}.csv"):
        assert (await (await client_for(cast.dmitry)).get(path)).status_code == 404
        assert (await client.get(path)).status_code == 303


async def test_names_are_escaped(history, cast):
    async with transaction():
        await execute("UPDATE supply_object SET name = '<b>&' WHERE contract = {}", cast.contract.id)
    assert "&lt;b&gt;&amp;" in await history.open()


async def test_card_and_sheet_lead_to_it(history, sheet, cast):
    card = await history.browser.get(f"/contracts/{cast.contract.id}")
    assert all(f'href="{history.path}"' in page.text for page in (card, sheet.page))
