"""The bank is asked what has become of payments: by the worker, by whoever looks at one, when the bank has called."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from src.domain.card_answers import Told
from src.domain.card_payments import HOLD, OPENED, WAITING, CardPayment
from src.gateways.bank.provider import BankRefused, BankSilent
from src.services.card_payments.settling import put_off, settle
from src.services.card_payments.till import Till
from src.storage import card_payments as storage
from src.storage.engine import transaction

MOMENT = timedelta(seconds=10)
BRIEFLY = 4.0
"""Seconds that a person waits for the bank; then the page says what is known."""


class Unclear(Exception):
    """The bank does not answer, or it will not say."""


async def ask_due(till: Till, tell: Callable[[Exception], None]) -> int:
    """One round of the worker: how many were asked about. A bank that does not answer is left alone for a moment;
    `tell` hears why. What was not reached comes first then: one payment that stays unclear holds up no other."""
    now, asked = till.clock(), 0
    if not await storage.is_due(now):
        return 0
    async with transaction():
        due = await storage.claim_due(now, now + HOLD)
    try:
        for payment in due:
            asked += 1
            await ask(till, payment)
    except Unclear as unclear:
        tell(unclear)
        await _release(till, due[asked:], now + HOLD)
    except Exception:
        await _release(till, due[asked:], now + HOLD)
        raise
    return asked


async def _release(till: Till, left: Sequence[CardPayment], held: datetime) -> None:
    async with transaction():
        await storage.release(left, held, till.clock() + MOMENT)


async def ask(till: Till, payment: CardPayment) -> CardPayment:
    """What it is now. Raises Unclear."""
    return await settle(till, payment, await hear(till, payment))


async def hear(till: Till, payment: CardPayment) -> Told | None:
    """What the bank says; None: it does not know it. Unclear: it stays what it was, and is asked about later."""
    try:
        return await till.bank.status(payment.number)
    except (BankSilent, BankRefused) as error:
        await put_off(till, payment)
        raise Unclear(str(error)) from error


async def look(till: Till, payment: CardPayment, waiting: bool) -> CardPayment:
    """As a person who looks at it sees it: fresh from the bank if it may have changed, the bank was not asked a moment
    ago, and answers soon. `waiting`: the page asks by itself."""
    now = till.clock()
    before = now - (WAITING if waiting else OPENED)
    if not payment.may_change(now) or payment.asked_at > before:
        return payment
    async with transaction():
        if not await storage.claim(payment.id, now, now + HOLD, before):
            return payment
    try:
        async with asyncio.timeout(BRIEFLY):
            told = await till.bank.status(payment.number)
    except (TimeoutError, BankSilent, BankRefused):
        return await put_off(till, payment)
    return await settle(till, payment, told)


async def called(till: Till, fields: Sequence[tuple[str, str]]) -> bool:
    """The bank calls: remembered before it is answered, and asked about by the worker at once; its words count for
    nothing else. False: no such payment. Raises Forged."""
    callback = till.bank.parse_callback(fields)
    async with transaction():
        return await storage.ask_soon(callback.number, callback.bank_order, till.clock())
