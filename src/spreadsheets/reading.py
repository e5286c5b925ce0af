"""Reading the sheet of readings back, from whatever program wrote it. Judges nothing: what is typed is handed on."""

import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from src.domain.quantities import cut, plain, written
from src.domain.workbooks import CellFault, FileFault, ReadSheet, TypedCell, WorkbookRefused
from src.spreadsheets import guard, scan
from src.spreadsheets.layout import KEY, SEEN, SERIAL, VALUE, Owner, owner_in
from src.spreadsheets.narrow import NOTHING, narrow_rows

LONGEST_SEEN = 60
HEADER_WITHIN = 20
"""Rows in which the head of the table is looked for: people put lines above it."""
SELF_CONTRADICTING = (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, SyntaxError)
"""What openpyxl raises at parts that contradict each other (SyntaxError: that of XML)."""


class Columns(NamedTuple):
    """Where the columns are that matter, from 0, and the row of the head, from 1. A sheet may do without `seen`, -1:
    it is then as one that was handed out empty."""

    key: int
    serial: int
    value: int
    seen: int
    head: int


class Found(NamedTuple):
    """The sheet of readings of an open workbook."""

    sheet: Any
    owner: Owner
    columns: Columns


def read(path: Path) -> ReadSheet:
    """Look the file over, then read it; raises WorkbookRefused."""
    check(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves out of other people's workbooks
        try:
            return _read(path)
        except SELF_CONTRADICTING as error:
            raise WorkbookRefused(FileFault.BROKEN) from error


def check(path: Path) -> None:
    """All that can be refused before openpyxl sees it."""
    guard.check(path)
    scan.limits(path)


def _read(path: Path) -> ReadSheet:
    book = load_workbook(path, read_only=True, keep_links=False)
    try:
        found = find_sheet(book)
        cells = list(_filled(found))
        keys = Counter(key for key, _ in cells if key)
    finally:
        book.close()
    typed = [_twice(cell, keys) for _, cell in cells if cell]
    return ReadSheet(*found.owner, found.sheet.title, len(keys), typed)


def find_sheet(book: Any) -> Found:
    """The one sheet that bears our marker; a copied one beside it is refused, nobody knows which is meant."""
    found = []
    for sheet in book.worksheets:
        if hasattr(sheet, "reset_dimensions"):
            sheet.reset_dimensions()  # what the file says of its own size is not believed
        top = list(sheet.iter_rows(max_row=HEADER_WITHIN, max_col=scan.MOST_COLUMNS))
        owners = [owner for row in top for cell in row if (owner := owner_in(_plain_text(cell)))]
        if owners:
            found.append(Found(sheet, owners[0], _columns(top)))
    if len(found) != 1:
        raise WorkbookRefused(FileFault.TWO_SHEETS if found else FileFault.FOREIGN)
    return found[0]


def _columns(top: list[tuple[Any, ...]]) -> Columns:
    """By their names, wherever they have been moved to."""
    for at, row in enumerate(top, 1):
        names = [_plain_text(cell).casefold() for cell in row]
        if VALUE.casefold() in names or KEY.casefold() in names:
            _look_over(names)
            key, serial, value = (names.index(name.casefold()) for name in (KEY, SERIAL, VALUE))
            seen = names.index(SEEN.casefold()) if SEEN.casefold() in names else -1
            return Columns(key, serial, value, seen, at)
    raise WorkbookRefused(FileFault.NO_COLUMN, VALUE)


def _look_over(names: list[str]) -> None:
    """Each column once: which of two bears the readings nobody knows."""
    for name in (KEY, SERIAL, VALUE):
        if not names.count(name.casefold()):
            raise WorkbookRefused(FileFault.NO_COLUMN, name)
        if names.count(name.casefold()) > 1:
            raise WorkbookRefused(FileFault.TWO_COLUMNS, name)


def _filled(found: Found) -> Iterator[tuple[str, TypedCell | None]]:
    """The key of every row that has one, with its value when there is one."""
    columns = found.columns
    letter = get_column_letter(columns.value + 1)
    places = [place + 1 for place in columns[:4]]
    met = set[int]()
    for at, row in narrow_rows(found.sheet, places):
        if at <= columns.head:
            continue
        if at in met:  # no program writes a row twice, and which of them the person saw nobody knows
            raise WorkbookRefused(FileFault.BROKEN)
        met.add(at)
        key, serial, cell, seen = (row.get(place, NOTHING) for place in places)
        typed, fault = typed_in(cell)
        name = key_in(key)
        if not typed and not fault:
            yield name, None
            continue
        fault = fault or (None if name else CellFault.NO_KEY)
        before = _plain_text(seen)[:LONGEST_SEEN]
        yield name, TypedCell(at, f"{letter}{at}", name, cut(_plain_text(serial)), cut(typed), fault, before)


def _twice(cell: TypedCell, keys: Counter[str]) -> TypedCell:
    return cell._replace(fault=CellFault.TWICE) if not cell.fault and keys[cell.key] > 1 else cell


def key_in(cell: Any) -> str:
    """The register that a row names, however its digits are written: as text or as a number by now."""
    text = _plain_text(cell)
    return str(int(text)) if text.isascii() and text.isdecimal() and len(text) <= 18 else ""


def typed_in(cell: Any) -> tuple[str, CellFault | None]:
    """What stands in a cell as text, and why it is no value. Numbers as the program shows them: fifteen digits."""
    value = cell.value if cell is not None else None
    if value is None:
        return "", None
    if cell.data_type == "f":
        return (value if isinstance(value, str) else "="), CellFault.FORMULA
    if isinstance(value, date | datetime | time | timedelta):
        return _day(value), CellFault.DATE
    if isinstance(value, bool) or cell.data_type == "e":
        return str(value).upper(), CellFault.NOT_A_NUMBER
    if cell.data_type == "%":
        return f"{_number(value * 100)}%", CellFault.PERCENT
    return (_number(value) if isinstance(value, float) else _plain_text(cell)), None


def _day(value: date | datetime | time | timedelta) -> str:
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)


def _number(value: float) -> str:
    """As the program shows it: fifteen digits, with a comma."""
    return written(Decimal(f"{value:.15g}"))


def _plain_text(cell: Any) -> str:
    value = cell.value if cell is not None else None
    if isinstance(value, float):
        return plain(Decimal(f"{value:.15g}"))
    return "" if value is None else str(value).replace("\xa0", " ").strip()
