"""Signing in by the link of a letter: the way round a delay, and as good as a password, no more."""

from dataclasses import dataclass, replace
from datetime import datetime

from src.domain.accounts import SIGN_IN_LINK, Account
from src.domain.identifiers import fold_email
from src.domain.journal import Actor, Event
from src.domain.sessions import HANDOVER
from src.services import half_signed, letter_limits, letters, links, once, registration_letters, throttling
from src.services.account import Tools
from src.services.entrance import Browser, Entry, Tokens, clicked_by, let_in, same_again
from src.storage import engine, journal, registrations, throttle, users

PURPOSE = "sign-in"


@dataclass(frozen=True, slots=True)
class LinkLetter:
    link: str


async def send(tools: Tools, actor: Actor, email: str) -> None:
    """Queue the letter; an unknown address gets none, and the same answer in the same time."""
    folded = fold_email(email) or email
    await letter_limits.count(tools, PURPOSE, folded, actor)
    async with engine.transaction():
        known, waiting = await users.find_by_email(folded), await registrations.waiting(folded)
        await journal.note(replace(actor, user_id=known.id if known else None), Event.SIGN_IN_LINK_ASKED)
        if waiting and not known:
            await registration_letters.post_links(tools, waiting, actor.now)
            return
        whose = known or links.nobody(email)
        token = links.new_token(tools.signer, PURPOSE, whose, actor.now)
        post = tools.letters.post if known else tools.letters.post_blank
        envelope = letters.Envelope(whose.email, links.letter_name(PURPOSE), actor.now, SIGN_IN_LINK)
        await post(envelope, "sign_in_link", LinkLetter(tools.letters.link("/sign-in/link", token=token)))


async def look(tools: Tools, token: str, now: datetime) -> Account:
    """Whom the link signs in; LinkEnded when it serves no more. Nothing is spent."""
    return await links.read_token(tools.signer, PURPOSE, token, now, SIGN_IN_LINK)


async def enter(tools: Tools, actor: Actor, token: str, browser: Browser) -> Entry:
    """In, or half-way; LinkEnded when the link serves no more. A second click on its way gets the same."""
    session, device, half = (tools.signer.token(f"{what} of a link", token) for what in ("session", "device", "half"))
    tokens = Tokens(session, device, half)
    try:
        async with engine.transaction():
            account = await look(tools, token, actor.now)
            if not await users.spend_link(account.id, account.link_version):
                raise links.LinkEnded("used", account)
            await once.use(_name(token), actor.now + HANDOVER, clicked_by(actor, browser))
            await throttle.drop([throttling.key_of("account", account.email_folded)])
            return await let_in(tools, account, actor, browser, False, Event.SIGNED_IN_BY_LINK, tokens)
    except links.LinkEnded:
        if waiting := await _waits_already(actor, token, browser, tokens):
            return waiting
        if same := await same_again(_name(token), clicked_by(actor, browser), tokens, browser, actor.now):
            return same
        raise


async def _waits_already(actor: Actor, token: str, browser: Browser, tokens: Tokens) -> half_signed.Halfway | None:
    """A second click on a link that led half-way; the page of the second factor is shown again."""
    half = tokens.half or ""
    if not await half_signed.look(half, actor.now):
        return None
    return half_signed.Halfway(half) if await once.again(_name(token), clicked_by(actor, browser), actor.now) else None


def _name(token: str) -> str:
    return f"sign-in {token}"
