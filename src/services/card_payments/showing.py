"""Payments by card of a contract, and one of them."""

from collections.abc import AsyncIterator, Sequence
from typing import Final, NamedTuple

from src.domain.access import GuardedContract
from src.domain.card_payments import CardPayment, Kind
from src.services.access import known_id
from src.services.paging import Slice, one_page
from src.storage import card_decided, card_lists
from src.storage import card_payments as storage
from src.storage.card_lists import Listed, Wanted

__all__ = ["Listed", "Uncounted", "Wanted", "every", "find", "find_held", "list_payments", "uncounted"]

PAGE: Final = 50
STRETCH: Final = 500
"""Of what goes into a file."""
LATELY: Final = 50
"""Of so many payments by card some may be on their way: the others were begun long before."""


async def list_payments(contract: GuardedContract, wanted: Wanted) -> Slice[Listed]:
    """The newest first."""
    return await one_page(lambda page, limit: card_lists.list_page(contract, page, limit), wanted, _id_of, PAGE)


async def every(contract: GuardedContract, most: int) -> AsyncIterator[tuple[Sequence[Listed], bool]]:
    """All of them, the newest first, stretch by stretch, at most `most`; the last says whether there are more."""
    after, left = 0, most
    while True:
        size = min(STRETCH, left)
        found = await card_lists.list_page(contract, Wanted(after), size + 1)
        left -= min(len(found), size)
        yield found[:size], len(found) > size and not left
        if len(found) <= size or not left:
            return
        after = found[size - 1].payment.id


def _id_of(listed: Listed) -> int:
    return listed.payment.id


class Uncounted(NamedTuple):
    """Of payments by card: those that billing has not told of yet, the newest first. `coming`: kopecks that the bank
    has confirmed, «в пути»; `held`: what people look into."""

    payments: Sequence[CardPayment]

    @property
    def coming(self) -> int:
        return sum(each.amount - each.refunded for each in self.payments if each.credited_at)

    @property
    def held(self) -> Sequence[CardPayment]:
        return [each for each in self.payments if not each.credited_at]


async def uncounted(contract: GuardedContract) -> Uncounted:
    return Uncounted(await card_lists.list_uncounted(contract, LATELY))


async def find_held(contract: GuardedContract, order_id: int) -> CardPayment | None:
    """A payment of this order that people look into."""
    return await card_decided.find_held(contract.id, Kind.ORDER, str(order_id), 0) if known_id(order_id) else None


async def find(contract: GuardedContract, payment_id: int) -> CardPayment | None:
    return await storage.find(contract, payment_id) if known_id(payment_id) else None
