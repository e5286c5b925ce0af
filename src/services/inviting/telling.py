"""The letters of granted access and of invitations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from src.domain.inviting import Invitation
from src.domain.members import Terms
from src.services.inviting.desk import Actor, Managed, Role, granting
from src.services.letters import Envelope, Letters
from src.services.links import letter_name
from src.services.members.telling import LIVES, NAMED, AccessLetter, What, post


@dataclass(frozen=True, slots=True)
class Told:
    """To a contract's own address: who was given access by whom."""

    by: str
    login: str
    numbers: tuple[str, ...]
    more: int
    role: Role
    until: datetime | None


async def tell_person(
    letters: Letters, actor: Actor, to: str, by: str, opened: Sequence[Managed], terms: Terms
) -> None:
    path = f"/contracts/{opened[0].id}" if len(opened) == 1 else "/contracts"
    numbers, others = shortened(opened)
    told = AccessLetter(What.GRANTED, numbers, letters.link(path), terms.role, terms.until, by, others=others)
    await post(letters, to, told, actor.now)


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


class News(StrEnum):
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class InvitationNews:
    """To the administrator who invited: what became of it."""

    what: News
    name: str
    email: str
    link: str


async def tell_inviter(
    letters: Letters, actor: Actor, invitation: Invitation, what: News, contract_ids: Sequence[int]
) -> None:
    _, address = await granting.name_of(invitation.invited_by)
    path = f"/contracts/{contract_ids[0]}/access/invitations" if contract_ids else "/contracts"
    it = InvitationNews(what, invitation.name, invitation.email, letters.link(path))
    await letters.post(Envelope(address, letter_name("invitation-news"), actor.now, LIVES), "invitation_news", it)


def shortened(contracts: Sequence[Managed]) -> tuple[tuple[str, ...], int]:
    return tuple(each.number for each in contracts[:NAMED]), max(len(contracts) - NAMED, 0)
