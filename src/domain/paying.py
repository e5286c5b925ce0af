"""What may be paid by a payment order: what is due, the last invoices, or any sum; with the tax in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from src.domain import vat
from src.domain.contracts import Invoice, Payment, payments
from src.domain.invoices import Part
from src.domain.periods import Period

OWN: Final = "own"
"""A sum that the payer names."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`key` stands in addresses. `kopecks` and `tax` of the whole, 0 where it is any sum; `rate` in whole percent, 0
    where it is not one rate; `by`: until when it is due, None where that is past or unknown; `invoice` and `part` are
    None where it is something else."""

    key: str
    kopecks: int
    tax: int
    rate: int
    by: date | None = None
    period: Period | None = None
    invoice: Invoice | None = None
    part: Part | None = None
    percent: int = 0

    def tax_of(self, kopecks: int) -> int:
        """The tax in a sum that is paid for it, in kopecks."""
        if self.rate or not self.kopecks:
            return vat.included(kopecks, self.rate)
        return (2 * self.tax * kopecks + self.kopecks) // (2 * self.kopecks)


def choices(invoices: Sequence[Invoice], today: date) -> tuple[Choice, ...]:
    """What is due first, then the other invoices, the latest first; at the end any sum."""
    due = [_of_payment(payment) for payment in payments(invoices, today)]
    known = {choice.key for choice in due}
    late = [_of_invoice(invoice, None) for invoice in reversed(invoices) if _key(invoice) not in known]
    return (*due, *late, Choice(OWN, 0, 0, vat.rate_on(today)))


def _of_payment(payment: Payment) -> Choice:
    if payment.invoice:
        return _of_invoice(payment.invoice, payment.by)
    rate = vat.rate_on(payment.period.last_day)
    return Choice(
        key=f"{payment.part}-{payment.period}",
        kopecks=payment.kopecks,
        tax=vat.included(payment.kopecks, rate),
        rate=rate,
        by=payment.by,
        period=payment.period,
        part=payment.part,
        percent=payment.percent,
    )


def _of_invoice(invoice: Invoice, by: date | None) -> Choice:
    rate = vat.rate_on(invoice.period.last_day)
    told = rate if vat.included(invoice.total, rate) == invoice.vat else 0
    return Choice(_key(invoice), invoice.total, invoice.vat, told, by, invoice.period, invoice)


def _key(invoice: Invoice) -> str:
    return f"invoice-{invoice.number}"
