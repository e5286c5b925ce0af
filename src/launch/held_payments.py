"""`kabinet held-payments`: payments by card that wait for people of the supplier."""

import asyncio
import sys
from typing import Final

from src.domain.card_payments import Reason, State
from src.domain.quantities import money_text
from src.launch.base import migrated
from src.settings import Settings
from src.storage.card_decided import Held, list_waiting

MOST: Final = 1_000
"""Payments that are listed."""
WHY: Final = {
    Reason.AMOUNT: "the bank names another sum",
    Reason.CURRENCY: "the bank names another currency",
    Reason.NUMBER: "the bank speaks of another payment",
    Reason.TWICE: "the same was paid by card before",
    Reason.ORDER: "the order does not wait for this sum any more",
    Reason.SILENT: "for three days the bank has said nothing clear",
    Reason.UNCLEAR: "something was given back, the bank does not say how much",
}


def tell_held(settings: Settings) -> int:
    """1 when something waits for people."""
    waiting = asyncio.run(_waiting(settings))
    for each in waiting:
        sys.stdout.write(f"{told(each)}\n")
    sys.stdout.write(f"payments by card that wait for people: {len(waiting)}\n")
    return 1 if waiting else 0


async def _waiting(settings: Settings) -> list[Held]:
    async with migrated(settings):
        return await list_waiting(MOST)


def told(held: Held) -> str:
    """«261124-A, contract 97000001, advance, 1000.00 roubles, not counted, since …: the bank names another sum»."""
    payment = held.payment
    why = [WHY.get(payment.reason, str(payment.reason))] if payment.state is State.HELD else []
    why += [f"a refund of {money_text(payment.refund_left)} is not confirmed"] if payment.refund_left else []
    counted = "counted" if payment.credited_at else "not counted"
    what = f"{payment.kind}, {money_text(payment.amount)} roubles, {counted}, since {held.since:%Y-%m-%d %H:%M} UTC"
    return f"{payment.number}, contract {held.contract}, {what}, {held.login or 'account deleted'}: {'; '.join(why)}"
