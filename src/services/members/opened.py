"""The contracts' own addresses hear of everybody to whom they were opened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from src.domain.access import Role
from src.domain.journal import Actor
from src.domain.members import Terms
from src.services.letters import Envelope, Letters
from src.services.links import letter_name
from src.services.members.telling import LIVES, NAMED
from src.storage.granting import Managed


@dataclass(frozen=True, slots=True)
class Told:
    """To a contract's own address: who was given access by whom."""

    by: str
    login: str
    numbers: tuple[str, ...]
    more: int
    role: Role
    until: datetime | None


async def tell_contracts(
    letters: Letters, actor: Actor, login: str, by: str, opened: Iterable[Managed], terms: Terms
) -> None:
    """Each address once, with all its contracts."""
    addresses: dict[str, list[Managed]] = {}
    for contract in opened:
        if contract.email:
            addresses.setdefault(contract.email, []).append(contract)
    for address, contracts in addresses.items():
        it = Told(by, login, *shortened(contracts), terms.role, terms.until)
        await letters.post(Envelope(address, letter_name("access-told"), actor.now, LIVES), "access_told", it)


def shortened(contracts: Sequence[Managed]) -> tuple[tuple[str, ...], int]:
    return tuple(each.number for each in contracts[:NAMED]), max(len(contracts) - NAMED, 0)
