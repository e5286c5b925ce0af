"""One act in many contracts: some at a time in a transaction each, so that the write lock is held for moments; killed
anywhere, it goes on where it was. What could not be done is told contract by contract."""

from typing import Final

from src.domain.access import Action, GuardedContract
from src.domain.clock import Clock
from src.domain.journal import Actor
from src.domain.many import KEPT, Act, Choice, Outcome
from src.domain.members import LastAdministrator, NoLongerMember, NoSuchMember
from src.services import access
from src.services.letters import Letters
from src.services.members import acts, desk, listing, many_letters
from src.storage import engine, memberships
from src.storage.members import many as storage
from src.storage.members.names import PersonGone

AT_ONCE: Final = 50
FORGOTTEN: Final = 10
"""Choices in one transaction."""


async def work_off(letters: Letters, clock: Clock) -> None:
    """All that was begun; the worker does it."""
    while found := await storage.next_going():
        await one_batch(letters, clock, *found)


async def forget_old(clock: Clock) -> None:
    """What was chosen long ago, and what came of it."""
    before = clock() - KEPT
    await engine.in_batches(lambda most: storage.forget_old(before, most), FORGOTTEN)


async def one_batch(letters: Letters, clock: Clock, user_id: int, choice_id: int) -> None:
    """The next contracts of this choice; after the last ones it is done, and the person concerned is told."""
    async with engine.transaction():
        choice = await storage.hold(user_id, choice_id)
        if choice is None:
            return
        actor = Actor(choice.user_id, choice.address, clock())
        waiting = await storage.waiting(choice.id, AT_ONCE)
        for contract_id in waiting:
            await memberships.lock_contract(contract_id)
        new: list[int] = []
        await storage.settle(choice.id, {each: await _one(actor, choice, each, new) for each in waiting})
        await many_letters.tell_contracts(letters, actor, choice, new)
        if len(waiting) < AT_ONCE:
            await storage.finish(choice.id)
            await many_letters.tell_person(letters, actor, choice)


async def _one(actor: Actor, choice: Choice, contract_id: int, new: list[int]) -> Outcome:
    """By the right that the actor has now."""
    try:
        contract = await access.guard_contract(choice.user_id, contract_id, Action.MANAGE, actor.now)
        async with engine.transaction():
            outcome = await _act(actor, choice, contract)
            await desk.keep_administered(contract.id, actor.now)
    except (access.NotYours, access.NotAllowed):
        return Outcome.LOST
    except LastAdministrator:
        return Outcome.STUCK
    except PersonGone:
        return Outcome.SAME
    if outcome is None:
        new.append(contract_id)
    return outcome or Outcome.DONE


async def _act(actor: Actor, choice: Choice, contract: GuardedContract) -> Outcome | None:
    """None: the person had no access and has it now."""
    try:
        held = await memberships.membership_of(choice.person, contract.id)
        member = await listing.find_member(contract, held, actor.now)
    except (NoSuchMember, NoLongerMember):
        if choice.act is Act.WITHDRAW or choice.terms is None or not await memberships.login_of(choice.person):
            return Outcome.SAME  # an account that is gone is given nothing
        await acts.grant(actor, contract, choice.person, choice.terms)
        return None
    if choice.act is Act.WITHDRAW or choice.terms is None:
        await acts.withdraw(actor, contract, member)
    elif member.terms == choice.terms:
        return Outcome.SAME
    else:
        await acts.change(actor, contract, member, choice.terms)
    return Outcome.DONE
