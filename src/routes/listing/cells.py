"""Cells of the files of lists: what a subject says of a thing, as CSV and as a workbook have it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from src.domain.quantities import plain
from src.web.csv_file import Line

Cell = str | int | Decimal | date | None
CUT: Final = "Выгружено не всё: сократите период или уточните отбор и выгрузите ещё раз."
_KOPECK: Final = Decimal("0.01")


def roubles(kopecks: int) -> Decimal:
    """Exact, with both digits of the kopecks."""
    return kopecks * _KOPECK


def csv_line(cells: Iterable[Cell]) -> Line:
    return [f"{cell:%d.%m.%Y}" if isinstance(cell, date) else cell for cell in cells]


def sheet_line(cells: Iterable[Cell]) -> list[str]:
    return [_text(cell) for cell in cells]


def _text(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    if cell is None or isinstance(cell, str):
        return cell or ""
    return plain(Decimal(cell))
