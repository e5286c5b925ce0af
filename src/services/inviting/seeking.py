"""«Найти»: whether somebody has this address. Counted and written down, so that nobody lists the users this way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from src.domain import inviting
from src.domain.accounts import Account
from src.domain.identifiers import fold_email
from src.domain.inviting import Invitation
from src.domain.members import Terms
from src.services import letter_limits, throttling
from src.services.inviting import offers
from src.services.inviting.front import (
    Actor,
    Event,
    GuardedContract,
    Managed,
    Role,
    Tools,
    engine,
    granting,
    invitations,
    journal,
    users,
)

FORM = "person-sought"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an administrator typed: for which contracts (first that of the page), on which terms, whom."""

    contract_ids: tuple[int, ...]
    terms: Terms
    email: str


@dataclass(frozen=True, slots=True)
class Sought:
    """`person` None: nobody has this address, the administrator may register somebody. `managed`: the contracts that
    are opened; in `known` the person has a role already, to `waiting` somebody invites this address already."""

    sealed: str
    wanted: Wanted
    person: Account | None
    managed: tuple[Managed, ...]
    known: Mapping[int, Role]
    waiting: Mapping[int, Invitation]
    oneself: bool

    @property
    def masked(self) -> str:
        """The person as the administrator may see them before granting anything."""
        one = self.person
        return inviting.masked_name(one.family_name, one.given_name, one.patronymic) if one else ""


async def managed(actor: Actor, contract_ids: Sequence[int]) -> tuple[Managed, ...]:
    """Those of these contracts to which this administrator may add somebody."""
    return tuple(await granting.managed_of(actor.person, contract_ids, actor.now))


def limits_of(actor: Actor, contract: GuardedContract) -> throttling.Limits:
    """The counters of one more search."""
    return {
        throttling.key_of("sought", str(actor.person)): inviting.ADMINISTRATOR_FREE,
        throttling.key_of("sought-contract", str(contract.id)): inviting.CONTRACT_FREE,
        throttling.key_of("sought-net", throttling.network_of(actor.address)): inviting.NETWORK_FREE,
    }


async def seek(
    tools: Tools, actor: Actor, contract: GuardedContract, wanted: Wanted, fields: Mapping[str, str]
) -> Sought:
    """Look the address up. captcha.NotProved past the free searches, throttling.TooSoon."""
    folded = fold_email(wanted.email) or wanted.email
    limits = limits_of(actor, contract)
    proof = await letter_limits.prove_within(tools, limits, letter_limits.Form(FORM, folded), actor, fields)
    if proof is None or not proof.again:
        await throttling.attempt(limits, actor.now)
    person = await users.find_by_email(folded)
    async with engine.transaction():
        asked = tools.signer.digest("sought address", folded)[:16]
        await journal.note(actor, Event.PERSON_SOUGHT, contract.id, found=int(person is not None), address=asked)
    return await look_over(tools, actor, wanted, person)


async def look_over(tools: Tools, actor: Actor, wanted: Wanted, person: Account | None) -> Sought:
    """What can be granted to this person, or, None, to whoever will register with the address."""
    folded = fold_email(wanted.email) or wanted.email
    own = await granting.managed_of(actor.person, wanted.contract_ids, actor.now)
    ids = [each.id for each in own]
    known = await granting.roles_in(person.id, ids, actor.now) if person else {}
    waiting = {} if person else await invitations.waiting_for(folded, ids)
    left = tuple(each for each in own if each.id not in known and each.id not in waiting)
    oneself = person is not None and person.id == actor.user_id
    origin, ids = wanted.contract_ids[0], [each.id for each in left]
    offer = offers.Offer(origin, tuple(ids), wanted.terms, wanted.email, folded, person.id if person else 0)
    return Sought(offers.seal(tools.signer, actor, offer), wanted, person, left, known, waiting, oneself)


async def reopen(tools: Tools, actor: Actor, sealed: str) -> Sought:
    """What was found, as it is now: the address was sought and counted already. offers.OfferEnded."""
    offer = offers.unseal(tools.signer, actor, sealed)
    wanted = Wanted((offer.origin, *offer.contract_ids), offer.terms, offer.email)
    return await look_over(tools, actor, wanted, await users.find_by_email(offer.folded))


__all__ = ["FORM", "Managed", "Sought", "Wanted", "limits_of", "look_over", "managed", "reopen", "seek"]
