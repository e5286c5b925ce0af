"""An order is cancelled by its client, while it may be."""

from src.domain.access import GuardedContract
from src.domain.card_payments import Kind, order_key
from src.domain.journal import Actor, Event
from src.domain.service_orders import Mover, State
from src.services.access import known_id
from src.services.service_orders.leaving import leave_cancelled
from src.services.service_orders.moving import NoSuchOrder, NotNow, move_on
from src.storage import card_decided, card_payments, journal, users
from src.storage.engine import transaction
from src.storage.service_orders.moving import hold

__all__ = ["BeingPaid", "NoSuchOrder", "NotNow", "cancel"]


class BeingPaid(Exception):
    """A payment by card is under way, or people look into one: it must end first."""


async def cancel(actor: Actor, contract: GuardedContract, order_id: int) -> None:
    """A second click finds it done. Raises NoSuchOrder, NotNow, BeingPaid."""
    async with transaction():
        order = await hold(contract.id, order_id) if known_id(order_id) else None
        if order is None:
            raise NoSuchOrder
        if order.state is State.CANCELLED:
            return
        if await card_payments.find_live(order_key(contract.id, order.id)):
            raise BeingPaid
        if await card_decided.find_held(contract.id, Kind.ORDER, str(order.id), order.total):
            raise BeingPaid
        await move_on(Mover.CLIENT, contract.id, order, State.CANCELLED)
        await journal.note(actor, Event.SERVICE_ORDER_CANCELLED, contract.id, order=order.number)
        person = await users.find(contract.user_id)
        await leave_cancelled(actor, contract, person.email if person else "", order)
