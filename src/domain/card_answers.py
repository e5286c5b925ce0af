"""What the bank says of a payment, and what follows from it: pure rules, whatever the order in which it is heard."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from src.domain.card_payments import GIVE_UP, MARGIN, PENDING, ROUBLES, UNPAID, CardPayment, Reason, State


class Heard(StrEnum):
    REGISTERED = "registered"
    """nobody has paid yet"""
    IN_PROGRESS = "in_progress"
    """held on the card, at the issuer's check, or a word that we do not know"""
    PAID = "paid"
    REVERSED = "reversed"
    """the whole was given back before it was settled"""
    REFUNDED = "refunded"
    """all of it, or a part"""
    DECLINED = "declined"


MONEY: Final = frozenset({Heard.PAID, Heard.REVERSED, Heard.REFUNDED})
"""Something was taken from the card; perhaps given back, wholly or in part."""
BY_ITSELF: Final = frozenset({Reason.SILENT, Reason.UNCLEAR})
"""Why people must look, until the bank says something clear."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer of the bank; None where it does not say, or says what is no number. `amount`: what was asked for;
    `deposited`: what was taken, some banks say without what was given back."""

    heard: Heard
    bank_order: str
    number: str
    amount: int | None
    currency: int | None
    refunded: int | None
    action_code: int | None
    deposited: int | None = None

    @property
    def taken(self) -> frozenset[int]:
        """Sums that the bank may mean by what it says."""
        if self.deposited is None:
            return frozenset() if self.amount is None else frozenset({self.amount})
        return frozenset({self.deposited, self.deposited + (self.refunded or 0)})

    @property
    def all_back(self) -> bool:
        """Whether nothing is left of what was taken, whatever that was."""
        back = self.refunded or 0
        return self.heard is Heard.REVERSED or bool(back and (self.deposited == 0 or back >= (self.amount or back + 1)))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the payment is from now on; `credit`: the money has come, and counts unless it was counted before."""

    state: State
    reason: Reason = Reason.NONE
    refunded: int = 0
    credit: bool = False


def judge(payment: CardPayment, told: Told | None, now: datetime) -> Verdict:
    """`told` None: the bank does not know the number."""
    same = Verdict(payment.state, payment.reason, payment.refunded)
    if payment.state is State.HELD and payment.reason not in BY_ITSELF:
        return _held(payment, told) or same
    if told is None:
        return _unheard(payment, now, same)
    if told.heard in MONEY:
        return _money(payment, told) or same
    if told.heard is Heard.IN_PROGRESS:
        going_on = Verdict(State.OPEN) if payment.state in PENDING else same
        return given_up(payment, now, unclear=True) or going_on
    if payment.state not in PENDING and payment.reason is not Reason.SILENT:
        return same  # an older word, or one that changes nothing
    return Verdict(State.REFUSED) if told.heard is Heard.DECLINED else _unpaid(payment, now)


def is_clear(told: Told | None) -> bool:
    """Whether this says how it stands; None does: the bank knows nothing of it."""
    return told is None or told.heard is not Heard.IN_PROGRESS


def fits(payment: CardPayment, told: Told) -> bool:
    """Whether it is about this payment, in roubles; the sum may be another one."""
    return _fault(payment, told) in {None, Reason.AMOUNT}


def has_money(payment: CardPayment, told: Told) -> bool:
    """Whether the bank says that it has taken something for this payment, in whatever currency."""
    return told.heard in MONEY and _fault(payment, told) is not Reason.NUMBER


def _held(payment: CardPayment, told: Told | None) -> Verdict | None:
    """People decide; what was given back meanwhile is written down, and nothing is left to decide when all was."""
    if told is None or not has_money(payment, told):
        return None
    roubles = fits(payment, told)
    if told.all_back:
        back = (told.refunded or told.amount) if roubles else None
        return Verdict(State.REFUNDED, refunded=back or payment.amount)
    return Verdict(State.HELD, payment.reason, max(told.refunded or 0, payment.refunded)) if roubles else None


def given_up(payment: CardPayment, now: datetime, unclear: bool = False) -> Verdict | None:
    """After days without a clear word people must look: at a payment under way, and at one that nobody seems to have
    paid, if the bank has not said so once after the end of its page. `unclear`: it has just said another thing."""
    if now < payment.ends_at + GIVE_UP or payment.settled_at:
        return None
    heard = payment.heard_at is not None and payment.heard_at >= payment.ends_at + MARGIN and not unclear
    if payment.state in PENDING or (payment.state in UNPAID and not heard):
        return Verdict(State.HELD, Reason.SILENT)
    return None


def _unheard(payment: CardPayment, now: datetime, same: Verdict) -> Verdict:
    silent = payment.reason is Reason.SILENT and not payment.bank_order
    if payment.state is State.ASKED or silent:  # it has never had a page: nobody can have paid it
        return Verdict(State.ENDED, Reason.UNHEARD)
    return (given_up(payment, now) if payment.state in PENDING else None) or same


def _unpaid(payment: CardPayment, now: datetime) -> Verdict:
    if payment.state is State.ASKED:  # nobody has the address of its page, so that nobody can pay it
        return Verdict(State.ENDED, Reason.LOST)
    if now >= payment.ends_at:  # the bank is asked for a while yet, and what is paid counts from any state
        return Verdict(State.ENDED, Reason.EXPIRED)
    return Verdict(State.OPEN)


def _money(payment: CardPayment, told: Told) -> Verdict | None:
    """None: it does not fit, and people have decided already."""
    if fault := _fault(payment, told):
        decided = payment.settled_at and (payment.credited_at or fault is Reason.NUMBER)
        return None if decided else Verdict(State.HELD, fault, payment.refunded)
    back = _given_back(payment, told)
    if back is None:
        return Verdict(State.HELD, Reason.UNCLEAR, payment.refunded)
    if back >= payment.amount:
        return Verdict(State.REFUNDED, refunded=payment.amount)
    return Verdict(State.PARTLY if back else State.PAID, refunded=back, credit=True)


def _fault(payment: CardPayment, told: Told) -> Reason | None:
    """Why this cannot be the answer about our payment; what the bank does not say does not fit."""
    if told.number != payment.number or (payment.bank_order and told.bank_order not in {"", payment.bank_order}):
        return Reason.NUMBER
    if told.currency != ROUBLES:
        return Reason.CURRENCY
    asked = told.amount == payment.amount or payment.settled_at is not None  # people may have settled another sum
    unsaid = told.heard is Heard.REVERSED or (told.heard is Heard.REFUNDED and not told.refunded)
    return None if asked and (unsaid or payment.amount in told.taken) else Reason.AMOUNT


def _given_back(payment: CardPayment, told: Told) -> int | None:
    """At least what is known to have been given back already: an older word does not take it back."""
    if told.heard is Heard.REVERSED:
        return payment.amount
    if told.heard is Heard.REFUNDED and not told.refunded:
        return None
    return max(told.refunded or 0, payment.refunded)
