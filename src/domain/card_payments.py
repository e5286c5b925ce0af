"""Payments by card: what may be paid, the states of a payment, and when the bank is asked again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

ROUBLES: Final = 643
"""The number of the currency; there is no other one."""
LEAST: Final = 1_00
"""Kopecks: banks take no less by card."""
HOLD: Final = timedelta(minutes=2)
"""So long whoever asks the bank has a payment for himself: longer than all his questions together may take."""
OPENED: Final = timedelta(seconds=2)
"""Whoever opens its page again and again has the bank asked no more often than this."""
WAITING: Final = timedelta(seconds=10)
"""A page that waits by itself has it asked so often."""
OFTEN: Final = timedelta(minutes=1)
MARGIN: Final = timedelta(hours=1)
"""After the end of the bank's page: what was typed at the last moment is still on its way."""
RARELY: Final = timedelta(minutes=10)
HOURLY: Final = timedelta(hours=1)
GIVE_UP: Final = timedelta(days=3)
"""After this a payment of which the bank says nothing clear is one for people."""
LATER: Final = timedelta(days=7)
LOOKED_AFTER: Final = timedelta(days=92)
"""So long after it was begun a payment is looked at: a paid one once a week, for what was given back without a word;
one that nobody has paid ever more rarely, for money that comes late."""
GROWTH: Final = 4
"""What nobody has paid is asked about again after a quarter of the time that has gone by since its page ended."""
DOUBT: Final = timedelta(minutes=10)
"""So long a refund may be on its way to the bank, unanswered: none is ordered beside it."""
AN_HOUR: Final = 60
"""Payments of a contract that may be begun within an hour."""


class Kind(StrEnum):
    INVOICE = "invoice"
    ORDER = "order"
    """of a service"""
    ADVANCE = "advance"


class State(StrEnum):
    ASKED = "asked"
    """written down; whether the bank has heard of it is not known"""
    OPEN = "open"
    """the bank's page waits, or the bank has not said how it ended"""
    CANCELLED = "cancelled"
    """by the person; should the bank take money all the same, it is counted"""
    REFUSED = "refused"
    ENDED = "ended"
    """nobody has paid"""
    PAID = "paid"
    HELD = "held"
    """people must look into it"""
    PARTLY = "partly"
    """a part was given back"""
    REFUNDED = "refunded"


class Reason(StrEnum):
    """Why a payment has ended or is held."""

    NONE = ""
    LOST = "lost"
    """the bank knows the payment, and its answer with the address of the page did not arrive"""
    UNHEARD = "unheard"
    """the bank has never heard of it"""
    REJECTED = "rejected"
    """the bank would not register it"""
    EXPIRED = "expired"
    AMOUNT = "amount"
    CURRENCY = "currency"
    NUMBER = "number"
    """the bank speaks of another payment"""
    TWICE = "twice"
    """the same thing had been paid already"""
    ORDER = "order"
    """the order of a service does not wait for this sum any more"""
    SILENT = "silent"
    """for days nothing clear was heard"""
    UNCLEAR = "unclear"
    """something was given back, and the bank does not say how much"""
    UNPAID = "unpaid"
    """people have found that nothing was taken"""


PENDING: Final = frozenset({State.ASKED, State.OPEN})
UNPAID: Final = frozenset({State.CANCELLED, State.REFUSED, State.ENDED})
"""As far as is known, nobody has paid."""


@dataclass(frozen=True, slots=True)
class Payable:
    """What may be paid: `reference` is its id within the kind, '' for an advance; `title` as the bank shows it; `name`:
    what people call it, '' an advance."""

    kind: Kind
    reference: str
    amount: int
    title: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class CardPayment:
    """Sums in kopecks. `number`: under which the bank knows it; `bank_order`, `page`: the bank's own name of it and its
    page, '' before it has answered; `refunded`: what was given back, the last of it at `refunded_at`; `refund_to`: what
    is to be given back in all, as was ordered at `refund_asked_at`; `ends_at`: when that page ends; `heard_at`: since
    then the bank has said something clear; `settled_at`: when people have decided."""

    id: int
    number: str
    contract_id: int
    user_id: int
    kind: Kind
    reference: str
    title: str
    amount: int
    state: State
    reason: Reason
    bank_order: str
    page: str
    refunded: int
    action_code: int | None
    started_at: datetime
    ends_at: datetime
    asked_at: datetime
    credited_at: datetime | None
    heard_at: datetime | None = None
    refunded_at: datetime | None = None
    refund_to: int = 0
    refund_asked_at: datetime | None = None
    settled_at: datetime | None = None

    @property
    def pending(self) -> bool:
        return self.state in PENDING

    def may_change(self, now: datetime) -> bool:
        """Whether somebody may just have paid it after all: a page of the bank's that was given up may be open yet."""
        return self.pending or self.state is State.HELD or (self.state in UNPAID and now < self.ends_at + GIVE_UP)

    @property
    def refund_left(self) -> int:
        """What was ordered to be given back and the bank has not confirmed."""
        return max(self.refund_to - self.refunded, 0)

    def in_doubt(self, now: datetime) -> bool:
        """Whether the order of a refund may be on its way to the bank at this moment."""
        return bool(self.refund_left and self.refund_asked_at and now < self.refund_asked_at + DOUBT)


def live_key(contract_id: int, user_id: int, payable: Payable) -> str:
    """Of two payments under way with the same key one is too many: a second click, another tab, a colleague.

    An advance is the person's own, by its sum; an invoice or an order the contract's."""
    if payable.kind is Kind.ADVANCE:
        return f"advance {contract_id} {user_id} {payable.amount}"
    return f"{payable.kind} {contract_id} {payable.reference}"


def order_key(contract_id: int, order_id: int) -> str:
    """The same of a payment for this order."""
    return f"{Kind.ORDER} {contract_id} {order_id}"


def next_ask(payment: CardPayment, state: State, now: datetime) -> datetime | None:
    """When the bank is asked again about a payment that is now in this state; None: never, unless the bank calls."""
    if state is State.REFUNDED:
        return None
    pause = _pause(payment, state, now)
    if payment.refund_asked_at and payment.refund_left and now < payment.refund_asked_at + GIVE_UP:
        pause = min(pause, OFTEN if payment.in_doubt(now) else HOURLY)
    return now + pause if state in PENDING or now + pause <= payment.started_at + LOOKED_AFTER else None


def _pause(payment: CardPayment, state: State, now: datetime) -> timedelta:
    if state in {State.PAID, State.PARTLY}:
        return LATER
    gone = now - payment.ends_at
    if gone < timedelta(0):
        return OFTEN
    if state in PENDING:
        return RARELY if gone < MARGIN else HOURLY
    return min(max(gone // GROWTH, RARELY), LATER)
