"""What the bank has said is written down, and the money counted: once, whatever it repeats, delays or mixes up."""

from datetime import datetime

from src.domain.card_answers import Told, Verdict, given_up, is_clear, judge
from src.domain.card_payments import CardPayment, Kind, Reason, State, next_ask
from src.domain.journal import Actor
from src.services.card_payments import telling
from src.services.card_payments.till import Till
from src.services.service_orders.moving import paid
from src.storage import card_decided, memberships
from src.storage import card_payments as storage
from src.storage.engine import transaction


async def settle(till: Till, payment: CardPayment, told: Told | None) -> CardPayment:
    """`payment` as it was when the bank was asked; `told` None: the bank does not know it. In one transaction: killed
    anywhere, nothing has happened, and the bank is asked again."""
    async with transaction():
        before = await lock(payment)
        now = till.clock()
        verdict = await _counted(before, judge(before, told, now), now)
        heard_at = max(before.heard_at or payment.asked_at, payment.asked_at) if is_clear(told) else before.heard_at
        await storage.put(before, verdict, next_ask(before, verdict.state, now), now, heard_at)
        if told and told.action_code is not None:
            await storage.note_action(before, told.action_code)
        await telling.tell(till, before, verdict, now)
        return await storage.lock(before.id)


async def put_off(till: Till, payment: CardPayment) -> CardPayment:
    """The bank does not answer: nothing is known, and it is asked later; after days people must look."""
    async with transaction():
        before = await lock(payment)
        now = till.clock()
        verdict = given_up(before, now) or Verdict(before.state, before.reason, before.refunded)
        await storage.put(before, verdict, next_ask(before, verdict.state, now), now, before.heard_at)
        await telling.tell(till, before, verdict, now)
        return await storage.lock(before.id)


async def lock(payment: CardPayment) -> CardPayment:
    """Two payments of one contract are counted one after the other: they may be for the same thing."""
    await memberships.lock_contract(payment.contract_id)
    return await storage.lock(payment.id)


async def _counted(payment: CardPayment, verdict: Verdict, now: datetime) -> Verdict:
    """The verdict when the money has been counted; a second payment of the same thing is one for people, and so is
    that of an order which was cancelled or paid by another way meanwhile."""
    if not verdict.credit or payment.credited_at:
        return verdict
    once = payment.kind is not Kind.ADVANCE
    if once and await card_decided.is_credited(payment.contract_id, payment.kind, payment.reference, but=payment.id):
        return Verdict(State.HELD, Reason.TWICE, verdict.refunded)
    if payment.kind is Kind.ORDER and not await paid(
        Actor(None, "", now), payment.contract_id, int(payment.reference), payment.amount
    ):
        return Verdict(State.HELD, Reason.ORDER, verdict.refunded)
    await storage.take_credit(payment, now)
    return verdict
