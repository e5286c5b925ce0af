"""The administrator registers a person whom the portal does not know: an invitation, and the letter with its link."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from src.domain.inviting import LINK, MOST_WAITING, OFFERED, Invitation
from src.services import letter_limits, letters, links, once
from src.services.inviting import offers
from src.services.inviting.front import (
    Actor,
    Event,
    Role,
    Tools,
    engine,
    granting,
    invitations,
    journal,
    users,
)

PURPOSE = "invitation"


class Overtaken(Exception):
    """Somebody has registered with this address meanwhile, or another administrator has invited it."""


class TooManyWait(Exception):
    """At one of the contracts as many invitations wait as may."""


@dataclass(frozen=True, slots=True)
class Names:
    family_name: str
    given_name: str
    patronymic: str


@dataclass(frozen=True, slots=True)
class InvitationLetter:
    """`companies`: whose contracts, the first few; `contracts`: how many."""

    name: str
    inviter: str
    companies: tuple[str, ...]
    contracts: int
    role: Role
    access_until: datetime | None
    link: str
    until: datetime


async def invite(tools: Tools, actor: Actor, sealed: str, names: Names) -> int:
    """Store the invitation and queue its letter; how many contracts it opens, 0 for a second click.

    offers.OfferEnded, Overtaken, TooManyWait, throttling.TooSoon.
    """
    offer = offers.unseal(tools.signer, actor, sealed)
    if offer.person:
        raise offers.OfferEnded(offer)
    if await once.was_used(sealed, actor.now):
        return 0
    await letter_limits.count(tools, PURPOSE, offer.folded, actor)
    async with engine.transaction():
        if not await once.use(sealed, actor.now + OFFERED):
            return 0
        if await users.find_by_email(offer.folded):
            raise Overtaken
        return await _store(tools, actor, offer, names)


async def _store(tools: Tools, actor: Actor, offer: offers.Offer, names: Names) -> int:
    user_id = actor.person
    own = {each.id: each for each in await granting.managed_of(user_id, offer.contract_ids, actor.now)}
    nonce = secrets.token_hex(16)
    new = invitations.NewInvitation(
        offer.email, offer.folded, names.family_name, names.given_name, names.patronymic, offer.terms, user_id, nonce
    )
    invitation_id, opened = await invitations.add(new, sorted(own), actor.now)
    if not opened:
        raise Overtaken
    if await invitations.crowded(opened, MOST_WAITING):
        raise TooManyWait
    about = {"invitation": invitation_id, "role": offer.terms.role.value}
    await note(actor, Event.INVITATION_SENT, opened, about)
    invitation = await invitations.find(invitation_id)
    if invitation:
        await post(tools, actor, invitation, [own[each] for each in opened])
    return len(opened)


async def note(actor: Actor, event: Event, contract_ids: Sequence[int], about: Mapping[str, int | str]) -> None:
    await journal.note_each(actor, event, [(each, about) for each in contract_ids])


async def post(tools: Tools, actor: Actor, invitation: Invitation, opened: Sequence[granting.Managed]) -> None:
    """The letter with the link; it serves for 72 hours from now."""
    token = links.new_token(tools.signer, PURPOSE, invitation, actor.now)
    companies = tuple(dict.fromkeys(each.party for each in opened))[:3]
    link, until = tools.letters.link("/invitation", token=token), actor.now + LINK
    inviter, _ = await granting.name_of(actor.person)
    terms = invitation.terms
    it = InvitationLetter(invitation.name, inviter, companies, len(opened), terms.role, terms.until, link, until)
    envelope = letters.Envelope(invitation.email, links.letter_name(PURPOSE), actor.now, LINK)
    await tools.letters.post(envelope, "invitation", it)
