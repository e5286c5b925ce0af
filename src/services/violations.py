"""«Акты нарушений» of a contract: the list, one of them."""

from typing import Final

from src.domain.access import GuardedContract
from src.domain.violations import Act, Line
from src.services.access import known_id
from src.services.lists import Lists
from src.storage import violations as storage

ACTS: Final[Lists[Line]] = Lists(storage.ACTS)


class NoSuchAct(LookupError):
    """The contract has no act of this number."""


async def find(contract: GuardedContract, act_id: int) -> Act:
    """Raises NoSuchAct."""
    act = await storage.find(contract, act_id) if known_id(act_id) else None
    if act is None:
        raise NoSuchAct(act_id)
    return act
