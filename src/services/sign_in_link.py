"""Signing in by the link of a letter: the way round a delay, and as good as a password, no more."""

from dataclasses import dataclass, replace
from datetime import datetime

from src.domain.accounts import SIGN_IN_LINK, Account
from src.domain.identifiers import fold_email
from src.domain.journal import Actor, Event
from src.services import letters, links, registration, throttling
from src.services.account import Tools
from src.services.entrance import Browser, Welcome, let_in
from src.storage import journal, throttle, users
from src.storage.engine import transaction

PURPOSE = "sign-in"


@dataclass(frozen=True, slots=True)
class LinkLetter:
    link: str


async def send(tools: Tools, actor: Actor, email: str) -> None:
    """Queue the letter; an unknown address gets none, and the same answer in the same time."""
    folded = fold_email(email) or email
    await registration.limit_letters(tools, PURPOSE, folded, actor)
    async with transaction():
        known = await users.find_by_email(folded)
        await journal.note(replace(actor, user_id=known.id if known else None), Event.SIGN_IN_LINK_ASKED)
        if known and known.confirmed_at is None:
            await registration.post_link(tools, known, actor.now)
            return
        whose = known or links.nobody(email, actor.now)
        token = links.new_token(tools.signer, PURPOSE, whose, actor.now)
        post = tools.letters.post if known else tools.letters.post_blank
        envelope = letters.Envelope(whose.email, links.letter_name(PURPOSE), actor.now, SIGN_IN_LINK)
        await post(envelope, "sign_in_link", LinkLetter(tools.letters.link("/sign-in/link", token=token)))


async def look(tools: Tools, token: str, now: datetime) -> Account:
    """Whom the link signs in; LinkEnded when it serves no more. Nothing is spent."""
    return await links.read_token(tools.signer, PURPOSE, token, now, SIGN_IN_LINK)


async def enter(tools: Tools, actor: Actor, token: str, browser: Browser) -> Welcome:
    """A new session; LinkEnded when the link serves no more."""
    async with transaction():
        account = await look(tools, token, actor.now)
        if not await users.spend_link(account.id, account.link_version):
            raise links.LinkEnded("used", account)
        await throttle.drop([throttling.key_of("account", account.email_folded)])
        return await let_in(account, actor, browser, False, Event.SIGNED_IN_BY_LINK)
