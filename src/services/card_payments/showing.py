"""Payments by card of a contract, and one of them; giving one up."""

from typing import Final

from src.domain.access import GuardedContract
from src.domain.card_payments import CardPayment
from src.services.access import known_id
from src.services.paging import Slice, one_page
from src.storage import card_lists
from src.storage import card_payments as storage
from src.storage.card_lists import Bill, Listed, Wanted

__all__ = ["Bill", "Listed", "Wanted", "coming", "find", "list_payments", "to_pay"]

PAGE: Final = 50
BILLS: Final = 3
LATELY: Final = 50
"""Of so many payments by card some may be on their way: the others were begun long before."""


async def list_payments(contract: GuardedContract, wanted: Wanted) -> Slice[Listed]:
    """The newest first."""
    return await one_page(lambda page, limit: card_lists.list_page(contract, page, limit), wanted, _id_of, PAGE)


def _id_of(listed: Listed) -> int:
    return listed.payment.id


async def to_pay(contract: GuardedContract) -> list[Bill]:
    """The last invoices of the contract, the newest first, with what was paid of them by card."""
    return await card_lists.list_bills(contract, BILLS)


async def coming(contract: GuardedContract) -> list[CardPayment]:
    """Counted here and not told of by billing yet: «в пути»."""
    return await card_lists.list_coming(contract, LATELY)


async def find(contract: GuardedContract, payment_id: int) -> CardPayment | None:
    return await storage.find(contract, payment_id) if known_id(payment_id) else None
