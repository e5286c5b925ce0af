"""«Что и когда платить» as a file: a line for each payment and, in a workbook, one for each stretch of delay, with the
words that the page has."""

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from typing import Any, Final

from src.domain.workbooks import Column, Kind, Table
from src.routes.listing.cells import Cell, csv_line, roubles, sheet_line
from src.services.settlements import Due
from src.services.tables import Item
from src.web.csv_file import Line
from src.web.kit import Kit
from src.web.macro_words import plain_words

_NUMBER: Final = Kind.NUMBER
_MONEY: Final = Kind.MONEY
PAYMENTS: Final = (
    Column("Срок", 12, Kind.DAY), Column("Срок по правилам", 12, Kind.DAY), Column("За что", 36),
    Column("Как посчитано", 60), Column("К оплате, ₽", 16, _MONEY), Column("Оплачено, ₽", 16, _MONEY),
    Column("Осталось, ₽", 16, _MONEY), Column("Последняя оплата", 12, Kind.DAY), Column("Пени, ₽", 14, _MONEY),
)  # fmt: skip
DELAYS: Final = (
    Column("За что", 36), Column("Срок", 12, Kind.DAY), Column("Сумма, ₽", 16, _MONEY), Column("С", 12, Kind.DAY),
    Column("По", 12, Kind.DAY), Column("Дней", 8, _NUMBER), Column("Ставка, %", 10, _NUMBER),
    Column("Доля ставки", 12), Column("Пени, ₽", 14, _MONEY),
)  # fmt: skip
HEAD: Final = tuple(column.name for column in PAYMENTS)


class DueFile:
    """Says the lines of one file."""

    def __init__(self, kit: Kit, due: Due) -> None:
        self._words: Any = kit.templates.get_template("templates/components/settlements.html").module
        self._due = due

    async def lines(self) -> AsyncIterator[Sequence[Line]]:
        """For CSV."""
        yield [csv_line(cells) for cells in self._payments()]

    async def sheets(self, title: str) -> AsyncIterator[Sequence[Item]]:
        """For a workbook."""
        yield [Table("Платежи", title, PAYMENTS), *map(sheet_line, self._payments())]
        yield [Table("Пени", title, DELAYS), *map(sheet_line, self._delays())]

    def _payments(self) -> Iterator[Iterable[Cell]]:
        for laid in self._due.rows:
            asked = laid.obligation
            cost = sum(span.penalty for span in self._due.spans if span.obligation is asked)
            words = plain_words(self._words.asked(asked)), plain_words(self._words.how(asked))
            sums = roubles(asked.kopecks), roubles(laid.paid), roubles(laid.left)
            yield asked.due_on, asked.ruled, *words, *sums, laid.shares[-1].day if laid.shares else None, roubles(cost)

    def _delays(self) -> Iterator[Iterable[Cell]]:
        for span in self._due.spans:
            what, due_on, rate = plain_words(self._words.asked(span.obligation)), span.obligation.due_on, span.rate
            days = span.first, span.last, span.days
            cost = roubles(span.penalty) if rate else None
            yield what, due_on, roubles(span.kopecks), *days, rate and rate.percent, f"1/{span.divisor}", cost
