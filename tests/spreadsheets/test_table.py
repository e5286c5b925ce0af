"""Tables that go out: exact numbers, instants as such, texts that stay texts."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from src.domain.workbooks import Column, Kind, Table
from src.spreadsheets import table
from src.spreadsheets.table import line_of, write_tables
from src.spreadsheets.tasks import lines_told

COLUMNS = (
    Column("Текст", 20),
    Column("Число", 12, Kind.NUMBER),
    Column("Когда", 18, Kind.MOMENT),
    Column("День", 9, Kind.DAY),
    Column("Сумма", 9, Kind.MONEY),
)
TABLE = Table("Расход", "Расход за ноябрь", COLUMNS)


def book(tmp_path: Path, *items: Any) -> Any:
    source, target = tmp_path / "rows.json", tmp_path / "a.xlsx"
    source.write_text("".join(map(line_of, items)), encoding="utf-8")
    assert write_tables(source, target, tmp_path / "far") == sum(not isinstance(item, Table) for item in items)
    return load_workbook(target)


def test_a_sheet_has_its_head_frozen_and_told_widths(tmp_path: Path) -> None:
    made = book(tmp_path, TABLE, ["а", "1", "", ""])["Расход"]
    assert [cell.value for cell in made[3]] == ["Текст", "Число", "Когда", "День", "Сумма"]
    assert (made["A1"].value, made.freeze_panes, made.auto_filter.ref) == ("Расход за ноябрь", "A4", "A3:E4")
    assert [made.column_dimensions[letter].width for letter in "AB"] == [20, 12]
    assert (made.page_setup.orientation, made.page_setup.paperSize, made.print_title_rows) == ("landscape", 9, "$3:$3")


def test_money_has_its_kopecks(tmp_path: Path) -> None:
    cell = book(tmp_path, TABLE, ["", "", "", "", "-1234567.50"])["Расход"]["E4"]
    assert (cell.data_type, cell.value, cell.number_format) == ("n", -1234567.5, "#,##0.00")


def test_instants_and_days_are_told_as_such(tmp_path: Path) -> None:
    made = book(tmp_path, TABLE, ["", "", "2026-12-01T00:00:00", "2026-11-30"])["Расход"]
    assert (str(made["C4"].value), made["C4"].number_format) == ("2026-12-01 00:00:00", "DD.MM.YYYY HH:MM")
    assert (made["D4"].is_date, made["D4"].number_format) == (True, "DD.MM.YYYY")


@pytest.mark.parametrize("typed", ["0", "-0.000001", "999999999.999999", "123456789012345", "-12.5", "0.1", "1000000"])
def test_a_number_comes_back_as_it_went(tmp_path: Path, typed: str) -> None:
    cell = book(tmp_path, TABLE, ["", typed, "", ""])["Расход"]["B4"]
    assert cell.data_type == "n"
    assert f"{cell.value:.6f}".rstrip("0").rstrip(".") == typed


@pytest.mark.parametrize("typed", ["1234567890123456", "1234567890.123456", "12 часов", "=1+1", "-x", ""])
def test_what_a_number_cannot_hold_stays_text(tmp_path: Path, typed: str) -> None:
    cell = book(tmp_path, TABLE, ["", typed, "", ""])["Расход"]["B4"]
    assert (cell.value or "") == typed
    assert cell.data_type == ("s" if typed else "n")


def test_texts_never_become_formulas(tmp_path: Path) -> None:
    cell = book(tmp_path, TABLE, ["=HYPERLINK(1)", "", "", ""])["Расход"]["A4"]
    assert (cell.data_type, cell.value) == ("s", "=HYPERLINK(1)")


def test_several_sheets_follow_one_another(tmp_path: Path) -> None:
    made = book(tmp_path, TABLE, ["а", "1", "", ""], TABLE._replace(sheet="Итоги"), ["б", "2", "", ""])
    assert [(sheet.title, sheet["A4"].value) for sheet in made] == [("Расход", "а"), ("Итоги", "б")]


def test_how_far_it_is_is_told_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "TOLD_EVERY", 2)
    assert lines_told(tmp_path / "far") == 0
    book(tmp_path, TABLE, *[["а", str(number)] for number in range(5)])
    assert lines_told(tmp_path / "far") == 4
    (tmp_path / "far").write_text("nonsense", encoding="utf-8")
    assert lines_told(tmp_path / "far") == 0
