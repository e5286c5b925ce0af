"""What the people who run the portal do by hand."""

from datetime import datetime

from src.domain.identifiers import fold_email
from src.domain.journal import Actor, Event
from src.services import sessions
from src.storage import journal, users
from src.storage import sessions as storage
from src.storage.engine import transaction


class NoSuchPerson(Exception):
    """Nobody signs in with this address."""


async def end_sessions(login: str, now: datetime) -> int:
    """Sign a person out of every browser, and forget the devices; how many sessions were ended."""
    async with transaction():
        account = await users.find_by_email(fold_email(login) or "")
        if account is None:
            raise NoSuchPerson
        ended = await sessions.end_others(account.id, None, now)
        await users.forget_devices(account.id)
        await journal.note(Actor(account.id, "", now), Event.SESSIONS_ENDED_BY_OPERATOR)
    return ended


async def end_all_sessions(now: datetime) -> int:
    """Sign everybody out."""
    async with transaction():
        ended = await storage.end_all(now)
        await journal.note(Actor(None, "", now), Event.SESSIONS_ENDED_BY_OPERATOR)
    return ended
