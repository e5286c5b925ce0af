"""The acts of a selection as a file, with the words that the page has."""

from collections.abc import AsyncIterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from src.domain.quantities import money_text
from src.domain.violations import Line as Act
from src.domain.workbooks import Column, Kind, Table
from src.routes.violations.views import filters_of
from src.services import tables, violations
from src.services.making import Making
from src.services.tables import Item
from src.web.csv_file import Line
from src.web.kit import Kit

COLUMNS: Final = (
    Column("Дата", 12, Kind.DAY), Column("Номер", 18), Column("Вид", 30), Column("Время учета с", 14, Kind.DAY),
    Column("Время учета по", 14, Kind.DAY), Column("Название точки учета", 36),
    Column("Сумма по выставленному акту", 18, Kind.NUMBER), Column("Состояние", 14),
)  # fmt: skip
HEAD: Final = tuple(column.name for column in COLUMNS)
CUT: Final = "Выгружено не всё: сократите период и выгрузите ещё раз; в CSV входит больше, чем в Excel."
Found = AsyncIterator[tuple[Sequence[Act], bool]]


async def make_acts(kit: Kit, making: Making) -> None:
    """As many acts as a workbook holds; its last line says when there are more."""
    filters = filters_of(making.contract, making.asked)
    found = violations.export(making.contract, filters.wanted(), tables.MOST_ROWS)
    title = f"Акты нарушений, договор № {making.contract.number}"
    await tables.write(kit.gateways.workshop, ActsFile(kit).sheet(title, found), making)


class ActsFile:
    """Says the lines of one file."""

    def __init__(self, kit: Kit) -> None:
        self._words: Any = kit.templates.get_template("templates/components/violations.html").module

    async def cells(self, found: Found) -> AsyncIterator[Sequence[Line]]:
        """For CSV, batch by batch."""
        async for batch, cut in found:
            lines: list[Line] = [self._cells(act) for act in batch]
            yield [*lines, (CUT,)] if cut else lines

    async def sheet(self, title: str, found: Found) -> AsyncIterator[Sequence[Item]]:
        yield [Table("Акты нарушений", title, COLUMNS)]
        async for batch, cut in found:
            lines: list[Item] = [self._texts(act) for act in batch]
            yield [*lines, ["", CUT, *[""] * (len(COLUMNS) - 2)]] if cut else lines

    def _cells(self, act: Act) -> Line:
        total = None if act.kopecks is None else Decimal(money_text(act.kopecks))
        return [
            f"{act.drawn_on:%d.%m.%Y}", act.number, self._said("kind_name", act.kind), _told(act.since),
            _told(act.until), act.point, total, self._said("state_name", act.state),
        ]  # fmt: skip

    def _texts(self, act: Act) -> list[str]:
        since, until = (day.isoformat() if day else "" for day in (act.since, act.until))
        total = "" if act.kopecks is None else money_text(act.kopecks)
        kind, state = self._said("kind_name", act.kind), self._said("state_name", act.state)
        return [act.drawn_on.isoformat(), act.number, kind, since, until, act.point, total, state]

    def _said(self, macro: str, word: str) -> str:
        return str(getattr(self._words, macro)(word)).strip()


def _told(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""
