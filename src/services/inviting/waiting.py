"""Invitations that wait, in the cabinet of the administrator: their codes, another letter, another code, the end."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from src.domain.inviting import LINK, MOST_WAITING, Invitation, over
from src.services import letter_limits
from src.services.access import known_id
from src.services.inviting import codes, sending
from src.services.inviting.front import Actor, Event, GuardedContract, Tools, engine, granting, invitations
from src.storage import waiting_invitations
from src.storage.waiting_invitations import Waiting


class Act(StrEnum):
    RESEND = "resend"
    CODE = "code"
    WITHDRAW = "withdraw"
    """for this contract"""
    WITHDRAW_ALL = "withdraw_all"


class Gone(Exception):
    """No such invitation waits at this contract: accepted, declined, withdrawn."""


class NotWhole(Exception):
    """It opens contracts, too, that this administrator does not administer."""


class Overtaken(Exception):
    """Something was done to it since the page was shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the list. `code` '' : not for this administrator; `ends`: when the link of the last letter does."""

    invitation: Invitation
    waiting: Waiting
    code: str
    ends: datetime
    expired: bool
    over: bool


async def waiting(tools: Tools, contract: GuardedContract, now: datetime) -> list[Shown]:
    found = await waiting_invitations.waiting_at(contract, now, MOST_WAITING)
    return [_shown(tools, each, now) for each in found]


def _shown(tools: Tools, each: Waiting, now: datetime) -> Shown:
    one = each.invitation
    code = codes.code(tools.signer, one) if each.whole else ""
    ends = one.sent_at + LINK
    return Shown(one, each, code, ends, ends <= now, over(one.terms, now))


async def act(
    tools: Tools, actor: Actor, contract: GuardedContract, invitation_id: int, what: Act, version: int
) -> None:
    """Gone, NotWhole, Overtaken; throttling.TooSoon for too many letters."""
    found = await _find(contract, invitation_id, actor.now)
    if what is Act.RESEND and found.whole:
        await letter_limits.count(tools, sending.PURPOSE, found.invitation.email_folded, actor)
    async with engine.transaction():
        await invitations.lock(found.invitation.id)
        found = await _find(contract, invitation_id, actor.now)
        if what is Act.WITHDRAW:
            await _withdraw(actor, found.invitation, [contract.id])
            return
        if not found.whole:
            raise NotWhole
        if found.invitation.version != version:
            raise Overtaken
        await _DEEDS[what](tools, actor, found.invitation)


async def _find(contract: GuardedContract, invitation_id: int, now: datetime) -> Waiting:
    found = await waiting_invitations.one_at(contract, invitation_id, now) if known_id(invitation_id) else None
    if found is None:
        raise Gone
    return found


async def _withdraw(actor: Actor, invitation: Invitation, contract_ids: list[int]) -> None:
    closed = await invitations.close(invitation.id, contract_ids, actor.now)
    await sending.note(actor, Event.INVITATION_WITHDRAWN, closed, {"invitation": invitation.id})


async def _withdraw_all(tools: Tools, actor: Actor, invitation: Invitation) -> None:
    await _withdraw(actor, invitation, await invitations.contracts_of(invitation.id))


async def _resend(tools: Tools, actor: Actor, invitation: Invitation) -> None:
    """From now on it is this administrator's invitation: the letter names him, and his right counts."""
    contract_ids = await invitations.contracts_of(invitation.id)
    await invitations.send_again(invitation.id, invitation.version, actor.person, actor.now)
    await sending.note(actor, Event.INVITATION_RESENT, contract_ids, {"invitation": invitation.id})
    opened = await granting.managed_of(actor.person, contract_ids, actor.now)
    await sending.post(tools, actor, invitation, opened)


async def _renew(tools: Tools, actor: Actor, invitation: Invitation) -> None:
    await invitations.renew_code(invitation.id, invitation.version)
    contract_ids = await invitations.contracts_of(invitation.id)
    await sending.note(actor, Event.INVITATION_CODE_RENEWED, contract_ids, {"invitation": invitation.id})


_DEEDS = {Act.RESEND: _resend, Act.CODE: _renew, Act.WITHDRAW_ALL: _withdraw_all}
