"""Whoever has lost everything: an operator, who has made sure who asks, takes the second factor away."""

from datetime import datetime

from src.domain.identifiers import fold_email
from src.domain.journal import Actor, Event
from src.services import sessions
from src.services.letters import Letters
from src.services.second_factor import news
from src.storage import engine, journal, second_factor, users


class NoSuchPerson(Exception):
    """No account has this login."""


async def reset(letters: Letters, login: str, now: datetime) -> bool:
    """False when there was nothing to take away. All sessions end, no device is known any more, a letter tells."""
    account = await users.find_by_email(fold_email(login) or login)
    if account is None:
        raise NoSuchPerson
    actor = Actor(account.id, "", now)
    async with engine.transaction():
        await sessions.end_others(account.id, None, now)
        if not await second_factor.forget(account.id):
            return False
        await users.forget_devices(account.id)
        await journal.note(actor, Event.SECOND_FACTOR_RESET, by="operator")
        await news.tell_changed(letters, actor, account.email, "reset")
    return True
