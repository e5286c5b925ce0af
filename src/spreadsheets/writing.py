"""Writing the sheet of readings: everything locked but the values that are wanted."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

from src.domain.workbooks import SheetHead, SheetRow
from src.spreadsheets.layout import (
    COLUMNS,
    FIRST_ROW,
    HEADER_ROW,
    HELP_SHEET,
    SEEN_LETTER,
    SHEET,
    VALUE,
    VALUE_LETTER,
    Owner,
    marker,
)
from src.spreadsheets.safe import put_number, put_text
from src.spreadsheets.streaming import stream

_EDGE = Side(style="thin", color="FF8A94A0")
_STYLES = (
    NamedStyle("Заголовок листа", font=Font(bold=True, size=14)),
    NamedStyle(
        "Шапка",
        font=Font(bold=True),
        fill=PatternFill("solid", fgColor="FFE6EAEE"),
        alignment=Alignment(wrap_text=True, vertical="top"),
    ),
    NamedStyle("Текст", number_format="@", alignment=Alignment(wrap_text=True, vertical="top")),
    NamedStyle("Число", alignment=Alignment(vertical="top")),
    NamedStyle(
        "Показание",
        protection=Protection(locked=False),
        fill=PatternFill("solid", fgColor="FFFFF8D6"),
        border=Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE),
        alignment=Alignment(vertical="top"),
    ),
)


def write(target: Path, head: SheetHead, rows: Iterable[SheetRow]) -> int:
    """Write the workbook; the number of its registers is handed back."""
    book = Workbook(write_only=True)
    for style in _STYLES:
        book.add_named_style(style)
    kept = list(rows)
    _write_sheet(stream(book, SHEET), head, kept)
    _write_help(stream(book, HELP_SHEET), head)
    book.save(target)
    return len(kept)


def _write_sheet(sheet: Any, head: SheetHead, rows: list[SheetRow]) -> None:
    _dress(sheet, len(rows))
    for validation in _validations(rows):
        sheet.data_validations.append(validation)
    cell = _cells(sheet, "Заголовок листа")
    sheet.append([cell(marker(Owner(head.contract, head.period, head.version))), cell(head.title)])
    sheet.append([])
    header = _cells(sheet, "Шапка")
    sheet.append([header(column.name) for column in COLUMNS])
    for line in _lines(sheet, rows):
        sheet.append(line)


def _dress(sheet: Any, rows: int) -> None:
    """Widths, the hidden key, the frozen head, protection without a password: it keeps from slips, not from people."""
    for letter, column in zip("ABCDEFGHIJKLMN", COLUMNS, strict=True):
        sheet.column_dimensions[letter].width = column.width
    sheet.column_dimensions["A"].hidden = sheet.column_dimensions[SEEN_LETTER].hidden = True
    sheet.freeze_panes = f"B{FIRST_ROW}"
    last = HEADER_ROW + max(rows, 1)
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{SEEN_LETTER}{last}"
    # openpyxl writes the size of a streamed sheet for who says it; readers go through all rows to find it out otherwise
    sheet.calculate_dimension = lambda: f"A1:{SEEN_LETTER}{last}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    protection = sheet.protection
    protection.sheet = True
    # in these, False is what allows it
    protection.autoFilter = protection.sort = protection.formatColumns = protection.formatRows = False


def _cells(sheet: Any, style: str) -> Any:
    def text_cell(text: str) -> Any:
        cell = WriteOnlyCell(sheet)
        cell.style = style
        return put_text(cell, text)

    return text_cell


def _lines(sheet: Any, rows: Iterable[SheetRow]) -> Iterator[list[Any]]:
    """A line's cells are the same objects for every row: each is in the file before the next row is asked for. One
    that is empty and locked is left out: a protected sheet without it is the same, and smaller."""
    cells = [WriteOnlyCell(sheet) for _ in COLUMNS]
    for cell in cells:
        cell.style = "Текст"
    value_at = next(at for at, column in enumerate(COLUMNS) if column.name == VALUE)
    closed, opened = cells[value_at], WriteOnlyCell(sheet)
    opened.style = "Показание"
    closed.style = cells[7].style = cells[9].style = "Число"
    puts = [put_number if at in {7, 9, value_at} else put_text for at in range(len(COLUMNS))]
    for row in rows:
        cells[value_at] = closed if row.note else opened
        yield [
            put(cell, text) if text or cell is opened else None
            for cell, put, text in zip(cells, puts, _texts(row), strict=True)
        ]


def _texts(row: SheetRow) -> tuple[str, ...]:
    whole, rest = row.digits, row.fraction_digits
    capacity = f"{whole},{rest}" if rest else str(whole)
    place = (row.key, row.object_name, row.address, row.point, row.meter, row.serial, row.register)
    return *place, row.previous, row.previous_on, row.ratio, capacity, row.value, row.note, row.seen


def _validations(rows: list[SheetRow]) -> Iterator[Any]:
    """One for each capacity; neighbours of the same capacity are one range."""
    ranges: dict[tuple[int, int], list[str]] = {}
    at = FIRST_ROW
    for capacity, run in groupby(rows, key=lambda row: (row.digits, row.fraction_digits)):
        size = len(list(run))
        ranges.setdefault(capacity, []).append(f"{VALUE_LETTER}{at}:{VALUE_LETTER}{at + size - 1}")
        at += size
    for (digits, fraction), places in ranges.items():
        yield _validation(digits, fraction, " ".join(places))


def _validation(digits: int, fraction: int, places: str) -> Any:
    largest = "9" * digits + ("." + "9" * fraction if fraction else "")
    after = f"после запятой не более {fraction}" if fraction else "без цифр после запятой"
    return DataValidation(
        type="decimal" if fraction else "whole",
        operator="between",
        formula1="0",
        formula2=largest,
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
        errorTitle="Не подходит к прибору",
        error=f"До запятой не более {digits} цифр, {after}. Перепишите цифры со счётчика.",
        promptTitle="Текущее показание",
        prompt=f"Цифр до запятой: не более {digits}; {after}.",
        sqref=places,
    )


def _write_help(sheet: Any, head: SheetHead) -> None:
    sheet.column_dimensions["A"].width = 110
    sheet.protection.sheet = True
    sheet.append([_cells(sheet, "Заголовок листа")(head.title)])
    text = _cells(sheet, "Текст")
    for hint in head.hints:
        sheet.append([text(hint)])
