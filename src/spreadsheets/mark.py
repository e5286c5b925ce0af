"""The workbook that came, with its mistakes in red and a comment at each: to be put right where they were made."""

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from src.domain.workbooks import FileFault, Mark, WorkbookRefused
from src.spreadsheets.layout import AUTHOR
from src.spreadsheets.reading import SELF_CONTRADICTING, check, find_sheet
from src.spreadsheets.safe import text_of

MOST_COMMENTS = 1_000
"""Each comment is a drawing: past these a cell is red without one, and the list on the screen tells why."""
RED = PatternFill("solid", fgColor="FFFFC7C7")
CLEAN = PatternFill("solid", fgColor="FFFFF8D6")


def mark(source: Path, target: Path, marks: Iterable[Mark]) -> int:
    """Write `source` to `target` with these cells in red; the number of them. Raises WorkbookRefused."""
    check(source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves out of other people's workbooks
        try:
            return _mark(source, target, marks)
        except SELF_CONTRADICTING as error:
            raise WorkbookRefused(FileFault.BROKEN) from error


def _mark(source: Path, target: Path, marks: Iterable[Mark]) -> int:
    book = load_workbook(source, keep_links=False)
    found = find_sheet(book)
    _unmark(found.sheet, found.columns.value + 1)
    count = 0
    for count, each in enumerate(marks, 1):
        _paint(found.sheet[each.cell], each.words, commented=count <= MOST_COMMENTS)
    book.save(target)
    return count


def _unmark(sheet: Any, column: int) -> None:
    """What an earlier answer marked, and nothing that people wrote themselves."""
    for (cell,) in sheet.iter_rows(min_col=column, max_col=column):
        if cell.fill.fgColor.rgb == RED.fgColor.rgb:
            cell.fill = CLEAN
        if cell.comment and cell.comment.author == AUTHOR:
            cell.comment = None


def _paint(cell: Any, words: str, *, commented: bool) -> None:
    cell.fill = RED
    if commented:
        cell.comment = Comment(text_of(words), AUTHOR, width=320, height=120)
