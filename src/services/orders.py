"""Placing orders of workbooks, finding one, forgetting the old ones."""

from datetime import datetime, timedelta
from typing import Final

from src.domain.access import GuardedContract
from src.domain.orders import Kind, Order, Wish
from src.gateways.kept import KeptFiles
from src.services.access import known_id
from src.settings import Settings
from src.storage import orders
from src.storage.engine import transaction
from src.storage.members.report import rights_of

__all__ = ["KeptFiles"]

AT_ONCE: Final = 4
"""Orders of one person that may be under way."""
KEPT: Final = 10
"""So many orders of a person are kept, with their files."""
REMEMBERED: Final = timedelta(days=1)
SAME_FOR: Final = timedelta(minutes=1)
"""A second click within this time after it was made gets the same file: what billing tells may have changed since."""
_FORGET_AT_ONCE: Final = 100


class NoSuchOrder(Exception):
    """This person has no order of this number with this contract, or it was forgotten."""


class TooMany(Exception):
    """This person has as many orders under way as may be."""


def kept_orders(settings: Settings) -> KeptFiles:
    """The one folder of made workbooks; every process of the portal on this machine must see the same one."""
    return KeptFiles(settings.data_dir / "orders", ".xlsx")


async def place(contract: GuardedContract, wish: Wish, now: datetime, files: KeptFiles) -> int:
    """The number of the order: the same one for a second click, as long as nothing was saved in between. Raises
    TooMany."""
    async with transaction():
        await orders.lock_person(contract.user_id)
        told = Wish(wish.kind, {**wish.asked, "state": await orders.state_of(contract)})
        if known := await orders.find_same(contract, told, now - SAME_FOR):
            return known
        if await orders.count_under_way(contract.user_id) >= AT_ONCE:
            raise TooMany
        goes = await orders.forget_beyond(contract.user_id, KEPT - 1)
        number = await orders.add(contract, told, now)
    await files.drop(goes)
    return number


async def find(contract: GuardedContract, number: int, now: datetime) -> Order:
    """Raises NoSuchOrder; also when the file tells of contracts that the person has lost since."""
    found = await orders.find(contract, number) if known_id(number) else None
    if found is None:
        raise NoSuchOrder
    if found.wish.kind is Kind.ACCESS and found.wish.asked["rights"] != (await rights_of(found.user_id, now)).state:
        raise NoSuchOrder
    return found


async def forget_old(now: datetime, files: KeptFiles) -> None:
    """Old orders go, with their files; so do files that a process left behind which died while it made them."""
    forgotten = _FORGET_AT_ONCE
    while forgotten == _FORGET_AT_ONCE:
        async with transaction():
            forgotten, goes = await orders.forget_old(now - REMEMBERED, _FORGET_AT_ONCE)
        await files.drop(goes)
    if strangers := await files.strangers():
        await files.drop_unknown(strangers, await orders.all_files())
