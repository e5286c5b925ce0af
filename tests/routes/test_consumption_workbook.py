"""Preliminary consumption and history as workbooks, named in Russian."""

import re
from io import BytesIO
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from src.services.readings import consumption
from src.storage.engine import execute, transaction
from tests import factories
from tests.services.readings.desk import THIS, registers


@pytest.fixture
async def anna(client_for, cast):
    return await client_for(cast.anna)


def rows_of(answer, sheet):
    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(answer.content))[sheet].iter_rows(min_row=4)]


def named(answer):
    return unquote(answer.headers["content-disposition"].partition("UTF-8''")[2])


async def test_consumption_holds_lines_constants_and_sums(anna, cast, monkeypatch):
    monkeypatch.setattr(consumption, "READ_AT_ONCE", 2)
    await registers(cast.contract.id, 4)
    async with transaction():
        await execute("UPDATE point SET loss_kwh = 12500000, loss_percent = 2500000")
        await factories.reading(cast.metered.register_id, THIS.end(factories.MOSCOW), 2450)
    answer = await anna.get(f"/contracts/{cast.contract.id}/consumption.xlsx?period=2026-11")
    assert named(answer) == f"Предварительный расход {cast.contract.number} 2026-11.xlsx"
    lines, sums = rows_of(answer, "Расход"), rows_of(answer, "Итоги")
    [own] = [line for line in lines if line[9] == 2450]
    assert own[7:16] == [2300, own[8], 2450, "принято в расчёт", 150, 1, 2.5, 3.75, 154]
    assert sum(line[10] == "Постоянные потери точки за месяц" and line[15] == 13 for line in lines) == 5
    assert sums[-1][0] == "Итого по договору"
    assert sums[-1][2] == sum(line[2] for line in sums[:-1]) == sum(line[15] or 0 for line in lines)


async def test_history_holds_what_its_file_holds(anna, cast):
    answer = await anna.get(f"/contracts/{cast.contract.id}/history.xlsx?months=3")
    assert named(answer) == f"История показаний {cast.contract.number} 2026-09 – 2026-11.xlsx"
    lines = rows_of(answer, "История показаний")
    assert len(lines) == (await anna.get(f"/contracts/{cast.contract.id}/history.csv?months=3")).text.count("\n") - 1
    assert {type(line[9]) for line in lines} == {int}
    assert {line[8].hour for line in lines} == {0}


async def test_history_says_when_a_workbook_does_not_hold_it(anna, cast, monkeypatch):
    monkeypatch.setattr("src.services.tables.MOST_ROWS", 1)
    lines = rows_of(await anna.get(f"/contracts/{cast.contract.id}/history.xlsx?months=12"), "История показаний")
    assert lines[-1][0].startswith("Выгружено не всё")


@pytest.mark.parametrize("what", ["consumption", "history"])
async def test_the_page_leads_to_its_workbook(anna, cast, what):
    page = await anna.get(f"/contracts/{cast.contract.id}/{what}")
    [link] = [each for each in re.findall(r"<a [^>]*>", page.text) if f"/{cast.contract.id}/{what}.xlsx?" in each]
    assert "download" not in link  # a browser would save the page of a long one as a file
