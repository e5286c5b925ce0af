"""Payments of an invented contract: both advances and the rest of every month, a day or some before they are due."""

from __future__ import annotations

from datetime import timedelta

from src.demo.invoices import invoice_total
from src.demo.plan import Plan, contract_key, contract_number
from src.domain.invoices import Due, Part, schedule
from src.domain.periods import Period
from src.domain.quantities import money_text
from src.exchange import nouns
from src.exchange.writing import DeliveryWriter

_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
_NUMBERS = 900_000


def add_payments(delivery: DeliveryWriter, plan: Plan, index: int) -> None:
    """What has been paid by the plan's moment for its last months of money."""
    last, table = plan.open_period, delivery.table(nouns.PAYMENTS)
    for period in last.last(plan.money_months):
        for at, due in enumerate(schedule(period, invoice_total(plan, index, period.previous))):
            number = 1 + (index * 7919 + (period.year * 12 + period.month) * 3 + at) % _NUMBERS
            paid_on = due.by - timedelta(days=number % 5)
            if paid_on <= plan.now.astimezone(plan.zone).date():
                table.write((
                    f"{contract_key(index)}-{period}-{at + 1}", contract_key(index), str(number), paid_on,
                    money_text(due.kopecks), _purpose(due, period, contract_number(index)), "", False,
                ))  # fmt: skip


def _purpose(due: Due, period: Period, number: str) -> str:
    what = "Окончательный расчёт" if due.part is Part.REST else "Аванс"
    return f"{what} за электроэнергию за {_MONTHS[period.month - 1]} {period.year} по договору № {number}"
