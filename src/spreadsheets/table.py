"""Tables that go out and do not come back: a line of JSON begins a sheet or is one of its rows."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill

from src.domain.workbooks import Column, Kind, Table
from src.spreadsheets.safe import put_number, put_text
from src.spreadsheets.streaming import stream

HEADER_ROW: Final = 3
TOLD_EVERY: Final = 250
"""Rows: about a sixth of a second."""
_TOP: Final = Alignment(wrap_text=True, vertical="top")
_TITLE, _HEAD = "Заголовок листа", "Шапка"
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_STYLES: Final = (
    NamedStyle(_TITLE, font=Font(bold=True, size=14)),
    NamedStyle(_HEAD, font=Font(bold=True), fill=PatternFill("solid", fgColor="FFE6EAEE"), alignment=_TOP),
    NamedStyle(Kind.TEXT, number_format="@", alignment=_TOP),
    NamedStyle(Kind.NUMBER, alignment=Alignment(vertical="top")),
    NamedStyle(Kind.MONEY, number_format="#,##0.00", alignment=Alignment(vertical="top")),
    NamedStyle(Kind.MOMENT, number_format="DD.MM.YYYY HH:MM", alignment=Alignment(vertical="top")),
    NamedStyle(Kind.DAY, number_format="DD.MM.YYYY", alignment=Alignment(vertical="top")),
)


def line_of(item: Table | Iterable[str]) -> str:
    """A sheet's beginning or a row (a text for each column, empty where is nothing) as `write_tables` reads it."""
    plain = item._asdict() if isinstance(item, Table) else list(item)
    return json.dumps(plain, ensure_ascii=False) + "\n"


def write_tables(source: Path, target: Path, told: Path) -> int:
    """Write the workbook line by line, so that memory stays that of a row; the number of rows is handed back, and on
    the way it stands in the file `told` now and then."""
    book, rows = _book(), 0
    sheet: _Sheet | None = None
    with source.open(encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            if isinstance(item, Mapping):
                _end(sheet)
                columns = tuple(Column(*each) for each in item["columns"])
                sheet = _Sheet(book, Table(item["sheet"], item["title"], columns))
            elif sheet:
                sheet.add(item)
                rows += 1
                _tell(told, rows)
    _end(sheet)
    book.save(target)
    return rows


def _tell(told: Path, rows: int) -> None:
    if rows % TOLD_EVERY == 0:
        told.write_text(str(rows))


def _end(sheet: "_Sheet | None") -> None:
    if sheet:
        sheet.end()


def _book() -> Any:
    book = Workbook(write_only=True)
    for style in _STYLES:
        book.add_named_style(style)
    return book


class _Sheet:
    """One sheet; the cells of a row are the same objects for every row: each is in the file before the next."""

    def __init__(self, book: Any, table: Table) -> None:
        self._sheet, self._rows, self._last = stream(book, table.sheet), 0, _LETTERS[len(table.columns) - 1]
        self._dress(table)
        self._sheet.append([put_text(self._cell(_TITLE), table.title)])
        self._sheet.append([])
        self._sheet.append([put_text(self._cell(_HEAD), column.name) for column in table.columns])
        self._cells = [(self._cell(column.kind), _PUT[column.kind]) for column in table.columns]

    def add(self, row: list[str]) -> None:
        """Columns that the row has not are empty."""
        self._rows += 1
        self._sheet.append([
            put(cell, text) if text else _nothing(cell) for (cell, put), text in zip(self._cells, row, strict=False)
        ])

    def end(self) -> None:
        self._sheet.auto_filter.ref = f"A{HEADER_ROW}:{self._last}{HEADER_ROW + max(self._rows, 1)}"

    def _dress(self, table: Table) -> None:
        for letter, column in zip(_LETTERS, table.columns, strict=False):
            self._sheet.column_dimensions[letter].width = column.width
        self._sheet.freeze_panes = f"A{HEADER_ROW + 1}"
        self._sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
        self._sheet.page_setup.orientation, self._sheet.page_setup.paperSize = "landscape", 9  # A4
        self._sheet.page_setup.fitToHeight = 0
        self._sheet.sheet_properties.pageSetUpPr.fitToPage = True

    def _cell(self, style: str) -> Any:
        cell = WriteOnlyCell(self._sheet)
        cell.style = style
        return cell


def _nothing(cell: Any) -> Any:
    cell.value = None
    return cell


def _put_signed(cell: Any, text: str) -> Any:
    return put_number(cell, text, signed=True)


def _put_moment(cell: Any, text: str) -> Any:
    cell.value = datetime.fromisoformat(text)
    return cell


def _put_day(cell: Any, text: str) -> Any:
    cell.value = date.fromisoformat(text)
    return cell


_PUT: Final[Mapping[str, Callable[[Any, str], Any]]] = {
    Kind.TEXT: put_text,
    Kind.NUMBER: _put_signed,
    Kind.MONEY: _put_signed,
    Kind.MOMENT: _put_moment,
    Kind.DAY: _put_day,
}
