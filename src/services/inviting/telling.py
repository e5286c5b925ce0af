"""The letters of granted access and of invitations."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from src.domain.inviting import Invitation
from src.domain.members import Terms
from src.services.inviting.front import Actor, Managed, granting
from src.services.letters import Envelope, Letters
from src.services.links import letter_name
from src.services.members.opened import shortened, tell_contracts
from src.services.members.telling import LIVES, AccessLetter, What, post


async def tell_person(
    letters: Letters, actor: Actor, to: str, by: str, opened: Sequence[Managed], terms: Terms
) -> None:
    path = f"/contracts/{opened[0].id}" if len(opened) == 1 else "/contracts"
    numbers, others = shortened(opened)
    told = AccessLetter(What.GRANTED, numbers, letters.link(path), terms.role, terms.until, by, others=others)
    await post(letters, to, told, actor.now)


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
    if not address:  # an account that was erased
        return
    path = f"/contracts/{contract_ids[0]}/access/invitations" if contract_ids else "/contracts"
    it = InvitationNews(what, invitation.name, invitation.email, letters.link(path))
    await letters.post(Envelope(address, letter_name("invitation-news"), actor.now, LIVES), "invitation_news", it)


__all__ = ["InvitationNews", "News", "tell_contracts", "tell_inviter", "tell_person"]
