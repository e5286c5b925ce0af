"""«Расчет предварительного расхода»: the page, its lines alone, the sums."""

import html
import re

import pytest

from src.storage.engine import execute, transaction
from src.storage.links import counted
from tests import factories
from tests.house.test_bytes import weight
from tests.inspector import HTMX
from tests.routes.readings.browsing import plain
from tests.services.readings.desk import THIS, registers
from tests.weights import FRAGMENT, LIST, LIST_FRAGMENT


@pytest.fixture
async def anna(client_for, cast):
    return await client_for(cast.anna)


@pytest.fixture
def path(cast):
    return f"/contracts/{cast.contract.id}/consumption"


async def counted_reading(cast, value=2450):
    async with transaction():
        await factories.reading(cast.metered.register_id, THIS.end(factories.MOSCOW), value)


async def test_the_page_shows_how_the_sum_came(anna, path, cast):
    async with transaction():
        await execute("UPDATE point SET loss_kwh = 12500000, loss_percent = 2500000")
    await counted_reading(cast)
    text = plain(await anna.get(path))
    assert "<h1>Расчет предварительного расхода за ноябрь 2026</h1>" in text
    for shown in ("2 300<br>", "2 450<br>", ">150</td>", "+3,75<br>", "+2,5 %", "154 кВт·ч", "13 кВт·ч"):
        assert shown in text
    assert text.count("167 кВт·ч") == 2
    assert "принято в расчёт" in text
    assert "Итог неполный" not in text


async def test_the_sheet_leads_to_it_and_back(anna, path, cast):
    sheet = await anna.get(f"/contracts/{cast.contract.id}/readings")
    assert f'<a href="{path}?period=2026-11">Расчет предварительного расхода</a>' in sheet.text
    assert f'href="/contracts/{cast.contract.id}/readings?period=2026-11"' in (await anna.get(path)).text


async def test_what_is_missing_is_said_by_name(anna, path, cast):
    await counted_reading(cast)
    await registers(cast.contract.id, 1, serial="Щ-77", remote=True)
    await registers(cast.contract.id, 1, serial="Щ-78", values=())
    text = plain(await anna.get(path))
    assert "Итог неполный: не хватает 2 показаний" in text
    assert re.search(r"№ Щ-77</a>: дистанционное показание ещё не поступило", text)
    assert re.search(r"№ Щ-78</a>: показание не заполнено", text)
    assert "150 кВт·ч" in text


async def test_signs_zones_and_reactive_energy_are_told_apart(anna, path, cast):
    async with transaction():
        await execute("UPDATE point SET flow_sign = -1")
        for zone, channel, values in (("T1", "A+", (10, 40)), ("T0", "R+", (0, 7))):
            register = await factories.register(cast.metered.meter_id, zone, channel)
            await factories.readings(register, values)
        await factories.settle(cast.contract.id)
    text = plain(await anna.get(path, params={"period": "2026-10"}))
    assert "вычитается" in text
    assert "в итог не входит: учтено по зонам" in text
    assert "−30 кВт·ч; −7 квар·ч" in text


async def test_a_page_costs_four_queries(anna, path, cast):
    await registers(cast.contract.id, 120)
    with counted() as cost:
        await anna.get(path)
    assert (cost.statements, cost.transactions) == (4, 0)
    assert cost.rows <= 60


async def test_sums_of_a_long_list_come_after_it(anna, path, cast):
    await registers(cast.contract.id, 60)
    text = (await anna.get(path)).text
    assert f'hx-get="{path}/totals?period=2026-11" hx-trigger="load"' in text
    assert f'<a href="{path}/totals?period=2026-11">Посчитать итоги</a>' in text
    fragment = await anna.get(f"{path}/totals", params={"period": "2026-11"}, headers=HTMX)
    assert fragment.text.lstrip().startswith('<section class="block" id="totals"')
    assert "не хватает 61 показания" in plain(fragment)
    assert "и ещё 11" in fragment.text


