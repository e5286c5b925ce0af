"""The link of the letter: what it still opens, and for whom. Looking spends nothing."""

from dataclasses import dataclass
from datetime import datetime
from secrets import compare_digest

from src.domain.accounts import Account
from src.domain.inviting import LINK, Invitation, State, over
from src.services import links
from src.services.account import Tools
from src.services.inviting.sending import PURPOSE
from src.storage import granting, invitations, users
from src.storage.granting import Managed

ENDED = {State.ACCEPTED: "done", State.DECLINED: "declined", State.WITHDRAWN: "withdrawn"}


@dataclass(frozen=True, slots=True)
class Invited:
    """`contracts`: what the one who invited may open now; `account`: whose the address is already, if anybody's."""

    invitation: Invitation
    contracts: tuple[Managed, ...]
    account: Account | None


class InvitationEnded(Exception):
    """The link serves no more: «forged», «gone» (deleted), «done», «declined», «withdrawn», «old», «over» (the access
    would have ended), «void» (whoever invited may not open anything any more). `invitation`: whose it is, if known."""

    def __init__(self, why: str, invitation: Invitation | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.invitation = invitation

    @property
    def inviter(self) -> str:
        """Who may be asked."""
        return self.invitation.inviter if self.invitation else ""


async def look(tools: Tools, token: str, now: datetime) -> Invited:
    """What the link opens. InvitationEnded."""
    made, found = await waiting(tools, token)
    if now - made >= LINK:
        raise InvitationEnded("old", found)
    if over(found.terms, now):
        raise InvitationEnded("over", found)
    opened = await granting.managed_of(found.invited_by, await invitations.contracts_of(found.id), now)
    if not opened:
        raise InvitationEnded("void", found)
    return Invited(found, tuple(opened), await users.find_by_email(found.email_folded))


async def waiting(tools: Tools, token: str) -> tuple[datetime, Invitation]:
    """When the link was made, and the invitation that still waits, whatever became of the link. InvitationEnded."""
    try:
        made, invitation_id, stamp = links.open_token(tools.signer, PURPOSE, token)
    except links.LinkEnded:
        raise InvitationEnded("forged") from None
    found = await invitations.find(invitation_id)
    if found is None or not compare_digest(found.stamp, stamp):
        raise InvitationEnded("gone")
    if found.state is not State.WAITING:
        raise InvitationEnded(ENDED[found.state], found)
    return made, found


async def place_of(tools: Tools, token: str, user_id: int) -> int | None:
    """For the person who took it: the one contract that it has opened, 0 for several. None for anybody else."""
    try:
        await waiting(tools, token)
    except InvitationEnded as ended:
        one = ended.invitation
        if ended.why == "done" and one and one.accepted_by == user_id:
            found = await invitations.opened_by(one.id, 2)
            return found[0] if len(found) == 1 else 0
    return None
