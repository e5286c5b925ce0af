"""Journal and letters of what became of a payment by card."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from src.domain.card_answers import Verdict
from src.domain.card_payments import UNPAID, CardPayment, Reason, State
from src.domain.journal import Actor, Event
from src.services.card_payments.billing import tell_billing
from src.services.card_payments.till import Till
from src.services.letters import Envelope
from src.storage import card_lists, journal

LIVES: Final = timedelta(days=7)
SETTLED: Final = Event.CARD_PAYMENT_SETTLED
EVENTS: Final = {
    State.PAID: Event.CARD_PAYMENT_PAID,
    State.PARTLY: Event.CARD_PAYMENT_REFUNDED,
    State.REFUNDED: Event.CARD_PAYMENT_REFUNDED,
    State.HELD: Event.CARD_PAYMENT_HELD,
}
"""What is told to people; that nobody has paid is seen on the page, unless one was told to wait."""


@dataclass(frozen=True, slots=True)
class PaymentLetter:
    """Sums in kopecks; `counted`: the money was, also where something about it is not clear; `settled`: by people;
    `link`: of the payment's page, '' for the supplier's own people."""

    title: str
    contract: str
    number: str
    amount: int
    refunded: int
    state: State
    reason: Reason
    counted: bool
    settled: bool
    link: str


async def tell(till: Till, before: CardPayment, verdict: Verdict, now: datetime, operator: str = "") -> None:
    """In the caller's transaction, when something has changed that people want to know. `operator`: who has settled it,
    with the sum that `before` has."""
    event = _event(before, verdict, operator)
    if event is None:
        return
    sums: dict[str, int | str] = {"payment": before.number, "kopecks": before.amount, "refunded": verdict.refunded}
    how = {"outcome": _outcome(verdict)} if event is SETTLED else {}
    by = {"operator": operator} if operator else {}
    await journal.note(
        Actor(None, "", now), event, before.contract_id, **sums, reason=verdict.reason.value, **how, **by
    )
    names = await card_lists.names_of(before)
    await tell_billing(before, verdict, names, now)
    letter = _letter(before, verdict, names.number, bool(operator))
    if names.login:
        link = till.letters.link(f"/contracts/{before.contract_id}/pay/{before.id}")
        await till.letters.post(
            _envelope(names.login, before, verdict, "", now), "card_payment", replace(letter, link=link)
        )
    if verdict.state is State.HELD and till.settings.bank_staff:
        envelope = _envelope(till.settings.bank_staff, before, verdict, ".staff", now)
        await till.letters.post(envelope, "card_payment_held", letter)


def _event(before: CardPayment, verdict: Verdict, operator: str) -> Event | None:
    if (verdict.state, verdict.reason, verdict.refunded) == (before.state, before.reason, before.refunded):
        return None
    if operator or (before.state is State.HELD and verdict.state in UNPAID):
        return SETTLED
    if verdict.state is State.HELD and verdict.refunded > before.refunded:
        return Event.CARD_PAYMENT_REFUNDED
    return EVENTS.get(verdict.state)


def _outcome(verdict: Verdict) -> str:
    if verdict.state in UNPAID:
        return "unpaid"
    return "refunded" if verdict.state is State.REFUNDED else "counted"


def _letter(before: CardPayment, verdict: Verdict, contract: str, settled: bool) -> PaymentLetter:
    counted = bool(before.credited_at or verdict.credit)
    sums = (before.amount, verdict.refunded, verdict.state, verdict.reason)
    return PaymentLetter(before.title, contract, before.number, *sums, counted, settled, "")


def _envelope(recipient: str, before: CardPayment, verdict: Verdict, whose: str, now: datetime) -> Envelope:
    """Named by the moment: whoever holds the row changes it once, and what changes again is told again."""
    name = f"card.{before.number}.{verdict.state}.{verdict.refunded}.{now:%y%m%d%H%M%S%f}{whose}"
    return Envelope(recipient, name, now, LIVES)
