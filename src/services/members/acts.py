"""Acts on one person's access, each with its line of the journal; lock and letters are the caller's."""

from src.domain.access import GuardedContract
from src.domain.journal import Actor, Event
from src.domain.members import AlreadyMember, Member, Terms
from src.services.members.telling import terms_told
from src.storage import granting, journal, memberships
from src.storage.members import terms as storage


async def grant(actor: Actor, contract: GuardedContract, user_id: int, terms: Terms) -> None:
    """Raises AlreadyMember."""
    if role := await memberships.role_of(user_id, contract.id, actor.now):
        raise AlreadyMember(role)
    await granting.grant(user_id, [contract.id], terms, actor.user_id, actor.now)
    await journal.note(actor, Event.ACCESS_GRANTED, contract.id, user=user_id, **terms_told(terms))


async def change(actor: Actor, contract: GuardedContract, member: Member, terms: Terms) -> None:
    await storage.set_terms(contract.id, member, terms, actor.now)
    before = {f"was_{name}": told for name, told in terms_told(member.terms).items()}
    told = terms_told(terms) | before
    await journal.note(actor, Event.ACCESS_CHANGED, contract.id, user=member.user_id, **told)


async def withdraw(actor: Actor, contract: GuardedContract, member: Member) -> None:
    await storage.end(contract.id, member, actor.now)
    await journal.note(actor, Event.ACCESS_WITHDRAWN, contract.id, user=member.user_id, role=member.role.value)
