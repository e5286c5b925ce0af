"""The password once more, from somebody who is signed in: before what a stranger at an open session must not do."""

from src.domain.accounts import Account
from src.domain.journal import Actor, Event
from src.services import throttling
from src.services.account import Tools
from src.storage import journal, throttle, users
from src.storage.engine import transaction


class WrongPassword(Exception):
    """It is not the password of this account, or not any more."""


def counter_of(user_id: int) -> str:
    """The name of the counter of wrong ones."""
    return throttling.key_of("own", str(user_id))


async def prove(tools: Tools, actor: Actor, password: str) -> Account:
    """The account of the actor, whose password this is. WrongPassword, throttling.TooSoon.

    Counted before it is judged, as at sign-in. Whoever acts on it looks in its transaction whether the hash is still
    the same.
    """
    account = await users.find(actor.person)
    counter = counter_of(actor.person)
    await throttling.attempt({counter: tools.free}, actor.now)
    good, _ = await tools.passwords.verify(password, account.password_hash if account else None)
    async with transaction():
        if account and good:
            await throttle.drop([counter])
            return account
        await journal.note(actor, Event.OWN_PASSWORD_FAILED)
    raise WrongPassword
