"""What processes of the portal do about payments by card, that may be killed meanwhile."""

from __future__ import annotations

from typing import Any

from src.domain.card_payments import CardPayment, Payable
from src.services.card_payments import asking
from tests.banks import Shop, shop_of

Told = tuple[Any, ...]
"""The cast, the clock and the settings of a shop; its bank is another process."""


def _shop(told: Told) -> Shop:
    return shop_of(*told, None)


async def begin(told: Told, *payables: Payable) -> list[CardPayment]:
    shop = _shop(told)
    return [await shop.begin(payable) for payable in payables]


async def work(told: Told) -> None:
    await _shop(told).worker()


async def come_back(told: Told, payment: CardPayment) -> None:
    """From the bank's page to the page of the payment."""
    await asking.look(_shop(told).till, payment, waiting=False)


async def hear(told: Told, fields: list[tuple[str, str]]) -> None:
    await asking.called(_shop(told).till, fields)
