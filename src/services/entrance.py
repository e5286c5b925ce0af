"""Whoever proved who he is comes in: a new session, and a browser that is known from now on; and the way out."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from src.domain.accounts import Account
from src.domain.journal import Actor, Event
from src.domain.sessions import DEVICE_KNOWN, Session
from src.services import new_device, sessions
from src.services.account import Tools
from src.storage import journal, users
from src.storage import sessions as storage
from src.storage.engine import transaction


@dataclass(frozen=True, slots=True)
class Browser:
    """What came in; `device` is the token of the known-device cookie, or empty."""

    agent: str
    device: str

    def clicked(self, actor: Actor) -> str:
        """What makes a second click of this browser the same as the first."""
        return f"{actor.address}\n{self.agent}"


@dataclass(frozen=True, slots=True)
class Welcome:
    """A person who is in; `device` is the token that this browser keeps."""

    user_id: int
    session: sessions.NewSession
    device: str


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


async def let_in(
    tools: Tools,
    account: Account,
    actor: Actor,
    browser: Browser,
    remember: bool,
    event: Event,
    tokens: Tokens = Tokens(),
) -> Welcome:
    """The new session and the known device, in the caller's transaction; a letter tells of a device that was not known,
    unless the person comes in for the first time."""
    known = await device_of(account.id, browser)
    if not known and await storage.has_signed_in(account.id):
        await new_device.tell(tools.letters, account, actor, browser.agent)
    device = known or tokens.device or secrets.token_urlsafe(32)
    session = await sessions.begin(account.id, remember, actor.address, browser.agent, actor.now, tokens.session)
    await users.know_device(account.id, device_hash(device), actor.now)
    await journal.note(replace(actor, user_id=account.id), event, session=session.id)
    return Welcome(account.id, session, device)


async def same_session(tokens: Tokens, browser: Browser, now: datetime) -> Welcome | None:
    """The living session that was begun with these tokens: a second click gets what the first one got."""
    session = await sessions.find(tokens.session or "", now)
    if session is None or not session.alive(now):
        return None
    given = sessions.NewSession(session.id, tokens.session or "", session.remembered, session.absolute_until)
    return Welcome(session.user_id, given, await device_of(session.user_id, browser) or tokens.device or "")


async def forget_old_devices(now: datetime) -> int:
    """Remove what no browser carries any more; for the worker."""
    async with transaction():
        return await users.forget_unused_devices(now - DEVICE_KNOWN)


async def sign_out(actor: Actor, session: Session) -> None:
    """The session ends at once, in every tab."""
    async with transaction():
        await sessions.end(session, actor.now)
        await journal.note(actor, Event.SIGNED_OUT, session=session.id)
