"""An administrator changes who has access: other terms, none, or the administration handed over."""

from dataclasses import dataclass

from src.domain.access import GuardedContract, Role
from src.domain.journal import Actor, Event
from src.domain.members import ChangedMeanwhile, Member, NoSuchMember, Terms
from src.services.letters import Letters
from src.services.members import acts, desk
from src.services.members.listing import find_member, own_membership
from src.services.members.telling import AccessLetter, What, name_of, post
from src.storage import journal
from src.storage.members import terms as storage


@dataclass(frozen=True, slots=True)
class Shown:
    """Whose access, and the version of it that the form was shown with."""

    member_id: int
    version: int


async def change(letters: Letters, actor: Actor, contract: GuardedContract, shown: Shown, terms: Terms) -> bool:
    """New role and end; False when they are as before. Raises NoSuchMember, NoLongerMember, ChangedMeanwhile,
    LastAdministrator, NotYours, NotAllowed."""
    async with desk.administering(actor, contract):
        member = await find_member(contract, shown.member_id, actor.now)
        if member.terms == terms:  # also a second click
            return member.version != shown.version
        _refuse_changed(member, shown)
        await acts.change(actor, contract, member, terms)
        await _tell(letters, actor, contract, member, What.CHANGED, terms)
    return True


async def withdraw(letters: Letters, actor: Actor, contract: GuardedContract, shown: Shown) -> Member:
    """Whose access has ended. Raises as `change`."""
    async with desk.administering(actor, contract):
        member = await _as_shown(contract, actor, shown)
        await acts.withdraw(actor, contract, member)
        await _tell(letters, actor, contract, member, What.WITHDRAWN)
    return member


async def hand_over(
    letters: Letters, actor: Actor, contract: GuardedContract, shown: Shown, keep: Role | None
) -> Member:
    """The member administers the contract from now on, without end; the actor keeps this role, or leaves (None). Raises
    as `change`; NoSuchMember for oneself."""
    async with desk.administering(actor, contract):
        member = await _as_shown(contract, actor, shown)
        own = await own_membership(contract, actor.now)
        if member.id == own.id:
            raise NoSuchMember
        await desk.remember(actor, handing(contract.id, shown))
        await storage.set_terms(contract.id, member, Terms(Role.ADMIN), actor.now)
        if keep is None:
            await storage.end(contract.id, own, actor.now)
        else:
            await storage.set_terms(contract.id, own, own.terms._replace(role=keep), actor.now)
        kept = keep.value if keep else None
        await journal.note(actor, Event.ACCESS_HANDED_OVER, contract.id, user=member.user_id, kept=kept)
        await _tell(letters, actor, contract, member, What.HANDED, Terms(Role.ADMIN))
    return member


def handing(contract_id: int, shown: Shown) -> str:
    """The name under which a hand-over is used up."""
    return f"hand over {contract_id} {shown.member_id} {shown.version}"


async def _as_shown(contract: GuardedContract, actor: Actor, shown: Shown) -> Member:
    member = await find_member(contract, shown.member_id, actor.now)
    _refuse_changed(member, shown)
    return member


def _refuse_changed(member: Member, shown: Shown) -> None:
    if member.version != shown.version:
        raise ChangedMeanwhile(member)


async def _tell(
    letters: Letters, actor: Actor, contract: GuardedContract, member: Member, what: What, terms: Terms | None = None
) -> None:
    await post(letters, member.login, await _letter(letters, actor, contract, what, terms), actor.now)


async def _letter(
    letters: Letters, actor: Actor, contract: GuardedContract, what: What, terms: Terms | None
) -> AccessLetter:
    link = letters.link(f"/contracts/{contract.id}" if terms else "/contracts")
    role, until = terms or (None, None)
    return AccessLetter(what, (contract.number,), link, role, until, await name_of(actor.user_id))
