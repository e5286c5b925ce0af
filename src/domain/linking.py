"""By what a person shows that a contract is theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from src.domain.text import fold

CODE_DIGITS = 6
CODE_LIVES = timedelta(minutes=10)
CODE_TRIES = 5
LAST_INVOICES = 3
"""Number and sum of any of so many last invoices are a proof."""
ACCOUNT_FREE = 5
NETWORK_FREE = 20
"""Attempts of one account and of one network before each further one has to wait."""
NUMBER_FREE = 10
PROOF_OFF = timedelta(hours=1)
"""After so many attempts at one contract number, proof by invoice is off for it this long; the code stays."""
REQUEST_OFFERED = timedelta(hours=1)

_LATIN_TWINS = str.maketrans("abcehkmoptxy", "авсенкмортху")


class Proof(StrEnum):
    INVOICE = "invoice"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class IssuedInvoice:
    """`total` in kopecks."""

    number: str
    total: int


def same_number(typed: str, issued: str) -> bool:
    """Numbers compare without case, spaces, «№» and the difference of Latin and Cyrillic twins: А and A."""
    return _plain(typed) == _plain(issued)


def proves(last: Iterable[IssuedInvoice], number: str, kopecks: int) -> bool:
    """Whether one of the last invoices has this number and this sum."""
    return any(invoice.total == kopecks and same_number(number, invoice.number) for invoice in last)


def _plain(number: str) -> str:
    return fold(number).replace(" ", "").removeprefix("№").translate(_LATIN_TWINS)
