"""History as a workbook: the lines of its file (history_file.py), with numbers, instants and days as such."""

from collections.abc import AsyncIterator, Sequence
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from src.domain.history import PlaceHistory
from src.domain.quantities import plain
from src.domain.workbooks import Column, Kind, Table
from src.routes.readings.history_file import HEAD, cells_of
from src.services.tables import Item
from src.web.csv_file import Cell

_WIDTHS: Final = (24, 32, 24, 18, 16, 14, 18, 10, 17, 16, 14, 14, 9, 17, 30, 8, 28, 17, 14)
_KINDS: Final = {
    "На момент": Kind.MOMENT,
    "Показание": Kind.NUMBER,
    "Расход": Kind.NUMBER,
    "Версия": Kind.NUMBER,
    "Когда": Kind.MOMENT,
}
COLUMNS: Final = tuple(
    Column(name, width, _KINDS.get(name, Kind.TEXT)) for name, width in zip(HEAD, _WIDTHS, strict=True)
)
_MOMENTS: Final = [at for at, column in enumerate(COLUMNS) if column.kind is Kind.MOMENT]


async def sheet_of(
    title: str, found: AsyncIterator[tuple[Sequence[PlaceHistory], bool]], zone: ZoneInfo
) -> AsyncIterator[Sequence[Item]]:
    """One sheet, batch by batch; instants are those of the supplier's clock."""
    yield [Table("История показаний", title, COLUMNS)]
    async for lines in cells_of(found, zone):
        yield [_texts(line) for line in lines]


def _texts(line: Sequence[Cell]) -> list[str]:
    texts = ["" if cell is None else cell if isinstance(cell, str) else plain(Decimal(cell)) for cell in line]
    for at in _MOMENTS if len(texts) == len(COLUMNS) else ():
        texts[at] = _iso(texts[at])
    return texts


def _iso(told: str) -> str:
    """«01.12.2026 00:00» as 2026-12-01T00:00."""
    return f"{told[6:10]}-{told[3:5]}-{told[:2]}T{told[11:]}" if told else ""
