"""One request for an act of reconciliation, with who asks."""

from dataclasses import dataclass

from src.domain.access import GuardedContract
from src.domain.reconciliations import Request
from src.services.requisites import Client, client_of
from src.storage import reconciliations


class NoSuchRequest(Exception):
    """The contract has no request of this id."""


@dataclass(frozen=True, slots=True)
class Asked:
    request: Request
    client: Client


async def find(contract: GuardedContract, request_id: int) -> Asked:
    """Raises NoSuchRequest."""
    request = await reconciliations.find_request(contract, request_id)
    if request is None:
        raise NoSuchRequest
    return Asked(request, await client_of(contract))
