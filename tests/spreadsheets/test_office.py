"""What LibreOffice saves is read as what Excel saves, and what is written opens in it."""

from pathlib import Path

from openpyxl import load_workbook

from src.spreadsheets.reading import read
from tests.spreadsheets.books import filled, row
from tests.spreadsheets.office import resaved


def test_what_it_saves_is_read_back(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.xlsx", {"L4": 12460.25, "L5": "12 470,5", "L6": "=1+1"})
    found = read(resaved(path, tmp_path))
    assert (found.contract, found.period, found.registers) == (17, "2026-11", 3)
    assert [(cell.cell, cell.serial, cell.typed, cell.fault) for cell in found.cells] == [
        ("L4", "000001", "12460,25", None),
        ("L5", "000002", "12 470,5", None),
        ("L6", "000003", "=1+1", "formula"),
    ]


def test_protection_hidden_columns_and_validation_live_on(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.xlsx", {"L4": 1})
    sheet = load_workbook(resaved(path, tmp_path)).worksheets[0]
    assert sheet.protection.sheet
    assert (sheet["L4"].protection.locked, sheet["B4"].protection.locked) == (False, True)
    assert sheet.column_dimensions["A"].hidden
    assert sheet.column_dimensions["N"].hidden
    assert sheet.data_validations.dataValidation


def test_what_stood_in_the_cells_comes_back(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.xlsx", {"L4": 2}, row(1, value="1.5", seen="3.0.1,5"), row(2, seen="-2.0.7"))
    found = read(resaved(path, tmp_path))
    assert [(cell.typed, cell.seen) for cell in found.cells] == [("2", "3.0.1,5")]
