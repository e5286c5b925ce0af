"""Orders of the supplier's services: their states, who may move them, and what one costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from src.domain.quantities import percent_of

PREFIX: Final = "ЛК-"
"""Of the numbers that the portal gives: billing's own codes begin with something else."""
LARGEST_QUANTITY: Final = 999
LARGEST_TOTAL: Final = 10**13
"""Kopecks: sums of a hundred thousand orders stay within what the base can hold."""


class State(StrEnum):
    PLACED = "placed"
    AWAITING = "awaiting_payment"
    PAID = "paid"
    IN_WORK = "in_work"
    DONE = "done"
    CANCELLED = "cancelled"
    REJECTED = "rejected"


STATE_NAMES: Final[Mapping[State, str]] = {
    State.PLACED: "Оформлена",
    State.AWAITING: "Ожидает оплаты",
    State.PAID: "Оплачена",
    State.IN_WORK: "В работе",
    State.DONE: "Выполнена",
    State.CANCELLED: "Отменена",
    State.REJECTED: "Отклонена",
}


class Mover(StrEnum):
    CLIENT = "client"
    BANK = "bank"
    BILLING = "billing"


_END: Final = frozenset({State.IN_WORK, State.DONE, State.CANCELLED, State.REJECTED})
MOVES: Final[Mapping[State, Mapping[Mover, frozenset[State]]]] = {
    State.PLACED: {
        Mover.CLIENT: frozenset({State.CANCELLED}),
        Mover.BILLING: _END | {State.AWAITING, State.PAID},
    },
    State.AWAITING: {
        Mover.CLIENT: frozenset({State.CANCELLED}),
        Mover.BANK: frozenset({State.PAID}),
        Mover.BILLING: _END | {State.PAID},
    },
    State.PAID: {Mover.BILLING: _END},
    State.IN_WORK: {Mover.BILLING: _END - {State.IN_WORK}},
    State.DONE: {},
    State.CANCELLED: {},
    State.REJECTED: {},
}
"""Who may move an order from where to where: never back, and nowhere from its end."""
OPEN: Final = tuple(state for state, moves in MOVES.items() if moves)


def may_move(mover: Mover, old: State, new: State) -> bool:
    return new in MOVES[old].get(mover, frozenset())


@dataclass(frozen=True, slots=True)
class Cost:
    """Kopecks: without VAT, the VAT, both; exact, the VAT rounded once, half up."""

    net: int
    vat_percent: int
    vat: int

    @property
    def total(self) -> int:
        return self.net + self.vat


def cost_of(price: int, quantity: int, vat_percent: int) -> Cost:
    net = price * quantity
    return Cost(net, vat_percent, percent_of(net, vat_percent))


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody orders; `place` is the id of an object or point, 0 where the service needs none."""

    service: int
    quantity: int
    place: int
    wished_on: date | None
    phone: str
    comment: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An order as a list shows it; `invoice_number` is '' until there is an invoice."""

    id: int
    number: str
    service: str
    ordered_on: date
    state: State
    total: int
    invoice_number: str

    @property
    def payable(self) -> bool:
        return self.state is State.AWAITING and self.total > 0

    @property
    def billed(self) -> bool:
        """Whether there is something to pay, or was."""
        return self.total > 0 and self.state not in {State.CANCELLED, State.REJECTED}

    @property
    def cancellable(self) -> bool:
        return may_move(Mover.CLIENT, self.state, State.CANCELLED)


@dataclass(frozen=True, slots=True)
class Placed:
    """What the portal knows of an order that was placed here; `place`: name of the object or point, or ''."""

    at: datetime
    who: str
    unit: str
    quantity: int
    price: int
    cost: Cost
    place: str
    wished_on: date | None
    phone: str
    comment: str


@dataclass(frozen=True, slots=True)
class Order:
    """The whole order; `placed` None: it came to the supplier by another way, and billing told of it."""

    head: Listed
    invoice_on: date | None
    reason: str
    description: str
    conditions: str
    party: str
    inn: str
    placed: Placed | None
