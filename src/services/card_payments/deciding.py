"""People of the supplier settle a payment that the bank has left unclear: it was paid, or it was not."""

from dataclasses import replace

from src.domain.card_answers import Told, Verdict, fits, has_money
from src.domain.card_payments import CardPayment, Kind, Reason, State, next_ask
from src.domain.journal import Actor
from src.domain.quantities import money_text
from src.services.card_payments import telling
from src.services.card_payments.asking import Unclear, hear
from src.services.card_payments.settling import lock, settle
from src.services.card_payments.till import Till
from src.services.service_orders.moving import paid
from src.storage import card_decided
from src.storage import card_payments as storage
from src.storage.engine import transaction


class Undecided(Exception):
    """Why it cannot be settled so; the text says what to do."""


async def find(number: str) -> CardPayment:
    payment = await card_decided.find_number(number.upper())
    if payment is None:
        raise Undecided(f"no payment by card has the number {number}")
    return payment


async def count(till: Till, operator: str, number: str, kopecks: int | None, back: int) -> CardPayment:
    """So much was taken, by default what was asked for, and so much of it given back: it counts. The bank must not say
    another sum. A second time finds it done. Raises Undecided."""
    payment, told = await _heard(till, number)
    taken = payment.amount if kopecks is None else kopecks
    if told and fits(payment, told) and has_money(payment, told) and taken not in told.taken:
        sums = " or ".join(sorted(money_text(each) for each in told.taken)) or "no sum at all"
        raise Undecided(f"the bank says that it has taken {sums}: say so with --sum, or give it back")
    if taken > payment.amount and not (told and taken in told.taken):
        raise Undecided(f"{money_text(payment.amount)} was asked for, and the bank does not say that it has taken more")
    back = max(back, payment.refunded)
    if not 0 <= back <= taken:
        raise Undecided("more would be given back than was taken")
    state = State.REFUNDED if back == taken else State.PARTLY if back else State.PAID
    return await _decide(
        till, operator, replace(payment, amount=taken), Verdict(state, refunded=back, credit=back < taken)
    )


async def drop(till: Till, operator: str, number: str) -> CardPayment:
    """Nothing was taken. The bank must not say that it has money. A second time finds it done. Raises Undecided."""
    payment, told = await _heard(till, number)
    if payment.credited_at:
        raise Undecided("the portal has counted it: give it back, or settle it as credited")
    if told and payment.state is State.HELD and has_money(payment, told):
        raise Undecided("the bank says that it has taken money: give it back, or settle it as credited")
    return await _decide(till, operator, payment, Verdict(State.ENDED, Reason.UNPAID, payment.refunded))


async def _heard(till: Till, number: str) -> tuple[CardPayment, Told | None]:
    """What the bank says now is written down first: perhaps nothing is left to decide."""
    payment = await find(number)
    if payment.state is not State.HELD:
        return payment, None
    try:
        told = await hear(till, payment)
    except Unclear:
        return payment, None
    return await settle(till, payment, told), told


async def _decide(till: Till, operator: str, payment: CardPayment, verdict: Verdict) -> CardPayment:
    """`payment` with the sum that was taken."""
    async with transaction():
        locked, now = await lock(payment), till.clock()
        if (locked.state, locked.amount) == (verdict.state, payment.amount) and locked.settled_at:
            return locked
        if locked.state is not State.HELD:
            raise Undecided(f"it is not held: {locked.state}, {money_text(locked.amount)}")
        before = replace(locked, amount=payment.amount)
        if verdict.state in {State.PAID, State.PARTLY} and await storage.take_credit(locked, now):
            await _pay_order(before, Actor(None, "", now))
        await card_decided.decide(locked, payment.amount, now)
        ask_at = next_ask(locked, verdict.state, now)
        await storage.put(locked, verdict, ask_at, now, locked.heard_at)
        await telling.tell(till, before, verdict, now, operator)
        return await storage.lock(locked.id)


async def _pay_order(payment: CardPayment, actor: Actor) -> None:
    """An order that waits for this sum is paid by it; else people know what the money is for."""
    if payment.kind is Kind.ORDER:
        await paid(actor, payment.contract_id, int(payment.reference), payment.amount)
