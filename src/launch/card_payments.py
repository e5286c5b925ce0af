"""`kabinet settle-payment`, `refund-payment`: what people of the supplier decide of a payment by card."""

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable
from typing import Final

from src.domain.card_payments import CardPayment
from src.domain.quantities import NumberFault, money_text, read_money
from src.gateways.bank.opened import open_bank
from src.gateways.clock import running_clock
from src.launch.base import migrated
from src.launch.refused import Refused
from src.services.account import letters_of
from src.services.card_payments import deciding, refunding
from src.services.card_payments.till import Till, till_of
from src.settings import Settings

_SIGN: Final = re.compile(r"[\w.@-]{2,60}")


def settle(settings: Settings, number: str, outcome: str, operator: str, taken: str | None, back: str | None) -> None:
    """As people have found it: credited, with the sum that was taken and what of it was given back, or unpaid."""
    if outcome == "unpaid" and (taken or back):
        raise Refused("--sum and --given-back belong to credited: unpaid means that nothing was taken")
    kopecks, given = _sum(taken) if taken else None, _sum(back) if back else 0

    async def act(till: Till) -> CardPayment:
        if outcome == "unpaid":
            return await deciding.drop(till, _signed(operator), number)
        return await deciding.count(till, _signed(operator), number, kopecks, given)

    _told(_done(settings, act))


def refund(settings: Settings, number: str, operator: str, total: str | None) -> None:
    """So much in all; None: the whole."""
    kopecks = _sum(total) if total else None
    _told(_done(settings, lambda till: refunding.refund(till, _signed(operator), number, kopecks)))


def _done(settings: Settings, act: Callable[[Till], Awaitable[CardPayment]]) -> CardPayment:
    if settings.mode == "production" and not settings.base_url:
        raise Refused("KABINET_BASE_URL is needed: a letter with a link goes to the person")
    try:
        return asyncio.run(_act(settings, act))
    except deciding.Undecided as why:
        raise Refused(str(why)) from why


async def _act(settings: Settings, act: Callable[[Till], Awaitable[CardPayment]]) -> CardPayment:
    clock = running_clock(settings.now)
    till = till_of(open_bank(settings), letters_of(settings, settings.address), clock, settings)
    if till is None:
        raise Refused("KABINET_BANK_URL is needed: the bank is asked first")
    async with migrated(settings):
        return await act(till)


def _told(payment: CardPayment) -> None:
    back = f", given back {money_text(payment.refunded)}" if payment.refunded else ""
    left = f", {money_text(payment.refund_left)} more ordered and not confirmed yet" if payment.refund_left else ""
    sys.stdout.write(f"{payment.number}: {payment.state}, {money_text(payment.amount)} roubles{back}{left}\n")


def _sum(text: str) -> int:
    kopecks = read_money(text)
    if isinstance(kopecks, NumberFault) or kopecks <= 0:
        raise Refused(f"{text!r} is no sum in roubles, such as 184320,50")
    return kopecks


def _signed(operator: str) -> str:
    if not _SIGN.fullmatch(operator):
        raise Refused("--by takes the sign of the operator: two letters, digits, dots or dashes at least, no spaces")
    return operator
