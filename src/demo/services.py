"""An invented catalogue of services, and orders that came to the supplier by telephone: one in each state."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from src.demo.plan import Plan, contract_key
from src.domain.quantities import money_text
from src.domain.service_orders import State, cost_of
from src.domain.vat import rate_on
from src.exchange import nouns
from src.exchange.writing import DeliveryWriter

_FULL = 20
"""Contracts that have an order in each state; of the others every third has one."""


class _Service(NamedTuple):
    """`price` in kopecks without VAT; `vat_percent` None: the general rate."""

    name: str
    description: str
    price: int
    unit: str
    place: str
    conditions: str
    vat_percent: int | None = None


_IN_TEN_DAYS = "В течение 10 рабочих дней после оплаты. Нужен доступ к прибору."
_IN_FIVE_DAYS = "В течение 5 рабочих дней после оплаты."
_BY_PHONE = "День согласуем по телефону."
_SERVICES = (
    _Service("Поверка прибора учёта", "На месте установки, без снятия.", 1_980_00, "прибор", "point", _IN_TEN_DAYS),
    _Service("Замена прибора учёта", "Снятие и установка; прибор в цену не входит.", 4_600_00, "прибор", "point",
             _IN_TEN_DAYS),
    _Service("Программирование прибора учёта", "Тарифное расписание.", 1_150_00, "прибор", "point", _IN_FIVE_DAYS),
    _Service("Опломбировка прибора учёта", "После работ потребителя.", 780_50, "прибор", "point",
             f"{_IN_FIVE_DAYS} При вводе прибора бесплатна."),
    _Service("Снятие контрольных показаний", "С актом, вместе с вами.", 690_00, "точка учёта", "point", _BY_PHONE),
    _Service("Проверка схемы учёта", "Прибор, трансформаторы, цепи; с протоколом.", 6_350_00, "точка учёта", "point",
             _IN_TEN_DAYS),
    _Service("Архив почасовых значений", "Файл за последние 90 суток.", 1_500_00, "прибор", "point",
             "Только для приборов с хранением графика нагрузки."),
    _Service("Ограничение режима потребления", "Отключение объекта по заявлению.", 3_900_00, "объект", "object",
             "Не раньше чем через 10 рабочих дней после заявки."),
    _Service("Возобновление режима потребления", "Когда причина ограничения устранена.", 3_900_00, "объект", "object",
             "В течение 24 часов после оплаты."),
    _Service("Дистанционный сбор показаний", "Модем, антенна, настройка.", 18_400_00, "объект", "object",
             "В течение 30 рабочих дней после оплаты."),
    _Service("Выезд специалиста", "Осмотр и совет на месте.", 2_133_33, "выезд", "object", _BY_PHONE),
    _Service("Копия документа на бумаге", "Договор, акт, счёт; с печатью.", 45_00, "лист", "none", "В отделении."),
    _Service("Справка об отсутствии задолженности", "С подписью и печатью.", 0, "справка", "none", "Бесплатно."),
    _Service("Обучение работе с учётом", "Курс лицензированного центра.", 7_900_00, "слушатель", "none",
             "По мере набора группы.", 0),
)  # fmt: skip
_REFUSAL = "Объект питает соседних потребителей: сначала нужно согласие сетевой организации."
_ORDERS = (
    (0, State.PLACED, 1, 2), (1, State.AWAITING, 4, 1), (10, State.PAID, 9, 1), (2, State.IN_WORK, 14, 3),
    (11, State.DONE, 40, 12), (8, State.CANCELLED, 65, 1), (7, State.REJECTED, 90, 1), (13, State.DONE, 400, 2),
)  # fmt: skip
"""Which service, the state, so many days ago, how many."""


def add_services(delivery: DeliveryWriter) -> None:
    for number, service in enumerate(_SERVICES, 1):
        delivery.table(nouns.SERVICES).write((
            f"S{number:02}", service.name, service.description, money_text(service.price), service.unit,
            service.vat_percent, service.conditions, service.place, False,
        ))  # fmt: skip


def add_orders(delivery: DeliveryWriter, plan: Plan, index: int) -> None:
    some: tuple[tuple[int, State, int, int], ...] = _ORDERS
    if index >= _FULL:
        some = () if index % 3 else (_ORDERS[index % len(_ORDERS)],)
    for number, order in enumerate(some, 1):
        _add_order(delivery, plan, index, number, *order)


def _add_order(
    delivery: DeliveryWriter, plan: Plan, index: int, number: int, which: int, state: State, days: int, many: int
) -> None:
    service, day = _SERVICES[which], plan.day_from_now(-days)
    percent = rate_on(date.fromisoformat(day)) if service.vat_percent is None else service.vat_percent
    invoiced = state in {State.AWAITING, State.PAID, State.IN_WORK, State.DONE}
    delivery.table(nouns.SERVICE_ORDERS).write((
        f"{contract_key(index)}-U{number}", contract_key(index), f"У-{index + 1:06}/{number}", f"S{which + 1:02}", day,
        state, money_text(cost_of(service.price, many, percent).total),
        f"У-{index + 1:06}/{number}-С" if invoiced else "", day if invoiced else "",
        _REFUSAL if state is State.REJECTED else "", False,
    ))  # fmt: skip
