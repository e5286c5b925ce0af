"""The workbook goes back with its mistakes in red."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from src.domain.workbooks import FileFault, Mark, WorkbookRefused
from src.spreadsheets import mark as marking
from src.spreadsheets.layout import AUTHOR, SHEET
from src.spreadsheets.mark import RED, mark
from src.spreadsheets.reading import read
from tests.spreadsheets.books import changed, filled, row, with_parts

WORDS = "Больше значности прибора: до запятой не более 6 цифр"


def marked(tmp_path: Path, source: Path, *marks: Mark) -> Any:
    mark(source, tmp_path / "marked.xlsx", marks)
    return load_workbook(tmp_path / "marked.xlsx")[SHEET]


def red(sheet: Any) -> list[str]:
    return [cell.coordinate for cell in sheet["L"] if cell.fill.fgColor.rgb == RED.fgColor.rgb]


def test_mistakes_are_red_and_say_what_is_wrong(tmp_path: Path) -> None:
    sheet = marked(tmp_path, filled(tmp_path / "a.xlsx", {"L4": "12 o5", "L5": 7}), Mark("L4", WORDS))
    assert red(sheet) == ["L4"]
    assert (sheet["L4"].comment.text, sheet["L4"].comment.author) == (WORDS, AUTHOR)
    assert (sheet["L4"].value, sheet["L5"].value, sheet["L4"].protection.locked) == ("12 o5", 7, False)


def test_it_is_the_same_workbook(tmp_path: Path) -> None:
    def work(sheet: Any) -> None:
        sheet["L4"] = 5
        sheet.row_dimensions[5].hidden = True
        sheet.parent.create_sheet("Мои записи")["A1"] = "не забыть"

    source = changed(tmp_path / "a.xlsx", work, row(1, object_name="=1+1"), row(2))
    sheet = marked(tmp_path, source, Mark("L4", WORDS))
    assert sheet.protection.sheet
    assert sheet.row_dimensions[5].hidden
    assert (sheet["B4"].data_type, sheet["B4"].value) == ("s", "=1+1")
    assert len(sheet.data_validations.dataValidation) == 1
    assert sheet.parent["Мои записи"]["A1"].value == "не забыть"
    assert read(tmp_path / "marked.xlsx").cells == read(source).cells


def test_what_was_put_right_is_red_no_more_and_own_comments_stay(tmp_path: Path) -> None:
    def comment(sheet: Any) -> None:
        sheet["L6"].comment = Comment("спросить Иванова", "Анна")

    source = changed(tmp_path / "a.xlsx", comment)
    mark(source, tmp_path / "first.xlsx", [Mark("L4", WORDS), Mark("L5", WORDS)])
    sheet = marked(tmp_path, tmp_path / "first.xlsx", Mark("L5", "другое"))
    assert red(sheet) == ["L5"]
    assert sheet["L4"].comment is None
    assert (sheet["L5"].comment.text, sheet["L6"].comment.text) == ("другое", "спросить Иванова")


def test_past_a_thousand_comments_cells_are_red_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "MOST_COMMENTS", 1)
    sheet = marked(tmp_path, filled(tmp_path / "a.xlsx", {}), Mark("L4", WORDS), Mark("L5", WORDS))
    assert red(sheet) == ["L4", "L5"]
    assert sheet["L5"].comment is None


def test_a_hostile_file_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    source = with_parts(tmp_path / "a.xlsx", {"xl/vbaProject.bin": b"macro"})
    with pytest.raises(WorkbookRefused) as caught:
        mark(source, tmp_path / "b.xlsx", [])
    assert caught.value.fault is FileFault.MACROS
    assert not (tmp_path / "b.xlsx").exists()
