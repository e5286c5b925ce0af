"""The preliminary consumption as a workbook: its lines, then its sums, with the words that the page has."""

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from src.domain.access import GuardedContract
from src.domain.preliminary import Result, Stretch
from src.domain.quantities import money_text, plain
from src.domain.tally import Sums, Tally, constant_cost
from src.domain.tariffs import Cost, Tariffs, Unpriced
from src.domain.workbooks import Column, Kind, Table
from src.routes.readings.history_file import CHANNELS, ZONES
from src.services.readings.sheet import Head
from src.services.tables import Item
from src.web.kit import Kit
from src.web.templates import month

_NUMBER: Final = Kind.NUMBER
_MONEY: Final = Kind.MONEY
LINES: Final = (
    Column("Объект", 24), Column("Адрес", 32), Column("Точка", 24), Column("Прибор", 18), Column("Номер прибора", 16),
    Column("Зона", 14), Column("Канал", 18), Column("Предыдущее", 14, _NUMBER), Column("На момент", 17, Kind.MOMENT),
    Column("Текущее", 14, _NUMBER), Column("Состояние", 24), Column("Разность", 14, _NUMBER),
    Column("Коэффициент", 13, _NUMBER), Column("Потери, %", 10, _NUMBER), Column("Потери, кВт·ч", 14, _NUMBER),
    Column("Расход", 14, _NUMBER), Column("Единица", 9), Column("Стоимость без НДС, ₽", 16, _MONEY),
    Column("Примечание", 30),
)  # fmt: skip
SUMS: Final = (
    Column("Объект", 32), Column("Адрес", 40), Column("Активная, кВт·ч", 16, _NUMBER),
    Column("в том числе постоянные потери", 16, _NUMBER), Column("Реактивная, квар·ч", 16, _NUMBER),
    Column("Не хватает показаний", 14, _NUMBER), Column("Стоимость без НДС, ₽", 16, _MONEY),
    Column("НДС, ₽", 14, _MONEY), Column("Стоимость с НДС, ₽", 16, _MONEY), Column("Строк без цены", 10, _NUMBER),
)  # fmt: skip
ZONED: Final = "в итог не входит: учтено по зонам"
TAKEN_OFF: Final = "вычитается"
CONSTANT: Final = "Постоянные потери точки за месяц"
WHOLE: Final = "Итого по договору"
NO_PRICE: Final = "нет цены"


class ConsumptionSheets:
    """Says the lines and sums of one contract and period."""

    def __init__(self, kit: Kit, contract: GuardedContract, head: Head, tariffs: Tariffs | None) -> None:
        self._words: Any = kit.templates.get_template("templates/components/consumption.html").module
        self._head, self._tally = head, Tally(tariffs)
        self._title = f"Предварительный расход за {month(head.period)}, договор № {contract.number}"

    async def batches(self, found: AsyncIterator[Sequence[Result]]) -> AsyncIterator[Sequence[Item]]:
        """Batch by batch; a point's constant is its last line."""
        yield [Table("Расход", self._title, LINES)]
        last: Stretch | None = None
        async for results in found:
            self._tally.add(results)
            batch = list[Item]()
            for result in results:
                if last and last.point_id != result.stretch.point_id:
                    batch += self._constant(last)
                last = result.stretch
                batch.append(self._line(result))
            yield batch
        yield [*(self._constant(last) if last else ()), Table("Итоги", self._title, SUMS), *self._sums()]

    def _line(self, result: Result) -> list[str]:
        stretch, counting = result.stretch, result.counting
        before, lossy = stretch.rule.previous, stretch.channel.active and counting.loss_percent
        return [
            *_place(stretch),
            stretch.meter.type,
            stretch.meter.serial,
            ZONES[stretch.zone],
            CHANNELS[stretch.channel],
            plain(before.value) if before else "",
            self._moment(before.as_of) if before else "",
            _digits(result.value),
            str(self._words.lack(result) if result.lack else self._words.taken(result)).strip(),
            _digits(result.passed),
            plain(counting.ratio),
            plain(counting.loss_sign * counting.loss_percent) if lossy else "",
            plain(result.losses) if lossy and result.energy is not None else "",
            _digits(result.signed),
            "кВт·ч" if stretch.channel.active else "квар·ч",
            _net(result.cost),
            _note(result),
        ]

    def _constant(self, stretch: Stretch) -> list[list[str]]:
        """The line of losses that do not depend on the volume, where the point has them."""
        if not stretch.loss_kwh:
            return []
        line = [*_place(stretch), *[""] * (len(LINES) - 3)]
        cost = constant_cost(stretch, self._tally.tariffs)
        line[10], line[15:18] = CONSTANT, (str(stretch.loss_kwh), "кВт·ч", _net(cost))
        return [line]

    def _moment(self, instant: datetime) -> str:
        return instant.astimezone(self._head.zone).replace(tzinfo=None).isoformat()

    def _sums(self) -> Iterator[list[str]]:
        for each in self._tally.objects.values():
            yield [each.name, each.address, *_of(each.sums)]
        yield [WHOLE, "", *_of(self._tally.whole)]


def _place(stretch: Stretch) -> tuple[str, str, str]:
    return stretch.place.object_name, stretch.place.address, stretch.place.point


def _digits(number: Decimal | int | None) -> str:
    return "" if number is None else plain(Decimal(number))


def _note(result: Result) -> str:
    stretch = result.stretch
    if not stretch.added:
        return ZONED
    went = f"снят {stretch.removed_on:%d.%m.%Y}" if stretch.removed_on else ""
    return ", ".join(filter(None, (went, TAKEN_OFF if result.sign < 0 else "")))


def _net(cost: Cost | Unpriced | None) -> str:
    return money_text(cost.net) if isinstance(cost, Cost) else NO_PRICE if cost else ""


def _of(sums: Sums) -> list[str]:
    reactive = str(sums.reactive) if sums.has_reactive else ""
    volume = [str(sums.active), str(sums.constants), reactive, str(sums.missing)]
    money = [money_text(kopecks) for kopecks in (sums.net, sums.vat, sums.net + sums.vat)] if sums.priced else [""] * 3
    return [*volume, *money, str(sums.unpriced or "")]
