"""A new password: what follows it in any case, and the change by somebody who is signed in."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from src.domain.accounts import Account
from src.domain.journal import Actor, Event
from src.domain.sessions import Session
from src.services import entrance, links, once, own_password, passwords, sessions, throttling
from src.services.account import Tools
from src.services.letters import NEWS_LIVE, Envelope
from src.storage import email_changes, journal, throttle, users
from src.storage.engine import transaction

SECOND_CLICK = timedelta(minutes=10)
"""So long the form that set the password may be sent once more, and is answered as the first time."""
PURPOSE = "password change"


class SamePassword(Exception):
    """The new one is the one that the account has."""


@dataclass(frozen=True, slots=True)
class ChangedLetter:
    changed_at: datetime
    recovery: str


@dataclass(frozen=True, slots=True)
class NewPassword:
    """`key` is the form's own: a second click of the same form is answered as the first. `device` is the token by which
    this browser is known, or empty: it stays known."""

    current: str
    new: str
    key: str
    device: str = ""


async def follow(tools: Tools, actor: Actor, account: Account, keep: int | None = None, device: str = "") -> None:
    """In the transaction that set it: all sessions but one end, no device but one (by its hash) is known any more, an
    address that was to be changed stays, a letter tells."""
    await sessions.end_others(account.id, keep, actor.now)
    await users.forget_devices(account.id, device)
    await email_changes.drop(account.id)
    await throttle.drop([throttling.key_of("account", account.email_folded), own_password.counter_of(account.id)])
    await journal.note(replace(actor, user_id=account.id), Event.PASSWORD_CHANGED)
    envelope = Envelope(account.email, links.letter_name("password-changed"), actor.now, NEWS_LIVE)
    await tools.letters.post(envelope, "password_changed", ChangedLetter(actor.now, tools.letters.link("/recovery")))


async def change(tools: Tools, actor: Actor, session: Session, asked: NewPassword) -> sessions.NewSession | None:
    """The token under which this session goes on; None for a second click, which has it already.

    own_password.WrongPassword, throttling.TooSoon, passwords.WeakPassword, SamePassword.
    """
    name = f"password {session.user_id} {asked.key}"
    if await _was_set(tools, actor, asked, name):
        return None
    try:
        return await _change(tools, actor, session, asked, name)
    except own_password.WrongPassword:
        if await _was_set(tools, actor, asked, name):  # the first click came through while this one was judged
            return None
        raise


async def _was_set(tools: Tools, actor: Actor, asked: NewPassword, name: str) -> bool:
    """Whether this very form has just set this very password: asked three times at most, so that nobody guesses. The
    same form with another one (by «Back») is no second click."""
    if not await once.again(name, PURPOSE, actor.now):
        return False
    account = await users.find(actor.person)
    same, _ = await tools.passwords.verify(asked.new, account.password_hash if account else None)
    return same


async def _change(
    tools: Tools, actor: Actor, session: Session, asked: NewPassword, name: str
) -> sessions.NewSession | None:
    account = await own_password.prove(tools, actor, asked.current)
    if asked.new == asked.current:
        raise SamePassword
    await passwords.check(tools.passwords, asked.new, account.known)
    hashed = await tools.passwords.hash(asked.new)
    async with transaction():
        if not await users.replace_password(account.id, account.password_hash, hashed):
            raise own_password.WrongPassword
        await once.use(name, actor.now + SECOND_CLICK, PURPOSE)
        await follow(tools, actor, account, session.id, entrance.device_hash(asked.device))
        return await sessions.renew(session, actor.now)
