"""One request for an act of reconciliation, with what a letter says of who asks."""

from dataclasses import dataclass

from src.domain.access import GuardedContract
from src.domain.reconciliations import Request
from src.domain.requisites import Payer
from src.storage import directory, reconciliations


class NoSuchRequest(Exception):
    """The contract has no request of this id."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`address` of who asks."""

    request: Request
    client: Payer
    address: str


async def find(contract: GuardedContract, request_id: int) -> Asked:
    """Raises NoSuchRequest."""
    request = await reconciliations.find_request(contract, request_id)
    if request is None:
        raise NoSuchRequest
    party = (await directory.load_card(contract)).party
    return Asked(request, Payer(party.name, party.inn, party.kpp), party.address)
