"""What may be paid by a payment order: what is due, the last invoices, or any sum; with the tax in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from src.domain.contracts import Invoice
from src.domain.periods import Period
from src.domain.settlements import Open, Owed
from src.domain.vat import RATES, Rates, included, rate_on

LATE: Final = "late"
OWN: Final = "own"
"""A sum that the payer names."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`key` stands in addresses; `kopecks` is the whole, 0 for any sum; `rate` in whole percent, 0 where it is not one;
    `tax` of the whole, as billing says. Of `late` (since that day), `due` and `invoice` one says what it is."""

    key: str
    kopecks: int
    rate: int
    tax: int | None = None
    late: date | None = None
    due: Open | None = None
    invoice: Invoice | None = None

    def tax_of(self, kopecks: int) -> int | None:
        """The tax in a sum that is paid for it, in kopecks; None: nobody can tell."""
        if self.rate:
            return included(kopecks, self.rate)
        if self.tax is None or not self.kopecks:
            return None
        return (2 * self.tax * kopecks + self.kopecks) // (2 * self.kopecks)


def choices(owed: Owed, invoices: Sequence[Invoice], today: date, rates: Rates = RATES) -> tuple[Choice, ...]:
    """What is overdue and what is due next, then the invoices, the latest first; at the end any sum."""
    late = [_overdue(owed.late, owed.since, today, rates)] if owed.late and owed.since else []
    coming = [_coming(each, rates) for each in owed.coming]
    billed = [_billed(each, rates) for each in reversed(invoices)]
    return (*late, *coming, *billed, Choice(OWN, 0, rate_on(today, rates)))


def _overdue(kopecks: int, since: date, today: date, rates: Rates) -> Choice:
    """What was to be paid since then may have been supplied at either rate, where one has changed: nobody can tell."""
    supplied = Period(since.year, since.month).plus(-2).day(1)
    then, now = rate_on(supplied, rates), rate_on(today, rates)
    return Choice(LATE, kopecks, now if then == now else 0, late=since)


def _coming(due: Open, rates: Rates) -> Choice:
    return Choice(f"{due.part}-{due.period}", due.kopecks, rate_on(due.period.last_day, rates), due=due)


def _billed(invoice: Invoice, rates: Rates) -> Choice:
    rate = rate_on(invoice.period.last_day, rates)
    one = rate if included(invoice.total, rate) == invoice.vat else 0
    return Choice(f"invoice-{invoice.number}", invoice.total, one, invoice.vat, invoice=invoice)
