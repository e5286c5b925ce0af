"""A forgotten password: a letter with a link, and the new password that it lets one set."""

from dataclasses import dataclass, replace
from datetime import datetime

from src.domain.accounts import RECOVERY_LINK, Account
from src.domain.identifiers import fold_email
from src.domain.journal import Actor, Event
from src.services import letter_limits, links, once, password_change, passwords, registration_letters
from src.services.account import Tools
from src.services.letters import Envelope
from src.storage import journal, registrations, users
from src.storage.engine import transaction

PURPOSE = "recovery"


@dataclass(frozen=True, slots=True)
class RecoveryLetter:
    link: str
    until: datetime


async def send(tools: Tools, actor: Actor, email: str) -> None:
    """Queue the letter with the link; an unknown address gets none, and the same answer in the same time.

    Whoever never ended the registration gets its link instead. throttling.TooSoon after too many letters.
    """
    folded = fold_email(email) or email
    await letter_limits.count(tools, PURPOSE, folded, actor)
    async with transaction():
        account, waiting = await users.find_by_email(folded), await registrations.waiting(folded)
        await journal.note(replace(actor, user_id=account.id if account else None), Event.RECOVERY_ASKED)
        if waiting and not account:
            await registration_letters.post_links(tools, waiting, actor.now)
            return
        whose = account or links.nobody(email)
        link = tools.letters.link("/recovery/new", token=links.new_token(tools.signer, PURPOSE, whose, actor.now))
        post = tools.letters.post if account else tools.letters.post_blank
        envelope = Envelope(whose.email, links.letter_name(PURPOSE), actor.now, RECOVERY_LINK)
        await post(envelope, "recovery", RecoveryLetter(link, actor.now + RECOVERY_LINK))


async def look(tools: Tools, token: str, now: datetime) -> Account:
    """Whose password the link changes; LinkEnded when it serves no more. Nothing is spent."""
    return await links.read_token(tools.signer, PURPOSE, token, now, RECOVERY_LINK)


async def set_password(tools: Tools, actor: Actor, token: str, password: str) -> None:
    """The new password: all sessions end, no device is known any more, a letter tells.

    LinkEnded when the link serves no more, passwords.WeakPassword when the password is refused (the link still serves).
    A second click with the same password ends as the first.
    """
    try:
        account = await look(tools, token, actor.now)
        await passwords.check(tools.passwords, password, account.known)
        await _change(tools, actor, token, await tools.passwords.hash(password))
    except links.LinkEnded as ended:
        if not await _was_set(tools, actor, token, password, ended.account):
            raise


async def _change(tools: Tools, actor: Actor, token: str, hashed: str) -> None:
    async with transaction():
        account = await look(tools, token, actor.now)
        if not await users.set_password(account.id, account.link_version, hashed):
            raise links.LinkEnded("used", account)
        await once.use(_name(token), actor.now + password_change.SECOND_CLICK, PURPOSE)
        await password_change.follow(tools, actor, account)


async def _was_set(tools: Tools, actor: Actor, token: str, password: str, account: Account | None) -> bool:
    """Whether this very link has just set this very password: asked three times at most, so that nobody guesses."""
    if account is None or not await once.again(_name(token), PURPOSE, actor.now):
        return False
    today = await users.find(account.id)
    same, _ = await tools.passwords.verify(password, today.password_hash if today else None)
    return same


def _name(token: str) -> str:
    return f"recovery {token}"
