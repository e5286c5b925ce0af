"""Orders of a contract: all of them as a list, and one."""

from typing import Final

from src.domain.access import GuardedContract
from src.domain.service_orders import Listed, Order
from src.services.access import known_id
from src.services.lists import Lists
from src.services.service_orders.moving import NoSuchOrder
from src.storage.service_orders import finding as storage
from src.storage.service_orders import listing

ORDERS: Final[Lists[Listed]] = Lists(listing.ORDERS)


async def find(contract: GuardedContract, order_id: int) -> Order:
    """Raises NoSuchOrder."""
    order = await storage.find_order(contract, order_id) if known_id(order_id) else None
    if order is None:
        raise NoSuchOrder
    return order
