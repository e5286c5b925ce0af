"""An order is moved from state to state, never from where it may not be; the bank has it paid once."""

from src.domain.journal import Actor, Event
from src.domain.service_orders import Mover, State, may_move
from src.services.access import known_id
from src.storage import journal
from src.storage.open_orders import recount_open_orders
from src.storage.service_orders.moving import Standing, hold, move


class NoSuchOrder(Exception):
    """Not of this contract, or billing has hidden it."""


class NotNow(Exception):
    """From its present state an order cannot be moved so."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


async def paid(actor: Actor, contract_id: int, order_id: int, kopecks: int) -> bool:
    """In the transaction that credits the money: whether the order is paid by it. False where it is not: it was
    cancelled, moved on or paid by another way meanwhile, or costs something else; the money is then for people."""
    order = await _payable(contract_id, order_id, kopecks)
    if order is None:
        return False
    await move_on(Mover.BANK, contract_id, order, State.PAID)
    await journal.note(actor, Event.SERVICE_ORDER_PAID, contract_id, order=order.number)
    return True


async def awaits(contract_id: int, order_id: int, kopecks: int) -> bool:
    """Whether this sum is to be paid for the order: until the transaction ends nobody else moves it."""
    return await _payable(contract_id, order_id, kopecks) is not None


async def _payable(contract_id: int, order_id: int, kopecks: int) -> Standing | None:
    order = await hold(contract_id, order_id) if known_id(order_id) else None
    if order is None or order.total != kopecks or not may_move(Mover.BANK, order.state, State.PAID):
        return None
    return order


async def move_on(mover: Mover, contract_id: int, order: Standing, state: State) -> None:
    """Of an order that is held. Raises NotNow."""
    if not may_move(mover, order.state, state):
        raise NotNow(order.state)
    await move(order, state)
    await recount_open_orders([contract_id])
