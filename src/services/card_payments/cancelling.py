"""A payment that was begun is given up."""

from src.domain.card_answers import Heard, Verdict
from src.domain.card_payments import CardPayment, State, next_ask
from src.domain.journal import Actor, Event
from src.services.card_payments.asking import Unclear, hear
from src.services.card_payments.settling import settle
from src.services.card_payments.till import Till
from src.storage import card_payments as storage
from src.storage import journal
from src.storage.engine import transaction


class NotNow(Exception):
    """It cannot be given up: the bank does not say that nobody has paid."""


async def cancel(till: Till, actor: Actor, payment: CardPayment) -> CardPayment:
    """Given up if the bank says that nobody has paid; else what it is. Raises NotNow.

    Whoever has the bank's page open may still pay there: it is counted then."""
    try:
        told = await hear(till, payment)
    except Unclear as unclear:
        raise NotNow from unclear
    settled = await settle(till, payment, told)
    if settled.state is not State.OPEN:
        return settled
    if told is None or told.heard is not Heard.REGISTERED:
        raise NotNow
    async with transaction():
        now = till.clock()
        locked = await storage.lock(payment.id)
        if locked.state is State.OPEN:
            ask_at = next_ask(locked, State.CANCELLED, now)
            await storage.put(locked, Verdict(State.CANCELLED), ask_at, now, locked.heard_at)
            await journal.note(actor, Event.CARD_PAYMENT_CANCELLED, locked.contract_id, payment=locked.number)
        return await storage.lock(payment.id)
