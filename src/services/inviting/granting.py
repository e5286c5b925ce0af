"""«Подтвердить»: the person who was found is given access at once."""

from dataclasses import dataclass

from src.domain.accounts import Account
from src.domain.inviting import GRANTED_FREE, OFFERED
from src.domain.members import LastAdministrator
from src.services import once, throttling
from src.services.inviting import offers, seeking, telling
from src.services.inviting.front import (
    Actor,
    Event,
    GuardedContract,
    Tools,
    engine,
    granting,
    invitations,
    journal,
    users,
)
from src.services.members.telling import terms_told
from src.storage import throttle
from src.storage.members.names import PersonGone


@dataclass(frozen=True, slots=True)
class Confirmed:
    """How many contracts were opened; `again`: this is a second click, the first has opened them."""

    contracts: int
    again: bool = False


async def confirm(tools: Tools, actor: Actor, contract: GuardedContract, sealed: str) -> Confirmed:
    """Open the contracts of the offer to the person who was found. offers.OfferEnded; LastAdministrator when the access
    would last longer than that of the last administrator of one of them; throttling.TooSoon."""
    offer = offers.unseal(tools.signer, actor, sealed)
    if offer.origin != contract.id:
        raise offers.OfferEnded
    if not await once.was_used(sealed, actor.now):
        limits = {throttling.key_of("granted", str(actor.person)): GRANTED_FREE}
        await throttling.attempt(limits, actor.now)  # else found people would be confirmed to find more
    async with engine.transaction():
        person = await users.find(offer.person)
        if person is None or person.email_folded != offer.folded:  # deleted meanwhile, or another address
            raise offers.OfferEnded(offer)
        if not await once.use(sealed, actor.now + OFFERED):
            return Confirmed(0, again=True)
        try:
            opened = await _grant(tools, actor, person, offer)
        except PersonGone:
            raise offers.OfferEnded(offer) from None
        for key in sorted(seeking.limits_of(actor, contract)):  # a search that led to access was no guess
            await throttle.take_back(key)
    return Confirmed(opened)


async def _grant(tools: Tools, actor: Actor, person: Account, offer: offers.Offer) -> int:
    ids = [each.id for each in await granting.managed_of(actor.person, offer.contract_ids, actor.now)]
    await invitations.close_for(person.email_folded, sorted(ids), actor.now)  # first, as whoever accepts one does
    await granting.lock(ids)
    own = {each.id: each for each in await granting.managed_of(actor.person, ids, actor.now)}  # withdrawn meanwhile
    added = await granting.grant(person.id, sorted(own), offer.terms, actor.person, actor.now)
    if await granting.unadministered(added, actor.now):
        raise LastAdministrator
    if added:
        opened = [own[each] for each in added]
        about: journal.Details = {"user": person.id, **terms_told(offer.terms)}
        await journal.note_each(actor, Event.ACCESS_GRANTED, [(each, about) for each in added])
        by, login = await granting.name_of(actor.person)
        await telling.tell_person(tools.letters, actor, person.email, by, opened, offer.terms)
        await telling.tell_contracts(tools.letters, actor, person.email, login, opened, offer.terms)
    return len(added)
