"""«Кто имеет доступ»: over all contracts that a person administers; as a page, a paper and files."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from src.domain.access import Role
from src.routes.export_makers import makers_of
from src.services import orders
from src.services.making import Workplace, make_next
from src.services.members import report
from src.storage.engine import execute, transaction
from src.storage.links import counted
from tests import factories
from tests.inspector import HTMX
from tests.routes.readings.browsing import plain


@pytest.fixture
async def anna(client_for, cast):
    """Anna, who administers two contracts and looks at Dmitry's."""
    other = await factories.contract("97000009")
    await factories.member(cast.anna.id, other.id)
    await factories.member(cast.vera.id, other.id, Role.ACCOUNTANT, until=factories.NOW + timedelta(days=1))
    await factories.member(cast.anna.id, cast.foreign.id, Role.VIEWER)
    return await client_for(cast.anna)


async def test_people_contracts_roles_and_what_they_open(anna, cast):
    told = " ".join(re.sub("<[^>]+>", " ", (await anna.get("/access")).text).split())
    assert told.count("Смирнова Вера") == 2
    assert "Бухгалтер смотрит смотрит работает работает работает нет" in told
    assert "25.11.2026" in told
    assert "Чужой" not in told
    assert "97000002" not in told


async def test_filters(anna):
    for query, found in (
        ("q=97000009", 2),
        ("who=vera@", 2),
        ("role=accountant", 2),
        ("q=97000009&who=вера", 1),
        ("q=юг", 0),
    ):
        answer = await anna.get(f"/access?{query}", headers=HTMX)
        assert answer.text.count('class="who"') == found, query


async def test_one_who_administers_nothing_is_told_so(client_for, client, cast):
    vera = await client_for(cast.vera)
    page = (await vera.get("/access")).text
    assert "Таких договоров у вас нет" in page
    assert "97000001" not in page.split("<main")[1]
    assert (await vera.get("/access.xlsx")).status_code == 404
    assert "97000001" not in (await vera.get("/access.csv")).text
    assert 'href="/access"' not in (await vera.get("/contracts")).text
    assert (await client.get("/access")).status_code == 303


async def test_a_paper(anna, monkeypatch):
    paper = await anna.get("/access/print?role=accountant")
    assert "Отобрано: роль «Бухгалтер»" in plain(paper)
    assert "Что открывает роль" in paper.text
    assert paper.text.count('class="who"') == 2
    monkeypatch.setattr(report, "PRINTED", 3)
    short = await anna.get("/access/print")
    assert (short.text.count('class="who"'), "Здесь первые 3 строк" in plain(short)) == (3, True)


async def test_as_files(anna, cast):
    answer = await anna.get("/access.xlsx?q=97000001")
    [sheet] = load_workbook(BytesIO(answer.content)).worksheets
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(line for line in lines if line[0] == "Договор")
    vera = dict(zip(head, next(line for line in lines if line[2] == "Смирнова Вера"), strict=True))
    assert [vera[name] for name in ("Роль", "Показания", "Доступ", "Действует до")] == [
        "Просмотр", "смотрит", "нет", "без срока",
    ]  # fmt: skip
    text = (await anna.get("/access.csv?role=accountant")).text
    assert text.count("\r\n") == 3
    assert "97000009;ООО «Вега»;Смирнова Вера;vera@vega.example;Бухгалтер;смотрит;смотрит;работает" in text


async def test_a_long_one_is_ordered_and_gone_with_the_right(anna, app, cast, clock, monkeypatch):
    monkeypatch.setattr(report, "SHORT", 2)
    kit = app.state.kit
    spare = orders.KeptFiles.incoming(kit.settings.data_dir)
    at = Workplace(clock, makers_of(kit), orders.kept_orders(kit.settings), spare)
    place = (await anna.get("/access.xlsx?q=&who=вера")).headers.get("location")
    assert place is None, "two lines are short"
    place = (await anna.get("/access.xlsx")).headers["location"]
    assert re.fullmatch(rf"/contracts/{cast.contract.id}/files/\d+", place)
    assert await make_next(at)
    assert 'href="/access"' in (await anna.get(place)).text
    assert load_workbook(BytesIO((await anna.get(f"{place}/file")).content)).worksheets[0].max_row > 6
    async with transaction():
        await execute("UPDATE membership SET role = 'viewer' WHERE contract = (SELECT MAX(id) FROM contract)")
    assert {(await anna.get(f"{place}{end}")).status_code for end in ("", "/file")} == {404}


async def test_pages_by_key_and_the_cost_of_many_contracts(anna, cast):
    asked = []
    for more in (40, 80):
        for _ in range(more):
            made = await factories.contract()
            await factories.member(cast.anna.id, made.id, settled=False)
            await factories.member(cast.boris.id, made.id, Role.VIEWER, settled=False)
        with counted() as counter:
            first = (await anna.get("/access")).text
        asked.append((counter.statements, counter.rows))
    assert asked[0] == asked[1]
    assert asked[0][0] <= 4
    seen, page = [], first
    while True:
        seen += re.findall(r'/contracts/(\d+)/access">№ .*?class="who">(\w+)', page, re.DOTALL)
        if '" rel="next"' not in page:
            break
        page = (
            await anna.get(page.split('" rel="next"')[0].split('href="')[-1].replace("&amp;", "&"), headers=HTMX)
        ).text
    assert len(seen) == len(set(seen)) == 4 + 2 + 240
    back = (await anna.get(beside(page, "prev"))).text
    assert back.count('class="who"') == 50


def beside(page: str, which: str) -> str:
    return page.split(f'" rel="{which}"')[0].split('href="')[-1].replace("&amp;", "&")
