"""«Заказать»: one order for one form, at the price that was seen."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from src.domain.access import GuardedContract
from src.domain.journal import Actor
from src.domain.service_orders import Wish
from src.services.readings.receipt_letter import Office
from src.services.service_orders import offering, writing
from src.storage.engine import transaction
from src.storage.service_orders import placing as storage

ALIKE_WITHIN: Final = timedelta(minutes=10)
"""The same thing for the same place ordered again within this time is asked about."""
UNANSWERED: Final = 100
"""Orders of a contract that wait for the supplier's first answer."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the form carries: `key` is its own, the same at a double click; `seen` what it showed; `alike`: the order
    beside which another one is wanted, 0 where none was told of."""

    key: str
    seen: str
    alike: int = 0


@dataclass(frozen=True, slots=True)
class Again:
    """Nothing was ordered: the price is another one than was seen, or (`alike`) the same was ordered just now."""

    offer: offering.Offer
    alike: int = 0


class TooMany(offering.Refused):
    """So many orders wait for an answer that no more are taken."""


async def place(actor: Actor, contract: GuardedContract, office: Office, wish: Wish, agreed: Agreed) -> int | Again:
    """The order's id, the same one for the same form; or what is to be agreed to anew. Raises NoSuchService,
    WrongPlace, WrongDay, TooMany."""
    idem = f"{contract.id}:{agreed.key}"
    async with transaction():
        await storage.lock_contract(contract)
        if known := await storage.id_of_form(idem):
            return known
        made = await offering.offer(contract, wish, actor.now.astimezone(office.settings.time_zone).date())
        if made.seen != agreed.seen:
            return Again(made)
        alike = await storage.find_alike(contract, made.wish, actor.now - ALIKE_WITHIN) or 0
        if alike != agreed.alike and alike:
            return Again(made, alike)
        if await storage.count_placed(contract, UNANSWERED) >= UNANSWERED:
            raise TooMany
        return await writing.write(actor, contract, office, made, idem)
