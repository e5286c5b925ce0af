"""Who may touch a contract: the only place that makes a GuardedContract."""

from datetime import datetime

from src.domain.access import Action, GuardedContract
from src.domain.sessions import Session
from src.storage import access as storage

LARGEST_ID = 2**63 - 1


class NotYours(Exception):
    """No such contract, or the person has nothing to do with it: both look alike."""


class NotAllowed(Exception):
    """The person's role in the contract does not allow this."""


class FactorNeeded(NotAllowed):
    """The contract demands a second factor, and the person has none."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


def admit(session: Session, action: Action) -> GuardedContract:
    """The contract that the request's address names, for the person of its session, which was found with it.

    Raises NotYours or NotAllowed, FactorNeeded among them.
    """
    found = session.asked
    if found is None:
        raise NotYours
    if found.demanding and not session.has_factor:
        raise FactorNeeded(found.number)
    return _allowed(GuardedContract(found.id, found.key, found.number, found.role, session.user_id), action)


async def guard_contract(user_id: int, contract_id: int, action: Action, now: datetime) -> GuardedContract:
    """As `admit`, for a contract that a form names."""
    if not known_id(contract_id):
        raise NotYours
    contract, closed = await storage.find_guarded(user_id, contract_id, now)
    if contract is None:
        raise NotYours
    if closed:
        raise FactorNeeded(contract.number)
    return _allowed(contract, action)


def known_id(number: int) -> bool:
    """Whether the base can hold such a number at all."""
    return 0 < number <= LARGEST_ID


def _allowed(contract: GuardedContract, action: Action) -> GuardedContract:
    if not contract.may(action):
        raise NotAllowed
    return contract
