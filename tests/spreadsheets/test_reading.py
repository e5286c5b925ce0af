"""The sheet that comes back, from whoever worked on it with whatever."""

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from src.domain.workbooks import CellFault, FileFault, ReadSheet, WorkbookRefused
from src.spreadsheets.reading import read
from tests.spreadsheets.books import SHEET, as_excel_saves, changed, filled, honest, part_of, replaced, row, with_parts


def typed(found: ReadSheet) -> dict[str, tuple[str, CellFault | None]]:
    return {cell.cell: (cell.typed, cell.fault) for cell in found.cells}


def refusal(path: Path) -> tuple[FileFault, str]:
    with pytest.raises(WorkbookRefused) as caught:
        read(path)
    return caught.value.fault, caught.value.place


def test_what_went_out_comes_back(tmp_path: Path) -> None:
    found = read(honest(tmp_path / "a.xlsx", row(1, value="12460.25"), row(2), row(3, value="7")))
    assert (found.contract, found.period, found.name, found.registers) == (17, "2026-11", "Показания", 3)
    assert [cell[:5] for cell in found.cells] == [(4, "L4", "1", "000001", "12460,25"), (6, "L6", "3", "000003", "7")]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12460, "12460"),
        (12460.25, "12460,25"),
        (0.1 + 0.2, "0,3"),
        (1e15, "1000000000000000"),
        (0.00001, "0,00001"),
        ("12460,25", "12460,25"),
        (" 12\xa0460.25 ", "12 460.25"),
        ("12 о5", "12 о5"),
        (-5, "-5"),
        ("x" * 90, "x" * 39 + "…"),
    ],
)
def test_numbers_come_as_they_are_shown_and_texts_as_they_are(tmp_path: Path, value: object, text: str) -> None:
    assert typed(read(filled(tmp_path / "a.xlsx", {"L5": value}))) == {"L5": (text, None)}


@pytest.mark.parametrize(
    ("value", "text", "fault"),
    [
        ("=L5+1", "=L5+1", CellFault.FORMULA),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", CellFault.FORMULA),
        (date(2026, 5, 12), "12.05.2026", CellFault.DATE),
        (datetime.fromisoformat("2026-05-12T03:04"), "12.05.2026", CellFault.DATE),
        (time(12, 5), "12:05:00", CellFault.DATE),
        (True, "TRUE", CellFault.NOT_A_NUMBER),
        ("#REF!", "#REF!", CellFault.NOT_A_NUMBER),
    ],
)
def test_what_is_no_value_is_an_error_of_its_cell(tmp_path: Path, value: object, text: str, fault: CellFault) -> None:
    assert typed(read(filled(tmp_path / "a.xlsx", {"L4": value, "L5": 7}))) == {"L4": (text, fault), "L5": ("7", None)}


@pytest.mark.parametrize(
    ("shown", "read_as"),
    [
        ("0.00%", ("12,5%", CellFault.PERCENT)),
        ("0%", ("12,5%", CellFault.PERCENT)),
        ('# ##0.00" кВт·ч, 5 %"', ("0,125", None)),
        (r"0.00\ \%", ("0,125", None)),
    ],
)
def test_a_percentage_is_shown_larger_than_it_is(
    tmp_path: Path, shown: str, read_as: tuple[str, CellFault | None]
) -> None:
    def dress(sheet: Any) -> None:
        sheet["L4"], sheet["L4"].number_format = 0.125, shown

    assert typed(read(changed(tmp_path / "a.xlsx", dress))) == {"L4": read_as}


def test_a_formula_with_a_result_is_a_formula(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.xlsx", {"L4": 5})
    counted = part_of(path, SHEET).replace(b"<v>5</v>", b"<f>2+3</f><v>5</v>")
    assert b"<f>" in counted
    assert typed(read(replaced(path, {SHEET: counted})))["L4"] == ("=2+3", CellFault.FORMULA)


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [
        ("<v>1e308</v>", ("1" + "0" * 38 + "…", None)),
        ("<v>1E999</v>", ("Infinity", None)),
        ("<v>-0.5</v>", ("-0,5", None)),
        ("<v>46154</v><f>TODAY()</f>", ("=TODAY()", CellFault.FORMULA)),
        ('<f t="shared" si="7"/><v>5</v>', ("=", CellFault.FORMULA)),
        ("<is><r><t>12</t></r><r><t> 450</t></r></is>", ("12 450", None)),
        ("<is><t>\u202e54321</t></is>", ("\u202e54321", None)),
    ],
)
def test_what_no_hand_types_is_read_as_it_stands(
    tmp_path: Path, cell: str, read_as: tuple[str, CellFault | None]
) -> None:
    path = filled(tmp_path / "a.xlsx", {"L4": 5})
    kind = "inlineStr" if cell.startswith("<is>") else "n"
    odd = re.sub(r'(<c r="L4"[^>]*) t="n">.*?</c>', rf'\1 t="{kind}">{cell}</c>', part_of(path, SHEET).decode())
    assert typed(read(replaced(path, {SHEET: odd.encode()}))) == {"L4": read_as}


