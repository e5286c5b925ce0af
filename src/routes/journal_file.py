"""The lines of the journal as a file, with the words that its page has."""

from collections.abc import AsyncIterator, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from src.domain.workbooks import Column, Kind, Table
from src.services.journal import Told
from src.services.tables import Item
from src.web.csv_file import Line
from src.web.kit import Kit
from src.web.macro_words import plain_words

COLUMNS: Final = (
    Column("Когда", 17, Kind.MOMENT), Column("Кто", 30), Column("Действие", 60), Column("Договор", 16),
    Column("Сетевой адрес", 20), Column("Заверено", 12),
)  # fmt: skip
HEAD: Final = tuple(column.name for column in COLUMNS)
CUT: Final = "Выгружено не всё: сократите период и выгрузите ещё раз; в CSV входит больше, чем в Excel."
Found = AsyncIterator[tuple[Sequence[Told], bool]]


class JournalFile:
    """Says the lines of one file."""

    def __init__(self, kit: Kit) -> None:
        self._words: Any = kit.templates.get_template("templates/components/journal.html").module
        self._zone: ZoneInfo = kit.settings.time_zone

    async def cells(self, found: Found) -> AsyncIterator[Sequence[Line]]:
        """For CSV, batch by batch."""
        async for batch, cut in found:
            lines: list[Line] = [self._line(told, "%d.%m.%Y %H:%M:%S") for told in batch]
            yield [*lines, (CUT,)] if cut else lines

    async def sheet(self, title: str, found: Found) -> AsyncIterator[Sequence[Item]]:
        """For a workbook: instants are those of the supplier's clock."""
        yield [Table("Действия", title, COLUMNS)]
        async for batch, cut in found:
            lines: list[Item] = [self._line(told, "%Y-%m-%dT%H:%M") for told in batch]
            yield [*lines, ["", CUT, *[""] * (len(COLUMNS) - 2)]] if cut else lines

    def _line(self, told: Told, moment: str) -> list[str]:
        return [
            told.at.astimezone(self._zone).strftime(moment),
            plain_words(self._words.who(told)),
            plain_words(self._words.act(told)),
            told.number,
            told.address,
            "да" if told.sealed else "ещё нет",
        ]
