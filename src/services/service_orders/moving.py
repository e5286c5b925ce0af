"""An order is cancelled by its client, or paid at the bank; each once, and never from where it may not be."""

from src.domain.access import GuardedContract
from src.domain.journal import Actor, Event
from src.domain.service_orders import Mover, State, may_move
from src.services.access import known_id
from src.services.service_orders.leaving import leave_cancelled
from src.storage import journal, users
from src.storage.engine import transaction
from src.storage.open_orders import recount_open_orders
from src.storage.service_orders.moving import Standing, hold, move


class NoSuchOrder(Exception):
    """Not of this contract, or billing has hidden it."""


class NotNow(Exception):
    """From its present state an order cannot be moved so."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


async def cancel(actor: Actor, contract: GuardedContract, order_id: int) -> None:
    """A second click finds it done. Raises NoSuchOrder, NotNow."""
    async with transaction():
        order = await hold(contract.id, order_id) if known_id(order_id) else None
        if order is None:
            raise NoSuchOrder
        if order.state is State.CANCELLED:
            return
        await _move(Mover.CLIENT, contract.id, order, State.CANCELLED)
        await journal.note(actor, Event.SERVICE_ORDER_CANCELLED, contract.id, order=order.number)
        person = await users.find(contract.user_id)
        await leave_cancelled(actor, contract, person.email if person else "", order)


async def paid(actor: Actor, contract_id: int, order_id: int, kopecks: int) -> bool:
    """In the transaction that credits the money: whether the order is paid by it. False where it is not: it was
    cancelled, moved on or paid by another way meanwhile, or costs something else; the money is then for people."""
    order = await hold(contract_id, order_id) if known_id(order_id) else None
    if order is None or order.total != kopecks or not may_move(Mover.BANK, order.state, State.PAID):
        return False
    await _move(Mover.BANK, contract_id, order, State.PAID)
    await journal.note(actor, Event.SERVICE_ORDER_PAID, contract_id, order=order.number)
    return True


async def _move(mover: Mover, contract_id: int, order: Standing, state: State) -> None:
    if not may_move(mover, order.state, state):
        raise NotNow(order.state)
    await move(order, state)
    await recount_open_orders([contract_id])