async def test_sums_of_objects_have_a_page_of_their_own(anna, path, cast):
    await counted_reading(cast)
    await registers(cast.contract.id, 2)
    text = plain(await anna.get(f"{path}/totals"))
    assert "<h1>Предварительный расход по объектам за ноябрь 2026</h1>" in text
    assert re.search(r"Склад, Москва, ул. Складская, 1 </td><td [^>]*>150</td>", text)
    assert "неполный: не хватает 2" in text


async def test_many_objects_go_page_by_page(anna, path, cast):
    for _ in range(54):
        await registers(cast.contract.id, 1)
    first = await anna.get(f"{path}/totals")
    later = html.unescape(re.search(r'href="([^"]*after=\d+)" rel="next"', first.text)[1])
    second = await anna.get(later)
    assert [page.text.count('data-l="Активная, кВт·ч"') for page in (first, second)] == [50, 5]
    assert (await anna.get(f"{path}/totals?after=999999")).text == first.text


async def test_pages_and_searches_are_addresses(anna, path, cast):
    await registers(cast.contract.id, 59)
    await registers(cast.contract.id, 1, serial="Щ-77")
    text = (await anna.get(path)).text
    second = await anna.get(html.unescape(re.search(r'href="([^"]*after=\d+)" rel="next"', text)[1]))
    assert second.text.count('data-l="Разность"') == 11
    assert 'rel="prev"' in second.text
    found = await anna.get(path, params={"q": "цех щ-77"})
    assert found.text.count('data-l="Разность"') == 1
    assert "Показать все приборы" in (await anna.get(path, params={"q": "нет такого"})).text


async def test_a_list_to_be_printed_is_longer(anna, path, cast):
    await registers(cast.contract.id, 60)
    text = (await anna.get(path)).text
    printed = await anna.get(html.unescape(re.search(r'href="([^"]*print=1)">Длинный список для печати', text)[1]))
    assert printed.text.count('data-l="Разность"') == 61
    assert "Длинный список" not in printed.text


async def test_htmx_gets_the_lines_alone(anna, path):
    fragment = await anna.get(path, params={"q": "склад"}, headers=HTMX)
    assert fragment.text.lstrip().startswith('<div id="lines">')
    assert fragment.headers["vary"].endswith("HX-Request")
    boosted = await anna.get(path, headers={**HTMX, "HX-Boosted": "true"})
    assert "<!doctype html>" in boosted.text


@pytest.mark.parametrize("tail", ["", "/totals"])
async def test_members_see_it_and_strangers_do_not(client, client_for, cast, path, tail):
    for person in cast.members:
        assert (await (await client_for(person)).get(path + tail)).status_code == 200
    assert (await (await client_for(cast.dmitry)).get(path + tail)).status_code == 404
    answer = await client.get(path + tail)
    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/sign-in")


@pytest.mark.parametrize("period", ["2020-01", "2027-01", "ноябрь", "2026-13"])
@pytest.mark.parametrize("tail", ["", "/totals"])
async def test_a_period_that_is_none_is_not_found(anna, path, tail, period):
    assert (await anna.get(path + tail, params={"period": period})).status_code == 404


async def test_an_empty_contract_says_so(anna, path, cast):
    async with transaction():
        await execute("UPDATE meter SET deleted = TRUE")
        await factories.settle(cast.contract.id)
    assert "считать нечего" in (await anna.get(path)).text
    assert (await anna.get(f"{path}/totals")).status_code == 200


async def test_fifty_rows_keep_their_weight(anna, path, cast):
    many = await registers(cast.contract.id, 120, values=(1000, 1187))
    async with transaction():
        await execute("UPDATE point SET loss_kwh = 12500000, loss_percent = 2500000, voltage = 'NN'")
        await factories.insert(
            "tariff", contract_key="*", period=str(THIS), price_category=1, voltage="NN", zone="T0", price=8_436_725,
            vat_percent=22, deleted=False,
        )  # fmt: skip
        for at, register in enumerate(many):
            await factories.reading(register, THIS.end(factories.MOSCOW), 1300 + at * 7)
    page, lines = await anna.get(path), await anna.get(path, headers=HTMX)
    assert weight(page.text) <= LIST
    assert weight(lines.text) <= LIST_FRAGMENT
    assert weight((await anna.get(f"{path}/totals", headers=HTMX)).text) <= FRAGMENT
