"""A payment that the supplier has taken into account."""

from datetime import date
from typing import NamedTuple


class Payment(NamedTuple):
    """`number` is that of the payment document, `kopecks` are negative where money was given back; `order` is the
    portal's own number of what was paid by it, '' for everything else."""

    id: int
    number: str
    paid_on: date
    kopecks: int
    purpose: str
    order: str
