"""«Работа с формой в формате Excel»: the page and the workbook that it hands out."""

from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from src.services.readings import workbook as exporting
from src.spreadsheets.reading import read
from tests.routes.readings.browsing import plain
from tests.services.readings.desk import EXPIRED, registers

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def saved(tmp_path):
    def save(answer):
        path = tmp_path / "readings.xlsx"
        path.write_bytes(answer.content)
        return path

    return save


def opened_cells(path):
    """Which values may be typed, and what the notes say."""
    sheet = load_workbook(path).worksheets[0]
    values = [cell.coordinate for cell in sheet["L"] if not cell.protection.locked]
    return values, {cell.value for cell in sheet["M"][3:] if cell.value}


async def test_the_sheet_leads_to_the_page_and_the_page_to_the_file(sheet):
    assert f"{sheet.path}/workbook?period=2026-11" in sheet.page.text
    page = await sheet.browser.get(f"{sheet.path}/workbook?period=2026-11")
    assert "<h1>Работа с формой в формате Excel, ноябрь 2026</h1>" in plain(page)
    assert f"{sheet.path}/workbook/file?period=2026-11" in page.text


async def test_the_file_has_a_name_of_its_own(sheet, cast):
    answer = await sheet.browser.get(f"{sheet.path}/workbook/file?period=2026-11")
    assert (answer.status_code, answer.headers["content-type"]) == (200, XLSX)
    said = answer.headers["content-disposition"]
    assert unquote(said.partition("UTF-8''")[2]) == f"Показания {cast.contract.number} 2026-11.xlsx"
    assert f'filename="readings-{cast.contract.id}-2026-11.xlsx"' in said


async def test_the_file_holds_every_register_and_what_was_typed(sheet, cast, saved, monkeypatch):
    monkeypatch.setattr(exporting, "READ_AT_ONCE", 7)
    ids = await registers(cast.contract.id, 30)
    await sheet.open()
    await sheet.save(**{f"v{ids[0]}": "2345,5"})
    found = read(saved(await sheet.browser.get(f"{sheet.path}/workbook/file?period=2026-11")))
    shown = len((await sheet.open()).split("data-previous")) - 1
    assert (found.contract, found.period, found.registers) == (cast.contract.id, "2026-11", shown)
    assert [(cell.key, cell.typed, cell.fault) for cell in found.cells] == [(str(ids[0]), "2345,5", None)]


async def test_a_meter_that_takes_no_reading_says_why(sheet, cast, saved):
    await registers(cast.contract.id, 1, **EXPIRED)
    answer = await sheet.browser.get(f"{sheet.path}/workbook/file?period=2026-11")
    opened, notes = opened_cells(saved(answer))
    assert opened
    assert "Поверка до 29.11.2026, раньше конца периода: поверьте прибор" in notes


async def test_who_only_looks_gets_a_closed_sheet(client_for, cast, saved):
    vera = await client_for(cast.vera)
    path = f"/contracts/{cast.contract.id}/readings/workbook"
    assert "передавать показания по этому договору вам не разрешено" in plain(await vera.get(path))
    opened, notes = opened_cells(saved(await vera.get(f"{path}/file")))
    assert opened == []
    assert "Передавать показания по этому договору вам не разрешено" in notes


async def test_after_the_close_the_sheet_is_closed(sheet, saved):
    page = await sheet.browser.get(f"{sheet.path}/workbook?period=2026-09")
    assert "приём за этот период закончился" in plain(page)
    opened, _ = opened_cells(saved(await sheet.browser.get(f"{sheet.path}/workbook/file?period=2026-09")))
    assert opened == []


async def test_a_period_out_of_reach_has_no_file(sheet):
    for path in ("workbook", "workbook/file"):
        for period in ("1999-01", "x"):
            assert (await sheet.browser.get(f"{sheet.path}/{path}?period={period}")).status_code == 404
