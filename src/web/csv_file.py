"""CSV that spreadsheets of people here open by a double click: UTF-8 with BOM, `;`, decimal comma."""

import csv
import io
from collections.abc import AsyncIterator, Iterable, Sequence
from decimal import Decimal
from typing import Any, Final, TypeAlias

from litestar import Response
from litestar.response import Stream

from src.domain.quantities import plain

Cell: TypeAlias = str | Decimal | int | None
Line: TypeAlias = Sequence[Cell]
BOM: Final = "\ufeff"
_FORMULA: Final = ("=", "+", "-", "@", "\0")
_BLANK: Final = ("\t", "\r")


def csv_answer(name: str, head: Line, batches: AsyncIterator[Sequence[Line]]) -> Response[Any]:
    """A file for download, sent batch by batch; `name` has no ending and is ASCII."""
    return Stream(
        _texts(head, batches),
        media_type="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


async def _texts(head: Line, batches: AsyncIterator[Sequence[Line]]) -> AsyncIterator[str]:
    yield BOM + csv_text([head])
    async for lines in batches:
        if lines:
            yield csv_text(lines)


def csv_text(lines: Iterable[Line]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(
        [cell_text(cell) for cell in line] for line in lines
    )
    return out.getvalue()


def cell_text(cell: Cell) -> str:
    """A number with a comma; a text that a spreadsheet would take for a formula gets an apostrophe in front."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return plain(Decimal(cell)).replace(".", ",")
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) or cell.startswith(_BLANK) else cell
