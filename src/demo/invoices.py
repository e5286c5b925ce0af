"""The last three invoices of an invented contract."""

from __future__ import annotations

from src.demo.plan import Plan, contract_key
from src.domain import vat
from src.domain.periods import Period
from src.domain.quantities import money_text
from src.exchange import nouns
from src.exchange.writing import DeliveryWriter

_KOPECKS_A_KWH = 847
_INVOICES = 3


def add_invoices(delivery: DeliveryWriter, plan: Plan, index: int) -> None:
    for back in range(_INVOICES, 0, -1):
        period = plan.open_period.plus(-back)
        total = invoice_total(plan, index, period)
        tax = vat.included(total, vat.rate_on(period.last_day))
        delivery.table(nouns.INVOICES).write((
            f"{contract_key(index)}-{period}", contract_key(index), invoice_number(index, period),
            period.next.day(5), period, money_text(total), money_text(tax), period.next.day(18), False,
        ))  # fmt: skip


def invoice_number(index: int, period: Period) -> str:
    return f"Э-{index + 1:06}/{period.month:02}-{period.year % 100}"


def invoice_total(plan: Plan, index: int, period: Period) -> int:
    """Kopecks: about the contract's consumption, other every month, the same however often it is asked."""
    shape = plan.shape(index)
    kwh = shape.monthly_kwh * shape.objects * len(shape.points)
    scatter = (index * 7919 + period.year * 397 + period.month * 31) % 2000
    return kwh * _KOPECKS_A_KWH * (9000 + scatter) // 10_000
