"""«Устройства»: where a person is signed in, and the end of that."""

from datetime import datetime

from src.domain.journal import Actor, Event
from src.domain.sessions import Device, Session
from src.services import sessions
from src.services.access import known_id
from src.storage import journal
from src.storage import sessions as storage
from src.storage.engine import transaction

SHOWN = 50


async def list_devices(session: Session, now: datetime) -> tuple[list[Device], bool]:
    """This browser first, then the latest used; and whether there are more than are shown."""
    found = await storage.list_devices(session.user_id, session.id, now, SHOWN + 1)
    return found[:SHOWN], len(found) > SHOWN


async def end(session: Session, actor: Actor, session_id: int) -> bool:
    """End one; False when this person has no such living session (a second click finds it ended)."""
    async with transaction():
        ended = known_id(session_id) and await sessions.end_device(session_id, session.user_id, actor.now)
        if ended:
            await journal.note(actor, Event.SESSION_ENDED, session=session_id)
    return ended


async def end_others(session: Session, actor: Actor) -> int:
    """End all but this one; how many there were."""
    async with transaction():
        ended = await sessions.end_others(session.user_id, session.id, actor.now)
        if ended:
            await journal.note(actor, Event.OTHER_SESSIONS_ENDED, sessions=ended)
    return ended
