"""«Привязать договор»: who shows a proof is linked; the first one becomes the administrator.

Wrong data, an unknown contract and a wrong proof are one answer, after the same queries.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NoReturn

from src.domain import linking as rules
from src.domain.access import Role
from src.domain.journal import Actor, Event
from src.domain.members import Terms
from src.services import links, throttling
from src.services.letters import Envelope, Letters
from src.services.signing import Signer
from src.storage import granting, journal, memberships, throttle
from src.storage import linking as storage
from src.storage.engine import transaction
from src.storage.linking import Claimed

LETTER_LIVES = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Desk:
    """What linking works with."""

    signer: Signer
    letters: Letters


@dataclass(frozen=True, slots=True)
class Claim:
    """A contract as a person names it; `kpp` is empty for a sole proprietor."""

    number: str
    inn: str
    kpp: str


@dataclass(frozen=True, slots=True)
class InvoiceProof:
    """`total` in kopecks."""

    number: str
    total: int


@dataclass(frozen=True, slots=True)
class Linked:
    """`role` None: the contract has an administrator already, who may be asked. `known`: it was linked before."""

    contract_id: int
    number: str
    role: Role | None
    known: bool = False


class LinkRefused(Exception):
    """Contract, party or proof are not what they should be: which of them is not told."""


class InvoiceProofOff(Exception):
    """Too many tried this contract number by invoice: for an hour only the code serves."""


@dataclass(frozen=True, slots=True)
class LinkedLetter:
    """To the contract's own address: somebody was linked."""

    number: str
    login: str
    at: datetime


async def link_by_invoice(desk: Desk, actor: Actor, claim: Claim, proof: InvoiceProof) -> Linked:
    """Link the actor. Raises LinkRefused, InvoiceProofOff or throttling.TooSoon."""
    await count(actor)
    await _count_number(actor, claim)
    claimed = await storage.find_claimed(claim.number, claim.inn, claim.kpp)
    if not rules.proves(await storage.last_invoices(claimed.id, rules.LAST_INVOICES), proof.number, proof.total):
        await refuse(actor)
    async with transaction():
        await throttle.take_back(_number_key(claim))
        return await enter(desk, actor, claimed)


async def refuse(actor: Actor) -> NoReturn:
    """The line names no contract: an attempt at a guessed one is no news of that contract."""
    async with transaction():
        await journal.note(actor, Event.LINK_FAILED)
    raise LinkRefused


async def enter(desk: Desk, actor: Actor, claimed: Claimed) -> Linked:
    """The proof was right: the first one becomes the administrator, a later one is told of them."""
    user = actor.person
    await memberships.lock_contract(claimed.id)
    await _forgive(actor)
    if known := await known_to(actor, claimed):
        return known
    if await memberships.administrators(claimed.id, actor.now):
        return Linked(claimed.id, claimed.number, None)
    await join(desk.letters, actor, claimed, user, Role.ADMIN)
    return Linked(claimed.id, claimed.number, Role.ADMIN)


async def known_to(actor: Actor, claimed: Claimed) -> Linked | None:
    """The contract as it is this person's already; None when it is not."""
    role = await memberships.role_of(actor.person, claimed.id, actor.now)
    return Linked(claimed.id, claimed.number, role, known=True) if role else None


async def join(letters: Letters, actor: Actor, claimed: Claimed, user_id: int, role: Role) -> None:
    """Make somebody a member, with a journal line and a letter to the contract's own address."""
    granted_by = None if user_id == actor.user_id else actor.user_id
    await granting.grant(user_id, [claimed.id], Terms(role), granted_by, actor.now)
    await journal.note(actor, Event.CONTRACT_LINKED, claimed.id, user=user_id, role=role.value)
    if claimed.email:
        login = await memberships.login_of(user_id)
        envelope = Envelope(claimed.email, links.letter_name("linked"), actor.now, LETTER_LIVES)
        await letters.post(envelope, "linked", LinkedLetter(claimed.number, login, actor.now))


def _limits(actor: Actor) -> dict[str, int]:
    account, network = (
        throttling.key_of("link", str(actor.user_id)),
        throttling.key_of("link-net", throttling.network_of(actor.address)),
    )
    return {account: rules.ACCOUNT_FREE, network: rules.NETWORK_FREE}


async def count(actor: Actor) -> None:
    await throttling.attempt(_limits(actor), actor.now)


async def _forgive(actor: Actor) -> None:
    for key in sorted(_limits(actor)):
        await throttle.take_back(key)


def _number_key(claim: Claim) -> str:
    return throttling.key_of("link-number", claim.number)


async def _count_number(actor: Actor, claim: Claim) -> None:
    """Counts by the number as typed, so that a number that does not exist answers as one that does."""
    key = _number_key(claim)
    async with transaction():
        tries = await throttle.add_attempt(key, actor.now, actor.now - rules.PROOF_OFF)
        if tries is not None and tries > rules.NUMBER_FREE:
            await throttle.wait_until(key, actor.now + rules.PROOF_OFF)
            tries = None
    if tries is None:
        raise InvoiceProofOff
