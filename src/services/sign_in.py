"""Signing in by password or by the link of a letter.

Attempts are counted by account, by network and by both together, before they are judged; past the free ones come delays
and «Я не робот», never a lock. Two ways lead round the queue: a device that signed in before has a counter of its own,
and a letter with a link needs no password.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from src.domain.accounts import SIGN_IN_LINK, Account
from src.domain.identifiers import fold_email
from src.domain.journal import Actor, Event
from src.domain.sessions import Session
from src.services import sessions, throttling
from src.services.account import LinkEnded, Tools, letter_name, new_token, read_token
from src.services.captcha import Proof
from src.services.letters import Envelope
from src.services.registration import limit_letters, post_link
from src.services.sessions import NewSession
from src.services.throttling import Limits, TooSoon, key_of, network_of
from src.storage import journal, throttle, users
from src.storage.engine import transaction

FORM = "sign-in"
NETWORK_FREE = 10
"""An office behind one address has this many times the free attempts of an account."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came with the form. `device` is the token of the known-device cookie, or empty."""

    login: str
    password: str
    remember: bool
    agent: str
    device: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Welcome:
    """A person who is in; `device` is the token that this browser keeps."""

    user_id: int
    session: NewSession
    device: str


@dataclass(frozen=True, slots=True)
class LinkLetter:
    link: str


class WrongLogin(Exception):
    """No such person, another password, or an unconfirmed account: all the same to whoever asks.

    `proof_asked`: the next attempt needs «Я не робот»; `proof` is what this one's puzzle is still worth.
    """

    def __init__(self, proof: Proof | None, proof_asked: bool) -> None:
        super().__init__("wrong login")
        self.proof = proof
        self.proof_asked = proof_asked


class MustWait(Exception):
    """The next attempt is let through in that many seconds; the puzzle that was solved for this one is still good."""

    def __init__(self, seconds: int, proof: Proof | None) -> None:
        super().__init__(seconds)
        self.seconds = seconds
        self.proof = proof


async def sign_in(tools: Tools, actor: Actor, attempt: Attempt) -> Welcome:
    """A new session. WrongLogin; captcha.NotProved when «Я не робот» is asked; MustWait."""
    account = await users.find_by_email(fold_email(attempt.login) or "")
    limits = await _limits(tools, actor, attempt, account)
    proof = None
    if await throttling.proof_needed(limits, actor.now):
        proof = await tools.captcha.check(FORM, attempt.fields, actor.now)
    try:
        await throttling.attempt(limits, actor.now)
    except TooSoon as wait:
        raise MustWait(wait.seconds, proof) from None
    good, better = await tools.passwords.verify(attempt.password, account.password_hash if account else None)
    if account is None or not good or account.confirmed_at is None:
        await _refuse(tools, actor, account, good)
        raise WrongLogin(proof, await throttling.proof_needed(limits, actor.now))
    async with transaction():
        if better:
            await users.rehash(account.id, account.password_hash, better)
        await _forgive(limits)
        return await _welcome(account, actor, attempt, Event.SIGNED_IN)


async def sign_out(actor: Actor, session: Session) -> None:
    """The session ends at once, in every tab."""
    async with transaction():
        await sessions.end(session, actor.now)
        await journal.note(actor, Event.SIGNED_OUT, session=session.id)


async def _limits(tools: Tools, actor: Actor, attempt: Attempt, account: Account | None) -> Limits:
    """The counters of this attempt: a known device's own one, or those of account, network and both."""
    folded = fold_email(attempt.login) or attempt.login.strip().lower()
    device = _hash(attempt.device) if attempt.device else ""
    if device and await users.is_known_device(account.id if account else 0, device):
        return {key_of("device", device): tools.free}
    network = network_of(actor.address)
    return {
        key_of("account", folded): tools.free,
        key_of("both", folded, network): tools.free,
        key_of("network", network): tools.free * NETWORK_FREE,
    }


async def _forgive(limits: Limits) -> None:
    """A good attempt wipes the counters of the person; the network's goes back by this one attempt."""
    await throttle.drop([key for key in limits if not key.startswith("network:")])
    for key in limits:
        if key.startswith("network:"):
            await throttle.take_back(key)


async def _refuse(tools: Tools, actor: Actor, account: Account | None, good: bool) -> None:
    """Write the failure down; whoever knows the password of an unconfirmed account gets its link once more."""
    folded = account.email_folded if account else ""
    async with transaction():
        await journal.note(replace(actor, user_id=account.id if account else None), Event.SIGN_IN_FAILED)
    if not account or not good:
        return
    try:
        await limit_letters(tools, "sign-up", folded, actor)
    except TooSoon:
        return
    async with transaction():
        await post_link(tools, account, actor.now)


async def _welcome(account: Account, actor: Actor, attempt: Attempt, event: Event) -> Welcome:
    """The new session and the known device, in the caller's transaction."""
    known = attempt.device and await users.is_known_device(account.id, _hash(attempt.device))
    device = attempt.device if known else secrets.token_urlsafe(32)
    session = await sessions.begin(account.id, attempt.remember, actor.address, attempt.agent, actor.now)
    await users.know_device(account.id, _hash(device), actor.now)
    await journal.note(replace(actor, user_id=account.id), event, session=session.id)
    return Welcome(account.id, session, device)


async def send_link(tools: Tools, actor: Actor, email: str) -> None:
    """Queue a letter with a sign-in link; an unknown address gets none, and the same answer in the same time."""
    folded = fold_email(email) or email
    await limit_letters(tools, FORM, folded, actor)
    async with transaction():
        account = await users.find_by_email(folded)
        await journal.note(replace(actor, user_id=account.id if account else None), Event.SIGN_IN_LINK_ASKED)
        if account and account.confirmed_at is None:
            await post_link(tools, account, actor.now)
            return
        whose = account or Account(0, email, folded, "", "", "", "", 0, None, actor.now)
        token = new_token(tools.signer, FORM, whose, actor.now)
        post = tools.letters.post if account else tools.letters.post_blank
        envelope = Envelope(whose.email, letter_name(FORM), actor.now, SIGN_IN_LINK)
        await post(envelope, "sign_in_link", LinkLetter(tools.letters.link("/sign-in/link", token=token)))


async def look(tools: Tools, token: str, now: datetime) -> Account:
    """Whom the link signs in; LinkEnded when it serves no more. Nothing is spent."""
    return await read_token(tools.signer, FORM, token, now, SIGN_IN_LINK)


async def sign_in_by_link(tools: Tools, actor: Actor, token: str, agent: str, device: str) -> Welcome:
    """A new session by the link of a letter, as good as a password and no more; LinkEnded when it serves no more."""
    attempt = Attempt("", "", remember=False, agent=agent, device=device, fields={})
    async with transaction():
        account = await look(tools, token, actor.now)
        if not await users.spend_link(account.id, account.link_version):
            raise LinkEnded("used", account)
        await _forgive({key_of("account", account.email_folded): 0})
        return await _welcome(account, actor, attempt, Event.SIGNED_IN_BY_LINK)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
