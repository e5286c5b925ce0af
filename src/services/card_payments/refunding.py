"""Money is given back by the bank at the supplier's word: as much as makes a total, so that a second order of the same
gives back nothing more."""

from src.domain.card_answers import Heard, Told, fits
from src.domain.card_payments import DOUBT, CardPayment
from src.domain.journal import Actor, Event
from src.domain.quantities import money_text
from src.gateways.bank.provider import BankRefused, BankSilent
from src.services.card_payments.asking import Unclear, ask, hear
from src.services.card_payments.deciding import Undecided, find
from src.services.card_payments.settling import lock, settle
from src.services.card_payments.till import Till
from src.storage import card_decided, journal
from src.storage import card_payments as storage
from src.storage.engine import transaction


async def refund(till: Till, operator: str, number: str, total: int | None) -> CardPayment:
    """So much is given back in all; None: the whole. The bank is asked what it has taken and given back, told the rest,
    and asked again: what it says then is what has happened, and `refund_left` what it has not confirmed. Killed
    anywhere, the same order goes on. Raises Undecided."""
    payment = await find(number)
    try:
        told = await hear(till, payment)
    except Unclear as unclear:
        raise Undecided(f"the bank does not answer ({unclear}): nothing was ordered") from unclear
    payment = await settle(till, payment, told)
    whole = _taken(payment, told)
    wanted = whole if total is None else total
    if not 0 < wanted <= whole:
        raise Undecided(f"the bank has taken {money_text(whole)}: no more can be given back")
    if rest := await _order(till, operator, payment, wanted):
        return await _carry_out(till, payment, payment.bank_order or (told.bank_order if told else ""), rest)
    return payment


def _taken(payment: CardPayment, told: Told | None) -> int:
    """Kopecks that the bank has taken in all."""
    money = told is not None and (told.heard is Heard.PAID or (told.heard is Heard.REFUNDED and told.refunded))
    if told is None or not money or not told.taken or not fits(payment, told):
        raise Undecided("the bank does not say clearly that it has roubles of this payment: look into its office")
    return payment.amount if payment.amount in told.taken else max(told.taken)


async def _order(till: Till, operator: str, payment: CardPayment, wanted: int) -> int:
    """Kopecks that the bank is to give back now: written down before it hears of it."""
    async with transaction():
        locked, now = await lock(payment), till.clock()
        rest = wanted - locked.refunded
        if rest <= 0:
            return 0
        if locked.in_doubt(now):
            minutes = int(DOUBT.total_seconds()) // 60
            raise Undecided(
                f"a refund was ordered less than {minutes} minutes ago and may be on its way: wait that long"
            )
        await card_decided.order_refund(locked, wanted, now)
        what = {"payment": locked.number, "operator": operator}
        await journal.note(
            Actor(None, "", now), Event.CARD_PAYMENT_REFUND_ORDERED, locked.contract_id, kopecks=rest, **what
        )
        return rest


async def _carry_out(till: Till, payment: CardPayment, bank_order: str, rest: int) -> CardPayment:
    silence = ""
    try:
        await till.bank.refund(bank_order, rest)
    except BankRefused as refusal:
        async with transaction():
            await card_decided.drop_refund(payment)
        raise Undecided(f"the bank refuses ({refusal}): nothing was given back") from refusal
    except BankSilent as silent:
        silence = str(silent)
    payment = await _as_the_bank_says(till, payment)
    if silence and payment.refund_left:
        raise Undecided(f"no clear answer of the bank ({silence}): the same command finds out, in ten minutes")
    return payment


async def _as_the_bank_says(till: Till, payment: CardPayment) -> CardPayment:
    try:
        return await ask(till, payment)
    except Unclear:
        async with transaction():
            return await storage.lock(payment.id)
