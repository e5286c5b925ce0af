"""Journal and letters of what became of a payment by card."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from src.domain.card_answers import Verdict
from src.domain.card_payments import CardPayment, Reason, State
from src.domain.journal import Actor, Event
from src.services.card_payments.billing import tell_billing
from src.services.card_payments.till import Till
from src.services.letters import Envelope
from src.storage import card_lists, journal

LIVES: Final = timedelta(days=7)
EVENTS: Final = {
    State.PAID: Event.CARD_PAYMENT_PAID,
    State.PARTLY: Event.CARD_PAYMENT_REFUNDED,
    State.REFUNDED: Event.CARD_PAYMENT_REFUNDED,
    State.HELD: Event.CARD_PAYMENT_HELD,
}
"""What is told to people; that nobody has paid is seen on the page."""


@dataclass(frozen=True, slots=True)
class PaymentLetter:
    """Sums in kopecks; `link`: of the payment's page, '' for the supplier's own people."""

    title: str
    contract: str
    number: str
    amount: int
    refunded: int
    state: State
    reason: Reason
    link: str


async def tell(till: Till, before: CardPayment, verdict: Verdict, now: datetime) -> None:
    """In the caller's transaction, when something has changed that people want to know."""
    if (verdict.state, verdict.refunded) == (before.state, before.refunded) or verdict.state not in EVENTS:
        return
    await journal.note(
        Actor(None, "", now),
        EVENTS[verdict.state],
        before.contract_id,
        payment=before.number,
        kopecks=before.amount,
        refunded=verdict.refunded,
        reason=verdict.reason.value,
    )
    names = await card_lists.names_of(before)
    await tell_billing(before, verdict, names, now)
    link = till.letters.link(f"/contracts/{before.contract_id}/pay/{before.id}")
    if names.login:
        letter = _letter(before, verdict, names.number, link)
        await till.letters.post(_envelope(names.login, before, verdict, "", now), "card_payment", letter)
    if verdict.state is State.HELD and till.settings.bank_staff:
        envelope = _envelope(till.settings.bank_staff, before, verdict, ".staff", now)
        await till.letters.post(envelope, "card_payment_held", _letter(before, verdict, names.number, ""))


def _letter(before: CardPayment, verdict: Verdict, contract: str, link: str) -> PaymentLetter:
    return PaymentLetter(
        before.title, contract, before.number, before.amount, verdict.refunded, verdict.state, verdict.reason, link
    )


def _envelope(recipient: str, before: CardPayment, verdict: Verdict, whose: str, now: datetime) -> Envelope:
    name = f"card.{before.number}.{verdict.state}.{verdict.refunded}{whose}"
    return Envelope(recipient, name, now, LIVES)
