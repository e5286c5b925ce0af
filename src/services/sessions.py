"""Signed-in sessions: begin, find, renew, end. A token has 256 bits and is known to the browser alone."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from src.domain.sessions import HANDOVER, Session, absolute_end, idle_end
from src.storage import half_signed
from src.storage import sessions as storage
from src.storage.engine import transaction

TOKEN_LENGTH = 43
KEPT_AFTER_END = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class NewSession:
    """What the cookie needs; the token is shown once."""

    id: int
    token: str
    remembered: bool
    absolute_until: datetime


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def begin(
    user_id: int,
    remember: bool,
    address: str,
    agent: str,
    now: datetime,
    token: str | None = None,
    second: bool = False,
) -> NewSession:
    """A new session after all that signing in takes was right; joins the caller's transaction if one is open.

    `token` is given where a second click must get the same one: 43 signs that nobody can guess. `second`: the second
    factor was given.
    """
    token, until = token or secrets.token_urlsafe(32), absolute_end(now, remember)
    async with transaction():
        session_id = await storage.add_session(
            _hash(token), user_id, now, idle_end(now, remember), until, remember, address, agent, second
        )
    return NewSession(session_id, token, remember, until)


async def find(token: str, now: datetime, asked: int = 0) -> Session | None:
    """The session of this token, ended or not; the caller asks `alive`. Writes the visit at most every five minutes.

    `asked`: the contract that the address names, for the guard: see `access.admit`.
    """
    if len(token) != TOKEN_LENGTH:
        return None
    session = await storage.find_session(_hash(token), now, asked)
    if session is not None and session.alive(now) and session.due_for_seen(now):
        async with transaction():
            await storage.see_session(session.id, now, idle_end(now, session.remembered))
    return session


async def renew(session: Session, now: datetime) -> NewSession | None:
    """The same session under a new token, after a change of rights; None when it has ended meanwhile.

    The old token serves for ten seconds more: a second click may be on its way with it.
    """
    token = secrets.token_urlsafe(32)
    async with transaction():
        await storage.lock_sessions(session.user_id)
        session_id = await storage.copy_session(session.id, _hash(token), now)
        if session_id is None:
            return None
        await storage.hand_over(session.id, now + HANDOVER, now)
    return NewSession(session_id, token, session.remembered, session.absolute_until)


async def end(session: Session, now: datetime) -> None:
    """Sign out: the session with its earlier tokens, and with a later one whose answer is still on its way."""
    await end_device(session.id, session.user_id, now)


async def end_device(session_id: int, user_id: int, now: datetime) -> bool:
    """End another device's session; False when this person has no such living session."""
    async with transaction():
        await storage.lock_sessions(user_id)
        return await storage.end_family(session_id, user_id, now)


async def end_others(user_id: int, keep: int | None, now: datetime) -> int:
    """End all sessions of the person but one (None: all), after a change of password or second factor; how many were
    ended. Whoever is in the midst of signing in begins anew."""
    async with transaction():
        await storage.lock_sessions(user_id)
        await half_signed.drop_all(user_id)
        return await storage.end_sessions(user_id, now, keep)


async def forget_old(now: datetime) -> int:
    """Remove sessions that ended long ago, and sign-ins that nobody finished; for the worker."""
    async with transaction():
        await half_signed.drop_old(now)
        return await storage.delete_old_sessions(now - KEPT_AFTER_END)
