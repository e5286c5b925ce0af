"""Another login: asked for with the password, confirmed from both mailboxes, then done at once.

Whoever has a person's open session and password still cannot take the account away: the old mailbox has to agree.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from src.domain.accounts import EMAIL_LINK, Account
from src.domain.identifiers import fold_email
from src.domain.journal import Actor, Event
from src.services import email_change_letters, letter_limits, once, own_password
from src.services.account import Tools
from src.storage import email_changes, journal, users
from src.storage.engine import transaction

EmailChange = email_changes.EmailChange


class SameAddress(Exception):
    """The new address is the one that the account has."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A filled form; `email` is an address, `key` the form's own: a second click sends no second letter, the same form
    with another address (by «Back») does."""

    email: str
    password: str
    key: str


async def waiting(user_id: int, now: datetime) -> EmailChange | None:
    """The change that this person has asked for, as long as its links serve."""
    change = await email_changes.of_person(user_id)
    return change if change and now - change.asked_at < EMAIL_LINK else None


async def ask(tools: Tools, actor: Actor, asked: Asked) -> None:
    """Queue the letters to both mailboxes, in the place of a change that waits already.

    own_password.WrongPassword, SameAddress, throttling.TooSoon. Whether the new address has an account is not told.
    """
    folded = fold_email(asked.email) or asked.email
    name = f"email {actor.user_id} {asked.key} {folded}"
    if await once.was_used(name, actor.now):
        return
    account = await own_password.prove(tools, actor, asked.password)
    if folded == account.email_folded:
        raise SameAddress
    await letter_limits.count(tools, email_change_letters.PURPOSE, folded, actor)
    async with transaction():
        today = await users.lock(account.id)
        if today is None or today.password_hash != account.password_hash:
            raise own_password.WrongPassword
        if await once.use(name, actor.now + EMAIL_LINK):
            await _put(tools, actor, today, asked.email, folded)


async def _put(tools: Tools, actor: Actor, account: Account, email: str, folded: str) -> None:
    stamp = secrets.token_hex(8)
    change_id = await email_changes.put(account.id, email, folded, stamp, actor.now)
    change = EmailChange(change_id, account.id, email, folded, stamp, actor.now, None, None)
    await journal.note(actor, Event.EMAIL_CHANGE_ASKED)
    await email_change_letters.ask(tools, account, change, await users.find_by_email(folded) is not None)


async def cancel(actor: Actor) -> bool:
    """The person thought better of it: the links end. False when nothing waited."""
    async with transaction():
        dropped = await email_changes.drop(actor.person)
        if dropped:
            await journal.note(actor, Event.EMAIL_CHANGE_CANCELLED)
    return dropped


async def forget_old(now: datetime) -> int:
    """Remove what was not confirmed in time; for the worker."""
    async with transaction():
        return await email_changes.forget(now - 2 * EMAIL_LINK)


__all__ = ["Asked", "EmailChange", "SameAddress", "ask", "cancel", "forget_old", "waiting"]
