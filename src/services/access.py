"""Who may touch a contract: the only place that makes a GuardedContract."""

from datetime import datetime

from src.domain.access import Action, GuardedContract
from src.storage import access as storage

LARGEST_ID = 2**63 - 1


class NotYours(Exception):
    """No such contract, or the person has nothing to do with it: both look alike."""


class NotAllowed(Exception):
    """The person's role in the contract does not allow this."""


async def guard_contract(user_id: int, contract_id: int, action: Action, now: datetime) -> GuardedContract:
    """The contract for this person and act; raises NotYours or NotAllowed."""
    if not 0 < contract_id <= LARGEST_ID:
        raise NotYours
    contract = await storage.find_guarded(user_id, contract_id, now)
    if contract is None:
        raise NotYours
    if not contract.may(action):
        raise NotAllowed
    return contract
