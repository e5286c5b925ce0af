"""The last invoices of an invented contract."""

from __future__ import annotations

from src.demo.calendar import working_days
from src.demo.plan import Plan, contract_key
from src.domain import vat
from src.domain.obligations import Account, Bill, Obligation
from src.domain.payment_rules import PaymentGroup
from src.domain.periods import Period
from src.domain.quantities import money_text
from src.domain.schedules import obligations
from src.exchange import nouns
from src.exchange.writing import DeliveryWriter

_KOPECKS_A_KWH = 847
_LEAST = 3
"""Invoices: whoever links a contract may know any of so many."""


def bills(plan: Plan, index: int) -> list[Bill]:
    """The oldest first."""
    due = 15 if plan.shape(index).utility else 18
    return [
        Bill(invoice_number(index, each), each.next.day(5), each, invoice_total(plan, index, each), each.next.day(due))
        for each in plan.open_period.previous.last(max(plan.money_months, _LEAST))
    ]


def owed(plan: Plan, index: int) -> list[Obligation]:
    """What these invoices ask, and when."""
    group = PaymentGroup.UTILITY if plan.shape(index).utility else PaymentGroup.GENERAL
    return obligations(Account(bills(plan, index), group), working_days(plan))


def add_invoices(delivery: DeliveryWriter, plan: Plan, index: int) -> None:
    for bill in bills(plan, index):
        delivery.table(nouns.INVOICES).write((
            f"{contract_key(index)}-{bill.period}", contract_key(index), bill.number,
            bill.issued_on, bill.period, money_text(bill.total), money_text(vat_of(bill)), bill.due_on, False,
        ))  # fmt: skip


def vat_of(bill: Bill) -> int:
    """Kopecks of its total."""
    return vat.included(bill.total, vat.rate_on(bill.period.last_day))


def invoice_number(index: int, period: Period) -> str:
    return f"Э-{index + 1:06}/{period.month:02}-{period.year % 100}"


def invoice_total(plan: Plan, index: int, period: Period) -> int:
    """Kopecks: about the contract's consumption, other every month, the same however often it is asked."""
    shape = plan.shape(index)
    kwh = shape.monthly_kwh * shape.objects * len(shape.points)
    scatter = (index * 7919 + period.year * 397 + period.month * 31) % 2000
    return kwh * _KOPECKS_A_KWH * (9000 + scatter) // 10_000
