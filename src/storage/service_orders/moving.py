"""The state of an order is changed where it still is what it was: whoever comes second changes nothing."""

from typing import Any, NamedTuple

from src.domain.service_orders import State
from src.storage.engine import execute, tuples


class Standing(NamedTuple):
    """How an order stands while its row is held; `key`: under which billing knows it."""

    id: int
    key: str
    number: str
    name: str
    state: State
    total: int


async def hold(contract_id: int, order_id: int) -> Standing | None:
    """Until the transaction ends nobody else moves the order."""
    found = await tuples(
        """SELECT o.id, o.key, o.number, o.name, o.status, o.total FROM service_order o
        WHERE o.id = {} AND o.contract = {} AND o.deleted = FALSE FOR UPDATE""",
        order_id,
        contract_id,
    )
    return _standing(found[0]) if found else None


async def move(order: Standing, state: State) -> None:
    """Of an order that is held."""
    await execute("UPDATE service_order SET status = {} WHERE id = {}", state.value, order.id)


def _standing(row: tuple[Any, ...]) -> Standing:
    id_, key, number, name, status, total = row
    return Standing(id_, key, number, name, State(status), total)
