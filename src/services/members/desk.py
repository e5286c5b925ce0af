"""What acts on access have in common: the lock, the actor's own right, the rule of the last administrator, letters."""

import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from src.domain.access import Action, GuardedContract, Role, may
from src.domain.journal import Actor
from src.domain.members import LastAdministrator, Terms, administered
from src.services.access import NotAllowed, NotYours
from src.services.letters import Envelope, Letters
from src.storage import memberships, users
from src.storage.engine import transaction
from src.storage.members import terms as storage

LIVES: Final = timedelta(days=7)
NAMED: Final = 20
"""Contracts that a letter names; of the rest it says how many they are."""


class What(StrEnum):
    """What a letter tells."""

    GRANTED = "granted"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    HANDED = "handed"
    UNLINKED = "unlinked"
    ENDED = "ended"
    ENDED_FOR_OTHERS = "ended_for_others"
    """to an administrator: the access of `about` has ended"""
    FREE = "free"
    """to one who had asked for access: nobody administers the contract any more, it may be linked"""


@dataclass(frozen=True, slots=True)
class AccessLetter:
    """`numbers` of contracts, `others`: how many are not named; `who` did it, '' for the worker; `about`: whose access,
    where it is not the reader's own."""

    what: What
    numbers: Sequence[str]
    link: str
    role: Role | None = None
    until: datetime | None = None
    who: str = ""
    about: str = ""
    others: int = 0


@asynccontextmanager
async def administering(actor: Actor, contract: GuardedContract) -> AsyncIterator[None]:
    """A transaction in which nobody else changes who has access, begun by one who still manages it; it ends with
    LastAdministrator when nobody would administer the contract as long as others are there."""
    async with changing(actor, contract, Action.MANAGE):
        yield


@asynccontextmanager
async def changing(actor: Actor, contract: GuardedContract, action: Action) -> AsyncIterator[None]:
    """As `administering`, by one who still may do this. Raises NotYours or NotAllowed: another was quicker."""
    async with transaction():
        await memberships.lock_contract(contract.id)
        role = await memberships.role_of(contract.user_id, contract.id, actor.now)
        if role is None:
            raise NotYours
        if not may(role, action):
            raise NotAllowed
        yield
        await keep_administered(contract.id, actor.now)


async def keep_administered(contract_id: int, now: datetime) -> None:
    if not administered(await storage.everybody(contract_id, now)):
        raise LastAdministrator


async def name_of(user_id: int | None) -> str:
    """Name and login, for a letter; '' for nobody."""
    person = await users.find(user_id) if user_id else None
    return f"{person.family_name} {person.given_name} ({person.email})" if person else ""


async def post(letters: Letters, recipient: str, letter: AccessLetter, now: datetime, idem: str = "") -> None:
    """In the transaction of the change."""
    name = idem or f"access.{secrets.token_hex(12)}"
    await letters.post(Envelope(recipient, name, now, LIVES), "access", letter)


def terms_told(terms: Terms) -> dict[str, str]:
    """For the journal: role, and the instant of the end where there is one."""
    return {"role": terms.role.value} | ({"until": terms.until.isoformat()} if terms.until else {})
