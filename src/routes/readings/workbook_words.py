"""What the sheet of readings says in a workbook: one table of words, and a line in texts."""

from decimal import Decimal
from functools import cache
from typing import Any

from src.domain.access import Action, GuardedContract
from src.domain.cells import seen_of
from src.domain.quantities import plain, read_number
from src.domain.readings import Kind, Problem
from src.domain.sheets import Judged, State
from src.domain.windows import WindowState
from src.domain.workbooks import SheetHead, SheetRow
from src.services.readings.sheet import Head
from src.web.kit import Kit
from src.web.templates import day, month

REFUSALS = {
    Kind.REMOTE: "Передаётся дистанционно",
    Kind.FAULTY: "Прибор неисправен: замените его и сообщите куратору",
    Kind.VERIFICATION_SHORT: "Поверка до {limit}, раньше конца периода: поверьте прибор",
    Kind.VERIFICATION_OVER: "Истёк срок поверки {limit}: поверьте прибор",
}
UNVERIFIED = "Срок поверки неизвестен: передайте куратору свидетельство о поверке"
COUNTED = "Принято в расчёт"
SHUT = "Приём закрыт"
NO_RIGHT = "Передавать показания по этому договору вам не разрешено"
HINTS = (
    "Перепишите показания со счётчиков в жёлтые ячейки столбца «Текущее показание». Остальные ячейки закрыты.",
    "Дробную часть отделяйте запятой или точкой. Цифр до и после запятой не больше, чем в столбце «Значность»: "
    "6,2 значит шесть цифр до запятой и две после.",
    "Формулы не считаются: впишите само число. Если программа превратила число в дату, поставьте перед ним апостроф.",
    "Строки можно скрывать и оставлять пустыми. Чтобы отсортировать их, снимите защиту листа (в Excel: "
    "«Рецензирование» → «Снять защиту листа»), пароля нет. Столбец A скрыт: по нему строки узнают свои приборы.",
    "В столбце «Примечание» написано, почему показание прибора не принимается.",
)


def head_words(contract: GuardedContract, head: Head) -> SheetHead:
    title = f"Показания за {month(head.period)}, договор № {contract.number}"
    return SheetHead(contract.id, str(head.period), title, HINTS, head.counts.version if head.counts else 0)


class RowWords:
    """Says the lines of one sheet to one person."""

    def __init__(self, kit: Kit, contract: GuardedContract, head: Head) -> None:
        macros: Any = kit.templates.get_template("templates/components/readings.html").module
        self._register = cache(lambda zone, channel: f"{macros.zone_name(zone)}{macros.channel_name(channel)}")
        self._zone = head.zone
        shut = SHUT if head.state is WindowState.CLOSED else ""
        self._closed = shut if contract.may(Action.SUBMIT) else NO_RIGHT

    def __call__(self, judged: Judged) -> SheetRow:
        line, before = judged.line, judged.line.rule.previous
        return SheetRow(
            key=str(line.register_id),
            object_name=line.place.object_name,
            address=line.place.address,
            point=line.place.point,
            meter=line.meter.type,
            serial=line.meter.serial,
            register=self._register(line.zone, line.channel),
            previous=judged.previous,
            previous_on=day(before.as_of.astimezone(self._zone).date()) if before else "",
            ratio=plain(line.rule.counting.ratio),
            digits=line.rule.digits,
            fraction_digits=line.rule.fraction_digits,
            value=_digits(judged.shown),
            note=self._note(judged),
            seen=seen_of(judged) if judged.line.version else "",
        )

    def _note(self, judged: Judged) -> str:
        if judged.state is State.IN_CALCULATION:
            return COUNTED
        return refusal_words(judged.refusal) if judged.refusal else self._closed


def _digits(typed: str) -> str:
    """A number as a workbook can hold it; what is none stays as it was typed."""
    number = read_number(typed)
    return plain(number) if isinstance(number, Decimal) else typed


def refusal_words(problem: Problem) -> str:
    """Why the meter takes no reading."""
    if problem.kind is Kind.VERIFICATION_OVER and not problem.limit:
        return UNVERIFIED
    limit: Any = problem.limit
    return REFUSALS[problem.kind].format(limit=day(limit) if limit else "")
