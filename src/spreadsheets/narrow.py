"""Walking a large sheet for the few columns that matter: whole cells are what makes reading slow."""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from openpyxl.utils import column_index_from_string
from openpyxl.worksheet._reader import WorkSheetParser

_DIGITS = "0123456789"


class Cell(NamedTuple):
    """As openpyxl read it: `data_type` is `f` for a formula, `e` for an error, `d` for a date."""

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
        whole, by_letters = parser.parse_cell, dict[str, int]()

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
            yield number, {cell["column"]: Cell(cell["value"], cell["data_type"]) for cell in cells if cell["column"]}


_SKIPPED: dict[str, Any] = {"column": 0}
