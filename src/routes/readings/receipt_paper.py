"""A receipt as a document: what its page says, on paper."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from src.domain.access import GuardedContract
from src.domain.printing import Column, TablePaper
from src.domain.receipts import Receipt, ReceiptLine
from src.domain.sheets import Kind
from src.routes.readings.history_file import CHANNELS, STATUSES, ZONES
from src.settings import Settings
from src.web.templates import NBSP, moment_in, month, month_of, number

MOST_LINES: Final = 1000
"""More of them are for the page that is printed whole: twice as many took 260 MB of the 512 that a child may have."""
_BEGIN: Final = (Column("Прибор, зона", 14), Column("Объект, точка", 20))
_CURRENT: Final = (
    Column("Предыдущее", 9, right=True), Column("Отправлено", 9, right=True), Column("Коэф.", 6, right=True),
    Column("Расход", 10, right=True),
)  # fmt: skip
_OPENING: Final = (Column("На момент", 12), Column("Отправлено", 10, right=True))
_STATUS: Final = Column("Состояние", 12)


def receipt_paper(
    contract: GuardedContract, receipt: Receipt, lines: tuple[ReceiptLine, ...], now: datetime, settings: Settings
) -> TablePaper:
    """Statuses are those of `now`."""
    moment, opening = moment_in(settings.time_zone), receipt.kind is Kind.OPENING
    of = _of_opening(moment) if opening else _of_current
    what = f"на начало периода: {month(receipt.period)}" if opening else f"на конец {month_of(receipt.period)}"
    pairs = [
        ("Показания", what),
        ("Поставщик", settings.supplier_name),
        ("Потребитель", f"{receipt.party}, ИНН {receipt.inn}"),
        ("Договор", f"№ {contract.number}"),
        ("Отправлено", moment(receipt.sent_at)),
        ("Кто отправил", receipt.sender),
        ("Показаний", number(receipt.registers)),
        ("Исправляет квитанцию", receipt.replaces and f"№ {receipt.replaces}"),
        ("Исправлена квитанцией", receipt.replaced_by and f"№ {receipt.replaced_by}"),
    ]
    return TablePaper(
        title=f"Квитанция № {receipt.number}",
        pairs=[(name, text) for name, text in pairs if text],
        columns=(*_BEGIN, *(_OPENING if opening else _CURRENT), _STATUS),
        rows=[[*_place(line), *of(line), _status(line)] for line in lines],
        notes=[f"Состояния на {moment(now)}. Квитанция сформирована в личном кабинете."],
    )


def _place(line: ReceiptLine) -> Iterator[str]:
    counted = line.counted
    yield f"{counted.meter} № {counted.serial}\n{ZONES[counted.zone]}, {CHANNELS[counted.channel]}"
    yield f"{counted.object_name}, {counted.point}"


def _of_current(line: ReceiptLine) -> Iterator[str]:
    counted = line.counted
    yield "—" if counted.previous is None else number(counted.previous)
    yield number(line.value)
    yield number(counted.ratio)
    unit = "кВт·ч" if counted.channel.active else "квар·ч"
    yield "—" if counted.energy is None else f"{number(counted.energy)}{NBSP}{unit}"


def _of_opening(moment: Callable[[datetime], str]) -> Callable[[ReceiptLine], Iterator[str]]:
    return lambda line: iter((moment(line.as_of), number(line.value)))


def _status(line: ReceiptLine) -> str:
    return f"{STATUSES[line.status]}. {line.reason}" if line.reason else STATUSES[line.status]
