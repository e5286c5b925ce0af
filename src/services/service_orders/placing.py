"""«Заказать»: one order for one form, at the price that was seen."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from src.domain.access import GuardedContract
from src.domain.catalogue import Place
from src.domain.journal import Actor, Event
from src.domain.service_orders import Wish
from src.services.readings.receipt_letter import Office
from src.services.service_orders import telling
from src.services.service_orders.offering import Offer, Refused, offer
from src.storage import journal
from src.storage.engine import transaction
from src.storage.open_orders import recount_open_orders
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

    offer: Offer
    alike: int = 0


class TooMany(Refused):
    """So many orders wait for an answer that no more are taken."""


async def place(actor: Actor, contract: GuardedContract, office: Office, wish: Wish, agreed: Agreed) -> int | Again:
    """The order's id, the same one for the same form; or what is to be agreed to anew. Raises NoSuchService,
    WrongPlace, WrongDay, TooMany."""
    idem = f"{contract.id}:{agreed.key}"
    async with transaction():
        await storage.lock_contract(contract)
        if known := await storage.id_of_form(idem):
            return known
        made = await offer(contract, wish, actor.now.astimezone(office.settings.time_zone).date())
        if made.seen != agreed.seen:
            return Again(made)
        alike = await storage.find_alike(contract, made.wish, actor.now - ALIKE_WITHIN) or 0
        if alike != agreed.alike and alike:
            return Again(made, alike)
        if await storage.count_placed(contract, UNANSWERED) >= UNANSWERED:
            raise TooMany
        return await _write(actor, contract, office, made, idem)


async def _write(actor: Actor, contract: GuardedContract, office: Office, made: Offer, idem: str) -> int:
    service, cost = made.service, made.cost
    new = storage.NewOrder(
        made.wish,
        service.name,
        service.unit,
        service.price,
        cost.vat_percent,
        cost.vat,
        cost.total,
        made.wish.place if service.place is Place.OBJECT else None,
        made.wish.place if service.place is Place.POINT else None,
        made.place.name if made.place else "",
        actor.now.astimezone(office.settings.time_zone).date(),
        idem,
    )
    order_id, number = await storage.add(actor, contract, new)
    await recount_open_orders([contract.id])
    await journal.note(actor, Event.SERVICE_ORDERED, contract.id, order=number)
    await telling.tell_placed(actor, contract, office.letters, made, order_id, number)
    return order_id
