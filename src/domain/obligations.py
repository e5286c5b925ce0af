"""What a contract is to pay: the words of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from src.domain.payment_rules import Part, PaymentGroup
from src.domain.periods import Period


class Bill(NamedTuple):
    """An invoice, in kopecks."""

    number: str
    issued_on: date
    period: Period
    total: int
    due_on: date


class Base(NamedTuple):
    """What a month cost, as far as was known."""

    period: Period
    kopecks: int


class Why(StrEnum):
    """Why a payment has another day than the rule says."""

    NOT_MOVED = ""
    DAY_OFF = "day_off"
    INVOICE = "invoice"


@dataclass(frozen=True, slots=True)
class Obligation:
    """To be paid up to and including `due_on`; `ruled` is what the rule says before it moves, `named` a later day that
    an invoice says. Less than zero: more was asked in advance than the month cost, which counts as paid from `known_on`
    on.

    `firm`: it can be overdue; what is only an estimate cannot. A delay costs something after the day `late_after`;
    None: never. `advances` is what was asked before and is taken off `bills` or, in an estimate, off the base.
    """

    period: Period
    part: Part
    due_on: date
    ruled: date
    kopecks: int
    known_on: date
    percent: int = 0
    base: Base | None = None
    bills: tuple[Bill, ...] = ()
    advances: int = 0
    firm: bool = True
    late_after: date | None = None
    clause: str = ""
    named: date | None = None

    @property
    def why(self) -> Why:
        if self.due_on != (self.named or self.ruled):
            return Why.DAY_OFF
        return Why.INVOICE if self.named else Why.NOT_MOVED


@dataclass(frozen=True, slots=True)
class Account:
    """A contract's side of it. What was due before the day `since` counts as `balance` alone: above zero too much was
    paid, below it something is owed."""

    bills: Sequence[Bill]
    group: PaymentGroup = PaymentGroup.GENERAL
    since: date = date.min
    balance: int = 0
    closed_on: date | None = None
