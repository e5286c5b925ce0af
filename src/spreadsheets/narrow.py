"""Walking a large sheet for the few columns that matter: whole cells are what makes reading slow."""

import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet._reader import WorkSheetParser

_DIGITS = "0123456789"
_LITERAL = re.compile(r'"[^"]*"|\\.')


class Cell(NamedTuple):
    """As openpyxl read it: `data_type` is `f` for a formula, `e` for an error, `d` for a date, and ours is `%` for a
    number that the program shows as a percentage, a hundred times as large."""

    value: Any
    data_type: str


NOTHING = Cell(None, "n")


def narrow_rows(sheet: Any, wanted: Collection[int]) -> Iterator[tuple[int, dict[int, Cell]]]:
    """Rows of a read-only sheet, each with its number and those of the wanted columns that it has; both from 1."""
    book = sheet.parent
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        whole, by_letters, percents = parser.parse_cell, dict[str, int](), _percents(book)

        def narrow(element: Any) -> dict[str, Any]:
            letters = (element.get("r") or "").rstrip(_DIGITS)
            column = by_letters.get(letters) if letters else parser.col_counter + 1
            if column is None:
                column = by_letters[letters] = column_index_from_string(letters)
            if column in wanted:
                return whole(element)  # type: ignore[no-any-return]
            parser.col_counter = column
            return _SKIPPED

        parser.parse_cell = narrow
        for number, cells in parser.parse():
            yield number, {cell["column"]: _cell(cell, percents) for cell in cells if cell["column"]}


def _cell(cell: dict[str, Any], percents: Collection[int]) -> Cell:
    kind = "%" if cell["data_type"] == "n" and cell["style_id"] in percents else cell["data_type"]
    return Cell(cell["value"], kind)


def _percents(book: Any) -> frozenset[int]:
    """Styles whose number format has a per cent sign that is no mere text in it."""
    formats = [_shown(style.numFmtId, book) for style in book._cell_styles]
    return frozenset(at for at, shown in enumerate(formats) if "%" in _LITERAL.sub("", shown))


def _shown(number: int, book: Any) -> str:
    own = number - BUILTIN_FORMATS_MAX_SIZE
    return str(book._number_formats[own] if own >= 0 else BUILTIN_FORMATS.get(number, ""))


_SKIPPED: dict[str, Any] = {"column": 0}
