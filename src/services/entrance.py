"""Whoever proved who he is comes in: a new session, and a browser that is known from now on; and the way out."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from src.domain.accounts import Account
from src.domain.journal import Actor, Event
from src.domain.sessions import DEVICE_KNOWN, Session
from src.services import half_signed, new_device, once, sessions
from src.services.account import Tools
from src.storage import journal, second_factor, users
from src.storage import sessions as storage
from src.storage.engine import transaction


@dataclass(frozen=True, slots=True)
class Browser:
    """What came in; `device` is the token of the known-device cookie, or empty."""

    agent: str
    device: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """A person who is in; `device` is the token that this browser keeps."""

    user_id: int
    session: sessions.NewSession
    device: str


Entry: TypeAlias = Welcome | half_signed.Halfway
"""In, or half-way: the second factor is to be shown."""


def device_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def device_of(user_id: int, browser: Browser) -> str:
    """The token with which this browser is known as this person's; '' when it is not."""
    known = browser.device and await users.is_known_device(user_id, device_hash(browser.device))
    return browser.device if known else ""


async def owner_of(device: str) -> int | None:
    """Whose known device this is; None when it is nobody's."""
    return await users.owner_of_device(device_hash(device))


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the browser is to keep; None: one is made."""

    session: str | None = None
    device: str | None = None
    half: str | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """Who comes in, from where, for how long, and what the journal says of it."""

    account: Account
    actor: Actor
    browser: Browser
    remember: bool
    event: Event


async def let_in(
    tools: Tools,
    account: Account,
    actor: Actor,
    browser: Browser,
    remember: bool,
    event: Event,
    tokens: Tokens = Tokens(),
) -> Entry:
    """Whoever has shown the password, or what is as good: in, unless a second factor is to be shown. In the caller's
    transaction."""
    if await second_factor.has_any(account.id):
        return await half_signed.begin(replace(actor, user_id=account.id), remember, event, tokens.half)
    return await open_session(tools, Coming(account, actor, browser, remember, event), tokens)


async def open_session(tools: Tools, coming: Coming, tokens: Tokens, second: str = "") -> Welcome:
    """The new session and the known device, in the caller's transaction; a letter tells of a device that was not known,
    unless the person comes in for the first time. `second`: how the second factor was shown."""
    id_, browser, now = coming.account.id, coming.browser, coming.actor.now
    known = await device_of(id_, browser)
    if not known and await storage.has_signed_in(id_):
        await new_device.tell(tools.letters, coming.account, coming.actor, browser.agent)
    device = known or tokens.device or secrets.token_urlsafe(32)
    session = await sessions.begin(
        id_, coming.remember, coming.actor.address, browser.agent, now, tokens.session, bool(second)
    )
    await users.know_device(id_, device_hash(device), now)
    who = replace(coming.actor, user_id=id_)
    await journal.note(who, coming.event, session=session.id)
    if second:
        await journal.note(who, Event.SECOND_FACTOR_GIVEN, session=session.id, way=second)
    return Welcome(id_, session, device)


async def same_again(name: str, click: str, tokens: Tokens, browser: Browser, now: datetime) -> Welcome | None:
    """What a second click of the same thing gets: the session that the first one opened ten seconds ago at most."""
    if not await once.again(name, click, now):
        return None
    session = await sessions.find(tokens.session or "", now)
    if session is None or not session.alive(now):
        return None
    given = sessions.NewSession(session.id, tokens.session or "", session.remembered, session.absolute_until)
    return Welcome(session.user_id, given, await device_of(session.user_id, browser) or tokens.device or "")


def clicked_by(actor: Actor, browser: Browser) -> str:
    return f"{actor.address}\n{browser.agent}"


async def forget_old_devices(now: datetime) -> int:
    """Remove what no browser carries any more; for the worker."""
    async with transaction():
        return await users.forget_unused_devices(now - DEVICE_KNOWN)


async def sign_out(actor: Actor, session: Session) -> None:
    """The session ends at once, in every tab."""
    async with transaction():
        await sessions.end(session, actor.now)
        await journal.note(actor, Event.SIGNED_OUT, session=session.id)
