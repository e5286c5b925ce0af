"""The links of a change of the address: whose they are, «Подтвердить», «Это не я»."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from secrets import compare_digest

from src.domain.accounts import EMAIL_LINK, Account
from src.domain.journal import Actor, Event
from src.domain.sessions import Session
from src.services import email_change_letters, links, once, sessions, throttling
from src.services.account import Tools
from src.storage import email_changes, engine, journal, registrations, throttle, users


class Outcome(StrEnum):
    HALF = "half"
    """The other mailbox has still to confirm."""
    DONE = "done"
    TAKEN = "taken"
    """Somebody has an account with the new address by now; the change is off."""


@dataclass(frozen=True, slots=True)
class Link:
    """`side`: the mailbox that the link went to, «old» or «new»."""

    change: email_changes.EmailChange
    side: str


async def look(tools: Tools, token: str, now: datetime) -> Link:
    """What the link confirms; links.LinkEnded when it serves no more («done»: the address is changed)."""
    made, change_id, bound = links.open_token(tools.signer, email_change_letters.PURPOSE, token)
    side, _, stamp = bound.partition(".")
    change = await email_changes.find(change_id)
    if change is None or not compare_digest(change.stamp, stamp):
        raise links.LinkEnded("done" if await once.was_used(_name(stamp), now) else "used")
    if now - made >= EMAIL_LINK:
        raise links.LinkEnded("old")
    return Link(change, side)


async def confirm(
    tools: Tools, actor: Actor, token: str, here: Session | None
) -> tuple[Outcome, sessions.NewSession | None]:
    """One mailbox agrees; when both have, the login is another: links of earlier letters end, and so do all sessions
    but that of this browser, when it is the person's own; it goes on under a new token. LinkEnded as `look`."""
    async with engine.transaction():
        link, account = await _locked(tools, token, actor.now)
        change, whose = link.change, replace(actor, user_id=link.change.user_id)
        confirmed = {"old": change.old_at, "new": change.new_at}
        if confirmed[link.side] is None:
            await email_changes.confirm(change.id, link.side, actor.now)
            await journal.note(whose, Event.EMAIL_CHANGE_CONFIRMED, side=link.side)
        if confirmed["new" if link.side == "old" else "old"] is None:
            return Outcome.HALF, None
        if not await users.set_email(change.user_id, change.email, change.email_folded):
            await email_changes.drop(change.user_id)
            await journal.note(whose, Event.EMAIL_CHANGE_CANCELLED)
            return Outcome.TAKEN, None
        own = here if here and here.user_id == change.user_id else None
        await _follow(tools, whose, account, change, own.id if own else None)
        return Outcome.DONE, await sessions.renew(own, actor.now) if own else None


async def _locked(tools: Tools, token: str, now: datetime) -> tuple[Link, Account]:
    """As `look`; until the transaction ends nobody else changes this person's account. The account goes first, as
    everywhere."""
    link = await look(tools, token, now)
    account = await users.lock(link.change.user_id)
    if account is None:
        raise links.LinkEnded("used")
    return await look(tools, token, now), account


async def _follow(
    tools: Tools, actor: Actor, account: Account, change: email_changes.EmailChange, keep: int | None
) -> None:
    """What follows a change that is done; `account` is as it was before."""
    await email_changes.drop(account.id)
    await once.use(_name(change.stamp), actor.now + EMAIL_LINK)
    await registrations.drop(change.email_folded)
    await sessions.end_others(account.id, keep, actor.now)
    await throttle.drop([throttling.key_of("account", change.email_folded)])
    await journal.note(actor, Event.EMAIL_CHANGED)
    await email_change_letters.tell(tools, account, change, actor.now)


async def decline(tools: Tools, actor: Actor, token: str) -> str:
    """The change is off; the side that said so. LinkEnded as `look`.

    The old mailbox says that somebody else knows the password: all sessions end, no device is known any more.
    """
    async with engine.transaction():
        link, _ = await _locked(tools, token, actor.now)
        owner = link.change.user_id
        await email_changes.drop(owner)
        if link.side == "old":
            await sessions.end_others(owner, None, actor.now)
            await users.forget_devices(owner)
        await journal.note(replace(actor, user_id=owner), Event.EMAIL_CHANGE_CANCELLED, side=link.side)
        return link.side


def _name(stamp: str) -> str:
    return f"email change {stamp}"
