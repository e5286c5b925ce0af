"""A filtered list as a file: all that its filters find, in the columns that its subject names."""

from collections.abc import AsyncIterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from src.domain.access import GuardedContract
from src.domain.quantities import plain
from src.domain.workbooks import Table
from src.routes.listing.subject import Cell, Subject
from src.services import tables
from src.services.lists import WORKBOOK
from src.services.making import Making
from src.services.tables import Item
from src.web.csv_file import Line
from src.web.kit import Kit

CUT: Final = "Выгружено не всё: сократите период или уточните отбор и выгрузите ещё раз."
CUT_WORKBOOK: Final = f"{CUT} В CSV входит больше, чем в Excel."
Found = AsyncIterator[tuple[Sequence[Any], bool]]


async def csv_lines(subject: Subject, found: Found) -> AsyncIterator[Sequence[Line]]:
    async for things, cut in found:
        lines: list[Line] = [tuple(map(_csv_cell, subject.cells(thing))) for thing in things]
        yield [*lines, (CUT,)] if cut else lines


def _csv_cell(cell: Cell) -> str | Decimal | int | None:
    return f"{cell:%d.%m.%Y}" if isinstance(cell, date) else cell


async def make_list(kit: Kit, subject: Subject, making: Making) -> None:
    """As many lines as a workbook holds; its last one says when there are more."""
    asked = subject.filters(making.contract, making.asked).asked
    found = subject.lists.export(making.contract, asked, WORKBOOK)
    await tables.write(kit.gateways.workshop, _sheet(subject, making.contract, found), making)


async def _sheet(subject: Subject, contract: GuardedContract, found: Found) -> AsyncIterator[Sequence[Item]]:
    yield [Table(subject.title, f"{subject.title}, договор № {contract.number}", subject.columns)]
    async for things, cut in found:
        lines: list[Item] = [[_sheet_cell(cell) for cell in subject.cells(thing)] for thing in things]
        yield [*lines, [CUT_WORKBOOK, *[""] * (len(subject.columns) - 1)]] if cut else lines


def _sheet_cell(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    if cell is None or isinstance(cell, str):
        return cell or ""
    return plain(Decimal(cell))
