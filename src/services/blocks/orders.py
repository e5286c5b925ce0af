"""Open orders of services over all contracts."""

from dataclasses import dataclass

from src.domain.access import Action, may
from src.services.blocks.viewer import Viewer
from src.storage.blocks import orders as storage
from src.storage.blocks.orders import OpenOrder

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Orders:
    """The newest ones; `more` when there are others; `current`: the contract for which one may order here, 0: none."""

    orders: tuple[OpenOrder, ...]
    more: bool
    current: int


async def load(viewer: Viewer) -> Orders:
    found = await storage.open_orders(viewer.user_id, viewer.now, SHOWN + 1)
    current = viewer.current.id if viewer.current and may(viewer.current.role, Action.PAY) else 0
    return Orders(tuple(found[:SHOWN]), len(found) > SHOWN, current)
