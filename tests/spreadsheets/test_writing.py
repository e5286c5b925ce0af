"""The sheet that goes out: everything locked but the wanted values, and texts stay texts."""

import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from src.domain.workbooks import SheetRow
from src.spreadsheets.layout import HELP_SHEET, SHEET
from tests.spreadsheets.books import HEAD, honest, part_of, row
from tests.spreadsheets.books import SHEET as SHEET_PART


def sheet(tmp_path: Path, *rows: SheetRow) -> Any:
    return load_workbook(honest(tmp_path / "a.xlsx", *rows))[SHEET]


def test_only_wanted_values_are_open(tmp_path: Path) -> None:
    made = sheet(tmp_path, row(1), row(2, note="прибор неисправен"))
    assert made.protection.sheet
    opened = [cell.coordinate for line in made.iter_rows() for cell in line if not cell.protection.locked]
    assert opened == ["L4"]
    assert made["M5"].value == "прибор неисправен"


def test_an_empty_cell_is_of_no_kind(tmp_path: Path) -> None:
    """A text that holds none is what a strict program calls a damaged file."""
    path = honest(tmp_path / "a.xlsx", row(1), row(2, value="7"), row(3))
    written = part_of(path, SHEET_PART).decode()
    assert re.findall(r'<c r="(L[0-9]+)"[^>]*t="n" ?/>', written) == ["L4", "L6"]
    assert not re.search(r't="(inlineStr|str|s)" ?/>', written)


def test_serials_keep_their_zeros(tmp_path: Path) -> None:
    made = sheet(tmp_path, row(7, serial="00071234"))
    assert (made["F4"].value, made["F4"].data_type, made["F4"].number_format) == ("00071234", "s", "@")


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://a")', "+7", "-1", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0"]
)
def test_texts_never_become_formulas(tmp_path: Path, text: str) -> None:
    made = sheet(tmp_path, row(1, object_name=text, serial=text, value=text, note=""))
    assert [(made[at].data_type, made[at].value) for at in ("B4", "F4", "L4")] == [("s", text)] * 3


def test_what_no_workbook_may_hold_is_left_out(tmp_path: Path) -> None:
    made = sheet(tmp_path, row(1, object_name="Склад\x00\x0b № 1\ud800", address="ж" * 40_000))
    assert made["B4"].value == "Склад № 1"
    assert len(made["C4"].value) == 32_000


def test_values_are_numbers_as_long_as_nothing_is_lost(tmp_path: Path) -> None:
    made = sheet(tmp_path, row(1, value="12460.25"), row(2, value="1234567890123456"), row(3, value="12 o5"))
    assert [made[at].value for at in ("L4", "L5", "L6")] == [12460.25, "1234567890123456", "12 o5"]
    assert made["H4"].value == 12450.5


def test_digits_are_validated_by_capacity(tmp_path: Path) -> None:
    made = sheet(tmp_path, row(1), row(2, fraction_digits=0, digits=5), row(3), row(4))
    found = {
        str(each.sqref): (each.type, each.formula1, each.formula2) for each in made.data_validations.dataValidation
    }
    assert found == {"L4 L6:L7": ("decimal", "0", "999999.99"), "L5": ("whole", "0", "99999")}


def test_the_key_is_hidden_and_the_sheet_knows_whose_it_is(tmp_path: Path) -> None:
    made = sheet(tmp_path)
    assert made.column_dimensions["A"].hidden
    assert made["A1"].value == "energokabinet-readings-1;contract=17;period=2026-11;version=0"
    assert (made["B1"].value, made["L3"].value, made["A4"].value) == (HEAD.title, "Текущее показание", "1")


def test_explanations_have_a_sheet_of_their_own(tmp_path: Path) -> None:
    book = load_workbook(honest(tmp_path / "a.xlsx"))
    assert book.sheetnames == [SHEET, HELP_SHEET]
    assert [cell.value for cell in book[HELP_SHEET]["A"]] == [HEAD.title, *HEAD.hints]


def test_a_sheet_without_registers_opens(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    honest(path)
    assert load_workbook(path)[SHEET].max_row == 6


def test_what_stood_in_a_cell_is_kept_out_of_sight(tmp_path: Path) -> None:
    made = sheet(tmp_path, row(1, value="5", seen="3.0.5"), row(2))
    assert [made[at].value for at in ("N3", "N4", "N5")] == ["Было", "3.0.5", None]
    assert made.column_dimensions["N"].hidden
    assert made.auto_filter.ref == "A3:N5"
