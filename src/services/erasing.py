"""Accounts whose time has come are erased: contract after contract is left, then the name goes; for the worker.

Killed in between, the next round goes on with what is left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from src.domain.accounts import Account
from src.domain.journal import Actor, Event
from src.domain.members import LastAdministrator
from src.services import links
from src.services.letters import NEWS_LIVE, Envelope, Letters
from src.services.members.leaving import leave
from src.storage import engine, erasing, journal, memberships, users

AT_ONCE: Final = 50
"""People in a round, and contracts in a transaction."""
NAMED: Final = 20


@dataclass(frozen=True, slots=True)
class ErasedLetter:
    """`number` of the account: by it the proof of consents and the journal are found."""

    number: int
    erased_at: datetime


@dataclass(frozen=True, slots=True)
class PutOffLetter:
    numbers: Sequence[str]
    link: str


async def erase_due(letters: Letters, now: datetime) -> int:
    """How many accounts are gone."""
    gone = 0
    for user_id in await erasing.due(now, AT_ONCE):
        actor = Actor(user_id, "", now)
        try:
            while await _leave_some(letters, actor):
                pass
            gone += await _erase(letters, actor)
        except LastAdministrator:
            await _put_off(letters, actor)
    return gone


async def forget_proofs(now: datetime) -> int:
    """Consents of people who left three years ago."""
    async with engine.transaction():
        return await erasing.forget_proofs(now)


async def _due(actor: Actor) -> Account | None:
    """In a transaction: the account, unless its person thought better of it."""
    account = await users.lock(actor.person)
    return account if account and account.erase_at and account.erase_at <= actor.now else None


async def _leave_some(letters: Letters, actor: Actor) -> bool:
    """Leave the next contracts; False when none is left. LastAdministrator: then none of these is left either."""
    user_id = actor.person
    if await erasing.stuck(user_id, actor.now, 1):
        raise LastAdministrator
    async with engine.transaction():
        contracts = await erasing.contracts_of(user_id, actor.now, AT_ONCE)
        for contract_id in contracts:
            await memberships.lock_contract(contract_id)
        if not contracts or not await _due(actor):
            return False
        await leave(letters, actor, contracts)
    return True


async def _erase(letters: Letters, actor: Actor) -> bool:
    async with engine.transaction():
        account = await _due(actor)
        if account is None or await erasing.contracts_of(account.id, actor.now, 1):  # linked at this very moment
            return False
        await erasing.erase(account.id, account.email, actor.now)
        await journal.note(actor, Event.ACCOUNT_ERASED)
        envelope = Envelope(account.email, links.letter_name("erased"), actor.now, NEWS_LIVE)
        await letters.post(envelope, "erased", ErasedLetter(account.id, actor.now))
    return True


async def _put_off(letters: Letters, actor: Actor) -> None:
    """Somebody left the person as the last administrator meanwhile: the account stays, a letter tells what to do."""
    async with engine.transaction():
        account = await _due(actor)
        if account is None:
            return
        await erasing.set_moment(account.id, None)
        await journal.note(actor, Event.ERASURE_PUT_OFF)
        numbers = [each.number for each in await erasing.stuck(account.id, actor.now, NAMED)]
        envelope = Envelope(account.email, links.letter_name("erasure-put-off"), actor.now, NEWS_LIVE)
        await letters.post(envelope, "erasure_put_off", PutOffLetter(numbers, letters.link("/profile/delete")))
