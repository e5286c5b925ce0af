"""Payments of an invented contract: what was due, a day or some before that; a few pay late, a few not of late."""

from collections.abc import Iterator
from datetime import date, timedelta

from src.demo.invoices import owed
from src.demo.plan import Plan, contract_key, contract_number
from src.domain.obligations import Obligation
from src.domain.payment_rules import Part
from src.domain.quantities import money_text
from src.exchange import nouns
from src.exchange.writing import DeliveryWriter

_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
_NUMBERS = 900_000
_LATE, _DEBTOR = 3, 7
"""One contract of so many."""
_DELAY, _UNPAID = timedelta(days=16), timedelta(days=45)


def add_payments(delivery: DeliveryWriter, plan: Plan, index: int) -> None:
    """What has been paid by the plan's moment for its last months of money."""
    table, key, today = delivery.table(nouns.PAYMENTS), contract_key(index), plan.now.astimezone(plan.zone).date()
    for at, (asked, kopecks) in enumerate(_asked(plan, index)):
        number = 1 + (index * 7919 + at * 31) % _NUMBERS
        paid_on = _day(asked, index, number)
        if paid_on <= today and not (index % _DEBTOR == 5 and asked.due_on > today - _UNPAID):
            purpose = _purpose(asked, contract_number(index))
            table.write((f"{key}-{at + 1}", key, str(number), paid_on, money_text(kopecks), purpose, "", False))


def _asked(plan: Plan, index: int) -> Iterator[tuple[Obligation, int]]:
    """What is firm, less what was asked too much before."""
    over = 0
    for each in owed(plan, index):
        if each.firm and each.kopecks > over:
            yield each, each.kopecks - over
        over = max(over - each.kopecks, 0) if each.firm else over


def _day(asked: Obligation, index: int, number: int) -> date:
    return asked.due_on + _DELAY if index % _LATE == 2 else asked.due_on - timedelta(days=number % 5)


def _purpose(asked: Obligation, number: str) -> str:
    what, period = "Окончательный расчёт" if asked.part is Part.REST else "Аванс", asked.period
    return f"{what} за электроэнергию за {_MONTHS[period.month - 1]} {period.year} по договору № {number}"
