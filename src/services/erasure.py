"""«Удалить учётную запись»: asked for with the password, thought over for three days, then done by the worker
(erasing.py)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from src.domain.journal import Actor, Event
from src.services import links, own_password
from src.services.account import Tools
from src.services.letters import NEWS_LIVE, Envelope
from src.storage import engine, erasing, journal, users
from src.storage.erasing import Stuck

GRACE: Final = timedelta(days=3)
"""The owner reads the letter and stops whoever has the open session and the password."""
SHOWN: Final = 20
"""Contracts that hinder, as a page names them."""


class StillNeeded(Exception):
    """The last administrator of contracts to which others have access."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """`erase_at`: asked for already; `stuck` hinder it, the first of them."""

    erase_at: datetime | None
    stuck: tuple[Stuck, ...]


@dataclass(frozen=True, slots=True)
class AskedLetter:
    asked_at: datetime
    erase_at: datetime
    cancel: str
    recovery: str


async def look_ahead(user_id: int, now: datetime) -> Prospect:
    account = await users.find(user_id)
    return Prospect(account.erase_at if account else None, tuple(await erasing.stuck(user_id, now, SHOWN)))


async def ask(tools: Tools, actor: Actor, password: str) -> None:
    """From now on the days are counted, once; a letter tells how to stop it. own_password.WrongPassword,
    throttling.TooSoon, StillNeeded."""
    proved = await own_password.prove(tools, actor, password)
    if await erasing.stuck(proved.id, actor.now, 1):
        raise StillNeeded
    async with engine.transaction():
        account = await users.lock(proved.id)
        if account is None or account.password_hash != proved.password_hash:
            raise own_password.WrongPassword
        if account.erase_at is not None:
            return
        erase_at = actor.now + GRACE
        await erasing.set_moment(account.id, erase_at)
        await journal.note(actor, Event.ERASURE_ASKED)
        cancel, recovery = tools.letters.link("/profile/delete"), tools.letters.link("/recovery")
        envelope = Envelope(account.email, links.letter_name("erasure-asked"), actor.now, NEWS_LIVE)
        await tools.letters.post(envelope, "erasure_asked", AskedLetter(actor.now, erase_at, cancel, recovery))


async def cancel(actor: Actor) -> bool:
    """The person stays. False when nothing was asked for."""
    async with engine.transaction():
        account = await users.lock(actor.person)
        if account is None or account.erase_at is None:
            return False
        await erasing.set_moment(account.id, None)
        await journal.note(actor, Event.ERASURE_CANCELLED)
    return True