def test_a_number_that_is_none_is_a_broken_file(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.xlsx", {"L4": 5})
    lying = part_of(path, SHEET).replace(b"<v>5</v>", b"<v>NaN</v>")
    assert refusal(replaced(path, {SHEET: lying})) == (FileFault.BROKEN, "")


def test_dates_of_another_calendar_and_merged_cells_are_no_harm(tmp_path: Path) -> None:
    def work(sheet: Any) -> None:
        sheet.parent.epoch = CALENDAR_MAC_1904
        sheet["L4"], sheet["L5"] = 5, date(2026, 5, 12)
        sheet.merge_cells("B1:H1")

    assert typed(read(changed(tmp_path / "a.xlsx", work))) == {
        "L4": ("5", None),
        "L5": ("12.05.2026", CellFault.DATE),
    }


def test_texts_in_one_list_are_the_same_texts(tmp_path: Path) -> None:
    path = honest(tmp_path / "a.xlsx", row(1, value="12 450,5 кВт", serial="00071234"), row(2, value="7"))
    before = read(path)
    after = read(as_excel_saves(path))
    assert b"<is>" not in part_of(path, SHEET)
    assert after == before
    assert after.cells[0][:5] == (4, "L4", "1", "00071234", "12 450,5 кВт")


def test_sorted_and_hidden_rows_keep_their_registers(tmp_path: Path) -> None:
    def sort(sheet: Any) -> None:
        lines = [[cell.value for cell in line] for line in sheet["A4:M6"]]
        for at, line in enumerate(reversed(lines), 4):
            for column, value in enumerate(line, 1):
                sheet.cell(at, column, value)
        sheet.row_dimensions[4].hidden = True

    rows = [row(key, value=str(key * 10)) for key in (1, 2, 3)]
    found = read(changed(tmp_path / "a.xlsx", sort, *rows))
    assert [(cell.cell, cell.key, cell.typed) for cell in found.cells] == [
        ("L4", "3", "30"),
        ("L5", "2", "20"),
        ("L6", "1", "10"),
    ]


def test_moved_columns_and_lines_above_are_found(tmp_path: Path) -> None:
    def move(sheet: Any) -> None:
        sheet.insert_cols(3)
        sheet.insert_rows(2, amount=4)
        sheet["M8"] = 5

    found = read(changed(tmp_path / "a.xlsx", move))
    assert [(cell.cell, cell.key, cell.typed) for cell in found.cells] == [("M8", "1", "5")]


def test_a_key_that_became_a_number_is_the_same(tmp_path: Path) -> None:
    found = read(filled(tmp_path / "a.xlsx", {"A4": 1, "A5": 2.0, "L4": 5, "L5": 6}))
    assert [(cell.key, cell.typed) for cell in found.cells] == [("1", "5"), ("2", "6")]


def test_a_register_in_two_rows_and_a_row_of_none_are_told(tmp_path: Path) -> None:
    found = read(filled(tmp_path / "a.xlsx", {"A5": "1", "L4": 5, "L5": 6, "L9": 7}))
    faults = {"L4": ("5", CellFault.TWICE), "L5": ("6", CellFault.TWICE), "L9": ("7", CellFault.NO_KEY)}
    assert typed(found) == faults


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"A1": None}, (FileFault.FOREIGN, "")),
        ({"A1": "energokabinet-readings-2;contract=17;period=2026-11"}, (FileFault.FOREIGN, "")),
        ({"A3": None}, (FileFault.NO_COLUMN, "Ключ")),
        ({"F3": "Прибор"}, (FileFault.NO_COLUMN, "Номер прибора")),
        ({"L3": "Показание"}, (FileFault.NO_COLUMN, "Текущее показание")),
        ({"O3": "текущее показание"}, (FileFault.TWO_COLUMNS, "Текущее показание")),
        ({"A3": None, "L3": None}, (FileFault.NO_COLUMN, "Текущее показание")),
    ],
)
def test_a_foreign_sheet_is_refused(tmp_path: Path, values: dict[str, Any], told: tuple[FileFault, str]) -> None:
    assert refusal(filled(tmp_path / "a.xlsx", values)) == told


def test_a_register_by_another_writing_of_its_number_is_the_same(tmp_path: Path) -> None:
    found = read(filled(tmp_path / "a.xlsx", {"A5": "001", "L4": "5", "L5": "7"}))
    assert typed(found) == {"L4": ("5", CellFault.TWICE), "L5": ("7", CellFault.TWICE)}
    assert {cell.key for cell in found.cells} == {"1"}


def test_two_rows_of_one_number_are_a_broken_file(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.xlsx", {"L4": "5", "L5": "7"})
    lying = part_of(path, SHEET).replace(b'<row r="5"', b'<row r="4"')
    assert refusal(replaced(path, {SHEET: lying})) == (FileFault.BROKEN, "")


def test_a_copied_sheet_beside_the_first_is_refused(tmp_path: Path) -> None:
    path = changed(tmp_path / "a.xlsx", lambda sheet: sheet.parent.copy_worksheet(sheet))
    assert refusal(path) == (FileFault.TWO_SHEETS, "")


def test_sheets_of_their_own_are_left_alone(tmp_path: Path) -> None:
    def add(sheet: Any) -> None:
        sheet.parent.create_sheet("Мои записи", 0)["A1"] = "=1+1"
        sheet.title = "ноябрь"

    assert read(changed(tmp_path / "a.xlsx", add)).name == "ноябрь"


def test_a_lying_dimension_is_not_believed(tmp_path: Path) -> None:
    path = honest(tmp_path / "a.xlsx")
    lying = part_of(path, SHEET).replace(b"<sheetViews>", b'<dimension ref="A1:XFD1048576"/><sheetViews>')
    assert b"XFD" in lying
    assert read(with_parts(path, {SHEET: lying})).registers == 3


@pytest.mark.parametrize("part", ["xl/workbook.xml", "[Content_Types].xml", SHEET])
def test_parts_that_say_nonsense_are_a_broken_file(tmp_path: Path, part: str) -> None:
    path = with_parts(tmp_path / "a.xlsx", {part: b"<nonsense/>"})
    assert refusal(path)[0] in {FileFault.BROKEN, FileFault.FOREIGN}
