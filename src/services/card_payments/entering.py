"""The row of a payment, before the bank hears of it: a new one, or the one that is under way for the same thing."""

import secrets
from typing import Final, NamedTuple

from src.domain.access import GuardedContract
from src.domain.card_payments import AN_HOUR, HOLD, HOURLY, CardPayment, Kind, Payable, State, live_key
from src.domain.journal import Actor, Event
from src.services.card_payments.till import Till
from src.services.service_orders.moving import awaits
from src.storage import card_decided, journal, memberships
from src.storage import card_payments as storage
from src.storage.engine import transaction

SIGNS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without those that are taken for one another."""


class PayingRefused(Exception):
    """Why this cannot be paid by card now."""


class AlreadyPaid(PayingRefused):
    """By card, once."""


class LookedInto(PayingRefused):
    """People look into a payment of the same thing: it may have been paid."""

    def __init__(self, payment_id: int) -> None:
        super().__init__(payment_id)
        self.payment_id = payment_id


class MovedOn(PayingRefused):
    """The order was cancelled or paid at this very moment."""


class TooOften(PayingRefused):
    """As many payments of this contract were begun within the hour as may be."""


class Entered(NamedTuple):
    """`mine`: nobody else asks the bank about it for a while; `heard`: the bank may have heard of it."""

    payment: CardPayment
    mine: bool
    heard: bool


async def enter(till: Till, actor: Actor, contract: GuardedContract, payable: Payable) -> Entered:
    """The row, before the bank hears of anything; of two clicks at the same moment one makes it, the other finds it."""
    now = till.clock()
    async with transaction():
        await memberships.lock_contract(contract.id)  # as whoever counts the money does, and in the same order
        if hindrance := await hindrance_of(contract, payable):
            raise hindrance
        if payable.kind is Kind.ORDER and not await awaits(contract.id, int(payable.reference), payable.amount):
            raise MovedOn
        key = live_key(contract.id, contract.user_id, payable)
        known = await storage.find_live(key)
        if known is None:
            added = await _add(till, contract, payable, key)
            await journal.note(actor, Event.CARD_PAYMENT_BEGUN, contract.id, payment=added.number, kopecks=added.amount)
            return Entered(added, mine=True, heard=False)
        if known.state is State.ASKED and await storage.claim(known.id, now, now + HOLD, now):
            return Entered(known, mine=True, heard=True)
        return Entered(known, mine=False, heard=True)


async def hindrance_of(contract: GuardedContract, payable: Payable) -> AlreadyPaid | LookedInto | None:
    """What has become of an earlier payment of the same thing; of an advance, of the same sum."""
    same = (contract.id, payable.kind, payable.reference)
    if held := await card_decided.find_held(*same, payable.amount):
        return LookedInto(held.id)
    if payable.kind is not Kind.ADVANCE and await card_decided.is_credited(*same):
        return AlreadyPaid()
    return None


async def _add(till: Till, contract: GuardedContract, payable: Payable, key: str) -> CardPayment:
    now = till.clock()
    if await storage.begun_since(contract, now - HOURLY) >= AN_HOUR:
        raise TooOften
    ends_at = now + till.page_lives
    return await storage.add(
        contract, storage.NewPayment(new_number(f"{now:%y%m%d}"), payable, key, now, ends_at, now + HOLD)
    )


def new_number(day: str) -> str:
    """Chance, not a counter: a base that was brought back from yesterday's copy uses no number again."""
    return f"{day}-{''.join(secrets.choice(SIGNS) for _ in range(10))}"
