"""«Привязать договор»: who shows a proof is linked; the first one becomes the administrator.

Wrong data, an unknown contract and a wrong proof are one answer, after the same queries.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NoReturn

from src.domain import linking as rules
from src.domain.access import Role
from src.domain.journal import Actor, Event
from src.domain.sessions import HANDOVER
from src.services import once, throttling
from src.services.letters import Envelope, Letters
from src.services.signing import Signer
from src.storage import journal, memberships, throttle
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


@dataclass(frozen=True, slots=True)
class CodeLetter:
    number: str
    code: str
    until: datetime


async def link_by_invoice(desk: Desk, actor: Actor, claim: Claim, proof: InvoiceProof) -> Linked:
    """Link the actor. Raises LinkRefused, InvoiceProofOff or throttling.TooSoon."""
    await _count(actor)
    await _count_number(actor, claim)
    claimed = await storage.find_claimed(claim.number, claim.inn, claim.kpp)
    if not rules.proves(await storage.last_invoices(claimed.id, rules.LAST_INVOICES), proof.number, proof.total):
        await _refuse(actor)
    async with transaction():
        await throttle.take_back(_number_key(claim))
        return await _enter(desk, actor, claimed)


async def send_code(desk: Desk, actor: Actor, claim: Claim) -> None:
    """Send a code to the contract's own e-mail when all is right, and do the same work when it is not."""
    await _count(actor)
    claimed = await storage.find_claimed(claim.number, claim.inn, claim.kpp)
    code = f"{secrets.randbelow(10**rules.CODE_DIGITS):0{rules.CODE_DIGITS}}"
    until = actor.now + rules.CODE_LIVES
    letter = CodeLetter(claimed.number or claim.number, code, until)
    envelope = Envelope(claimed.email, f"link-code.{secrets.token_hex(12)}", actor.now, rules.CODE_LIVES)
    post = desk.letters.post if claimed.email else desk.letters.post_blank
    async with transaction():
        sent_for = claimed.id if claimed.email else 0
        await storage.keep_code(_user(actor), sent_for, _digest(desk, actor, sent_for, code), actor.now, until)
        await post(envelope, "link_code", letter)
        await journal.note(actor, Event.LINK_CODE_SENT)


async def link_by_code(desk: Desk, actor: Actor, code: str) -> Linked:
    """Link the actor to the contract whose address the code went to. Raises LinkRefused."""
    async with transaction():  # the try stays counted though the answer is a refusal
        tried = await storage.try_code(_user(actor), actor.now, rules.CODE_TRIES)
    contract_id, digest = tried or (0, "")
    if not hmac.compare_digest(_digest(desk, actor, contract_id, code), digest):
        return await _second_click(desk, actor, code) or await _refuse(actor)
    async with transaction():
        claimed = await storage.claimed_by_id(contract_id)
        if not claimed.id:
            raise LinkRefused
        await storage.use_up_codes(_user(actor), rules.CODE_TRIES)
        await once.use(digest, actor.now + HANDOVER, "code")
        return await _enter(desk, actor, claimed)


async def _second_click(desk: Desk, actor: Actor, code: str) -> Linked | None:
    """What the code that was used up just now has led to; it links nobody anew."""
    contract_id, digest = await storage.find_code(_user(actor))
    if not hmac.compare_digest(_digest(desk, actor, contract_id, code), digest):
        return None
    if not await once.again(digest, "code", actor.now):
        return None
    async with transaction():
        claimed = await storage.claimed_by_id(contract_id)
        return await _known(actor, claimed) or Linked(claimed.id, claimed.number, None)


async def _refuse(actor: Actor) -> NoReturn:
    """The line names no contract: an attempt at a guessed one is no news of that contract."""
    async with transaction():
        await journal.note(actor, Event.LINK_FAILED)
    raise LinkRefused


async def _enter(desk: Desk, actor: Actor, claimed: Claimed) -> Linked:
    """The proof was right: the first one becomes the administrator, a later one is told of them."""
    user = _user(actor)
    await memberships.lock_contract(claimed.id)
    await _forgive(actor)
    if known := await _known(actor, claimed):
        return known
    if await memberships.administrators(claimed.id, actor.now):
        return Linked(claimed.id, claimed.number, None)
    await join(desk.letters, actor, claimed, user, Role.ADMIN)
    return Linked(claimed.id, claimed.number, Role.ADMIN)


async def _known(actor: Actor, claimed: Claimed) -> Linked | None:
    """The contract as it is this person's already; None when it is not."""
    role = await memberships.role_of(_user(actor), claimed.id, actor.now)
    return Linked(claimed.id, claimed.number, role, known=True) if role else None


async def join(letters: Letters, actor: Actor, claimed: Claimed, user_id: int, role: Role) -> None:
    """Make somebody a member, with a journal line and a letter to the contract's own address."""
    granted_by = None if user_id == actor.user_id else actor.user_id
    await memberships.add_member(user_id, claimed.id, role, actor.now, granted_by)
    await journal.note(actor, Event.CONTRACT_LINKED, claimed.id, user=user_id, role=role.value)
    if claimed.email:
        login = await memberships.login_of(user_id)
        envelope = Envelope(claimed.email, f"linked.{secrets.token_hex(12)}", actor.now, LETTER_LIVES)
        await letters.post(envelope, "linked", LinkedLetter(claimed.number, login, actor.now))


def _user(actor: Actor) -> int:
    if actor.user_id is None:
        raise ValueError("linking needs a person")
    return actor.user_id


def _digest(desk: Desk, actor: Actor, contract_id: int, code: str) -> str:
    return desk.signer.digest("link code", f"{actor.user_id} {contract_id} {code}")


def _limits(actor: Actor) -> dict[str, int]:
    account, network = (
        throttling.key_of("link", str(actor.user_id)),
        throttling.key_of("link-net", throttling.network_of(actor.address)),
    )
    return {account: rules.ACCOUNT_FREE, network: rules.NETWORK_FREE}


async def _count(actor: Actor) -> None:
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
