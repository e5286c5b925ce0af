"""What the bank says of a payment, and what follows from it: pure rules, whatever the order in which it is heard."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from src.domain.card_payments import GIVE_UP, PENDING, ROUBLES, CardPayment, Reason, State


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


@dataclass(frozen=True, slots=True)
class Told:
    """An answer of the bank; None where it does not say, or says what is no number."""

    heard: Heard
    bank_order: str
    number: str
    amount: int | None
    currency: int | None
    refunded: int | None
    action_code: int | None


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
    if payment.state is State.HELD and payment.reason is not Reason.SILENT:
        return _taken_back(told) or same  # people decide
    if told is None:
        return _unheard(payment, now, same)
    if told.heard in {Heard.PAID, Heard.REFUNDED, Heard.REVERSED}:
        return _money(payment, told)
    if payment.state not in PENDING:
        return same  # an older word, or one that changes nothing
    if told.heard is Heard.DECLINED:
        return Verdict(State.REFUSED)
    if told.heard is Heard.REGISTERED:
        return _unpaid(payment, now)
    return given_up(payment, now) or Verdict(State.OPEN)


def _taken_back(told: Told | None) -> Verdict | None:
    """All of what was taken, whatever that was."""
    if told and told.amount and (told.heard is Heard.REVERSED or (told.refunded or 0) >= told.amount):
        return Verdict(State.REFUNDED, refunded=told.amount)
    return None


def given_up(payment: CardPayment, now: datetime) -> Verdict | None:
    """Nothing clear is heard of a payment under way: after days people must look."""
    if payment.state in PENDING and now >= payment.ends_at + GIVE_UP:
        return Verdict(State.HELD, Reason.SILENT)
    return None


def _unheard(payment: CardPayment, now: datetime, same: Verdict) -> Verdict:
    if payment.state is State.ASKED:
        return Verdict(State.ENDED, Reason.UNHEARD)
    return given_up(payment, now) or same


def _unpaid(payment: CardPayment, now: datetime) -> Verdict:
    if payment.state is State.ASKED:  # nobody has the address of its page, so that nobody can pay it
        return Verdict(State.ENDED, Reason.LOST)
    if now >= payment.ends_at:  # the bank is asked for a while yet, and what is paid counts from any state
        return Verdict(State.ENDED, Reason.EXPIRED)
    return Verdict(State.OPEN)


def _money(payment: CardPayment, told: Told) -> Verdict:
    """Something was taken from the card; perhaps given back, wholly or in part."""
    if fault := _fault(payment, told):
        return Verdict(State.HELD, fault, payment.refunded)
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
    return Reason.AMOUNT if told.amount != payment.amount else None


def _given_back(payment: CardPayment, told: Told) -> int | None:
    """At least what is known to have been given back already: an older word does not take it back."""
    if told.heard is Heard.REVERSED:
        return payment.amount
    if told.heard is Heard.REFUNDED and not told.refunded:
        return None
    return max(told.refunded or 0, payment.refunded)
