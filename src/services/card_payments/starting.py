"""A payment is begun: written down first, then the bank hears of it; killed in between, the next click or the worker
finds out how far it came."""

import secrets
from datetime import timedelta
from enum import Enum, auto
from typing import Final

from src.domain.access import GuardedContract
from src.domain.card_payments import AN_HOUR, HOLD, LEAST, CardPayment, Kind, Payable, State, live_key
from src.domain.journal import Actor, Event
from src.gateways.bank.provider import BankRefused, BankSilent
from src.services.card_payments import registering
from src.services.card_payments.till import Till
from src.storage import card_payments as storage
from src.storage import journal
from src.storage.engine import transaction
from src.storage.links import Violation

TRIES: Final = 2
"""A number whose page was lost is given up, and a new one is tried at once."""
SIGNS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without those that are taken for one another."""


class PayingRefused(Exception):
    """Why this cannot be paid by card now."""


class AlreadyPaid(PayingRefused):
    """By card, once."""


class TooOften(PayingRefused):
    """As many payments of this contract were begun within the hour as may be."""


class WrongSum(PayingRefused):
    """Less or more than is taken by card at once."""


class NotTaken(PayingRefused):
    """The bank would not register it."""


class Way(Enum):
    NEW = auto()
    TAKEN_OVER = auto()
    """somebody began it and has not come back"""
    UNDER_WAY = auto()
    """it waits for the card, or somebody is asking the bank just now"""


async def begin(till: Till, actor: Actor, contract: GuardedContract, payable: Payable, email: str) -> CardPayment:
    """A payment with the bank's page, or the one that is under way for the same thing; one that is still `asked` where
    the bank does not answer. Raises PayingRefused."""
    if not LEAST <= payable.amount <= till.largest:
        raise WrongSum
    for _ in range(TRIES):
        payment, way = await _entered(till, actor, contract, payable)
        if way is Way.UNDER_WAY:
            return payment
        try:
            payment = await registering.register(till, payment, email, resumed=way is Way.TAKEN_OVER)
        except BankSilent:
            return await registering.leave(till, payment)
        except BankRefused as refusal:
            await registering.give_up(till, payment)
            raise NotTaken(str(refusal)) from refusal
        if payment.state is not State.ENDED:
            break
    return payment


async def _entered(till: Till, actor: Actor, contract: GuardedContract, payable: Payable) -> tuple[CardPayment, Way]:
    """Of two clicks at the same moment one makes the row, and the other finds it."""
    try:
        return await _enter(till, actor, contract, payable)
    except Violation as error:
        if error.constraint != "card_payment_live_unique":
            raise
        return await _enter(till, actor, contract, payable)


async def _enter(till: Till, actor: Actor, contract: GuardedContract, payable: Payable) -> tuple[CardPayment, Way]:
    """The row, before the bank hears of anything."""
    now = till.clock()
    async with transaction():
        once = payable.kind is not Kind.ADVANCE
        if once and await storage.is_credited(contract.id, payable.kind, payable.reference):
            raise AlreadyPaid
        key = live_key(contract.id, contract.user_id, payable)
        known = await storage.find_live(key)
        if known is None:
            added = await _add(till, contract, payable, key)
            await journal.note(actor, Event.CARD_PAYMENT_BEGUN, contract.id, payment=added.number, kopecks=added.amount)
            return added, Way.NEW
        if known.state is State.ASKED and await storage.claim(known.id, now, now + HOLD, now):
            return known, Way.TAKEN_OVER
        return known, Way.UNDER_WAY


async def _add(till: Till, contract: GuardedContract, payable: Payable, key: str) -> CardPayment:
    now = till.clock()
    if await storage.begun_since(contract, now - timedelta(hours=1)) >= AN_HOUR:
        raise TooOften
    ends_at = now + timedelta(seconds=till.settings.bank_session_seconds)
    return await storage.add(
        contract, storage.NewPayment(new_number(f"{now:%y%m%d}"), payable, key, now, ends_at, now + HOLD)
    )


def new_number(day: str) -> str:
    """Chance, not a counter: a base that was brought back from yesterday's copy uses no number again."""
    return f"{day}-{''.join(secrets.choice(SIGNS) for _ in range(10))}"
