"""The bank hears of a payment. Whatever happens on the way, the number tells afterwards whether it has."""

from datetime import timedelta
from typing import Any, Final

from src.domain import fiscal
from src.domain.card_answers import Verdict
from src.domain.card_payments import OFTEN, ROUBLES, CardPayment, Kind, Reason, State
from src.gateways.bank.provider import BankRefused, BankSilent, NumberUsed, Registered, Wish
from src.services.card_payments.settling import settle
from src.services.card_payments.till import Till
from src.services.vat import general_rate
from src.storage import card_payments as storage
from src.storage.engine import transaction

AGAIN: Final = timedelta(seconds=10)
"""After a silent bank the next click may try so soon."""
CALLBACK: Final = "/bank/callback"


async def register(till: Till, payment: CardPayment, email: str, heard: bool) -> CardPayment:
    """The payment with its page; one that has ended where the bank knows the number and its page was lost. `heard`:
    the bank may have heard of it before. Raises BankSilent, BankRefused."""
    wish = await _wish(till, payment, email)
    if not heard:
        try:
            return await _opened(till, payment, await till.bank.create(wish))
        except (BankSilent, NumberUsed):
            pass  # it may have been registered all the same: the number tells
    told = await till.bank.status(payment.number)
    if told is not None:
        return await settle(till, payment, told)
    try:
        return await _opened(till, payment, await till.bank.create(wish))
    except NumberUsed as error:
        raise BankSilent("it knows the number, and a moment ago it did not") from error


async def leave(till: Till, payment: CardPayment) -> CardPayment:
    """The bank does not answer: the next click, or the worker, asks it by the number."""
    async with transaction():
        await storage.put_off(payment, till.clock() + AGAIN)
        return await storage.lock(payment.id)


async def give_up(till: Till, payment: CardPayment) -> None:
    """The bank said no. It is asked all the same, until its page would have ended."""
    async with transaction():
        now = till.clock()
        locked = await storage.lock(payment.id)
        if locked.state is State.ASKED:
            await storage.put(locked, Verdict(State.ENDED, Reason.REJECTED), now + OFTEN, now, None)


async def _opened(till: Till, payment: CardPayment, registered: Registered) -> CardPayment:
    now = till.clock()
    ends_at = now + till.page_lives
    async with transaction():
        await storage.open_page(payment, registered.bank_order, registered.page, ends_at, now + OFTEN)
        return await storage.lock(payment.id)


async def _wish(till: Till, payment: CardPayment, email: str) -> Wish:
    settings = till.settings
    return Wish(
        number=payment.number,
        kopecks=payment.amount,
        currency=ROUBLES,
        title=payment.title,
        back=till.letters.link(f"/contracts/{payment.contract_id}/pay/{payment.id}"),
        callback=till.letters.link(CALLBACK) if settings.bank_checksum != "none" else "",
        seconds=settings.bank_session_seconds,
        cart=await _cart(till, payment, email) if settings.bank_send_receipt else None,
    )


async def _cart(till: Till, payment: CardPayment, email: str) -> dict[str, Any]:
    percent = await general_rate(payment.started_at.astimezone(till.settings.time_zone).date())
    codes = fiscal.read_codes(till.settings.bank_tax_codes)
    if percent not in codes:
        raise BankRefused(f"KABINET_BANK_TAX_CODES has no number of {percent} %")
    line = fiscal.Line(payment.title, payment.amount, percent, payment.kind is Kind.ADVANCE)
    return fiscal.cart(line, email, codes)
