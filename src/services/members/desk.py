"""What acts on access have in common: the lock, the actor's own right, the rule of the last administrator."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Final

from src.domain.access import Action, GuardedContract, may
from src.domain.journal import Actor
from src.domain.members import LastAdministrator, administered
from src.services import access, once
from src.storage import engine, memberships
from src.storage.members import terms as storage

REMEMBERED: Final = timedelta(hours=1)
"""So long a second click of an act that ends one's own right is known as one."""


@asynccontextmanager
async def administering(actor: Actor, contract: GuardedContract) -> AsyncIterator[None]:
    """A transaction in which nobody else changes who has access, begun by one who still manages it; it ends with
    LastAdministrator when nobody would administer the contract as long as others are there."""
    async with changing(actor, contract, Action.MANAGE):
        yield


@asynccontextmanager
async def changing(actor: Actor, contract: GuardedContract, action: Action) -> AsyncIterator[None]:
    """As `administering`, by one who still may do this. Raises NotYours or NotAllowed: another was quicker."""
    async with engine.transaction():
        await memberships.lock_contract(contract.id)
        role = await memberships.role_of(contract.user_id, contract.id, actor.now)
        if role is None:
            raise access.NotYours
        if not may(role, action):
            raise access.NotAllowed
        yield
        await keep_administered(contract.id, actor.now)


async def remember(actor: Actor, act: str) -> None:
    """In the transaction of an act by which the actor's own right may end; `act` names it."""
    await once.use(act, actor.now + REMEMBERED, str(actor.user_id))


@asynccontextmanager
async def clicked_once(actor: Actor, act: str) -> AsyncIterator[None]:
    """A second click comes when its person has the right no more, and is answered as the first; else NotYours or
    NotAllowed stands."""
    try:
        yield
    except (access.NotYours, access.NotAllowed):
        if not await once.again(act, str(actor.user_id), actor.now):
            raise


async def keep_administered(contract_id: int, now: datetime) -> None:
    if not administered(group.longest for group in await storage.everybody(contract_id, now)):
        raise LastAdministrator
