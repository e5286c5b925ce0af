"""Payments by card of a contract, and one of them; giving one up."""

from typing import Final

from src.domain.access import GuardedContract
from src.domain.card_answers import Heard, Verdict
from src.domain.card_payments import CardPayment, State, next_ask
from src.domain.journal import Actor, Event
from src.services.access import known_id
from src.services.card_payments.asking import Unclear, hear
from src.services.card_payments.settling import settle
from src.services.card_payments.till import Till
from src.services.paging import Slice, one_page
from src.storage import card_lists, journal
from src.storage import card_payments as storage
from src.storage.card_lists import Bill, Listed, Wanted
from src.storage.engine import transaction

__all__ = ["Bill", "Listed", "NotNow", "Wanted", "cancel", "find", "list_payments", "to_pay"]

PAGE: Final = 50
BILLS: Final = 13


class NotNow(Exception):
    """It cannot be given up: the bank does not say that nobody has paid."""


async def list_payments(contract: GuardedContract, wanted: Wanted) -> Slice[Listed]:
    """The newest first."""
    return await one_page(lambda page, limit: card_lists.list_page(contract, page, limit), wanted, _id_of, PAGE)


def _id_of(listed: Listed) -> int:
    return listed.payment.id


async def to_pay(contract: GuardedContract) -> list[Bill]:
    """The last invoices of the contract, the newest first, with what was paid of them by card."""
    return await card_lists.list_bills(contract, BILLS)


async def find(contract: GuardedContract, payment_id: int) -> CardPayment | None:
    return await storage.find(contract, payment_id) if known_id(payment_id) else None


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
            await storage.put(locked, Verdict(State.CANCELLED), ask_at, now)
            await journal.note(actor, Event.CARD_PAYMENT_CANCELLED, locked.contract_id, payment=locked.number)
        return await storage.lock(payment.id)
