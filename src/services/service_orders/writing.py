"""An order comes into being: its row, the journal's line, the letter, the word to billing."""

from src.domain.access import GuardedContract
from src.domain.catalogue import Place
from src.domain.journal import Actor, Event
from src.services.readings.receipt_letter import Office
from src.services.service_orders.leaving import leave_placed
from src.services.service_orders.letters import post_placed
from src.services.service_orders.offering import Offer
from src.storage import journal, users
from src.storage.open_orders import recount_open_orders
from src.storage.service_orders.placing import NewOrder, add


async def write(actor: Actor, contract: GuardedContract, office: Office, made: Offer, idem: str) -> int:
    """In the transaction that has looked it over; the order's id."""
    person = await users.find(contract.user_id)
    assert person is not None, "the session and the membership refer to it"  # noqa: S101
    order_id, number = await add(actor, contract, _new(actor, office, made, idem))
    await recount_open_orders([contract.id])
    await journal.note(actor, Event.SERVICE_ORDERED, contract.id, order=number)
    await leave_placed(actor, contract, person.email, made, order_id, number)
    await post_placed(actor, contract, office.letters, person, made, order_id, number)
    return order_id


def _new(actor: Actor, office: Office, made: Offer, idem: str) -> NewOrder:
    service, cost = made.service, made.cost
    return NewOrder(
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
