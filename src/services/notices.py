"""Letters that a person may do without: sent to whoever wants them, each with a link that ends them by one click.

The link is bound to the kind and the address, works signed out and for as long as the letter is kept; it can do nothing
else.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from src.domain.accounts import Account
from src.domain.journal import Actor, Event
from src.domain.notices import Notice
from src.services.letters import Envelope, Letters
from src.services.signing import Forged, Signer
from src.storage import engine, journal, users

PURPOSE = "unsubscribe"


class Wanting(Protocol):
    """Somebody who may have chosen."""

    @property
    def id(self) -> int: ...
    @property
    def email(self) -> str: ...
    @property
    def silenced(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Link:
    account: Account
    notice: Notice


class LinkBroken(Exception):
    """Not a link of ours, or it went to an address that is not this account's any more."""


async def post(letters: Letters, to: Wanting, notice: Notice, envelope: Envelope, name: str, it: Any) -> None:
    """Queue the letter in the caller's transaction, unless the person does not want such ones."""
    if notice in to.silenced:
        return
    if letters.signer:
        token = letters.signer.sign(PURPOSE, [to.id, notice, _mark(to.email)], envelope.now)
        envelope = replace(envelope, unsubscribe=letters.link("/unsubscribe", token=token))
    await letters.post(envelope, name, it)


async def look(signer: Signer, token: str) -> Link:
    """What the link ends. LinkBroken."""
    try:
        _, (user_id, notice, mark) = signer.look(PURPOSE, token)
    except Forged:
        raise LinkBroken from None
    account = await users.find(user_id)
    if account is None or _mark(account.email) != mark:
        raise LinkBroken
    return Link(account, Notice(notice))


async def unsubscribe(signer: Signer, actor: Actor, token: str) -> Link:
    """No more letters of this kind; a second click finds it done. LinkBroken."""
    async with engine.transaction():
        link = await look(signer, token)
        account = await users.lock(link.account.id) or link.account
        await _choose(replace(actor, user_id=account.id), account, account.silenced | {link.notice})
    return link


async def wanted(user_id: int) -> frozenset[Notice]:
    account = await users.find(user_id)
    return frozenset(Notice) - (account.silenced if account else frozenset())


async def choose(actor: Actor, wanted: Iterable[Notice]) -> None:
    """These kinds come, the others do not."""
    async with engine.transaction():
        account = await users.lock(actor.person)
        if account:
            await _choose(actor, account, frozenset(Notice) - set(wanted))


async def _choose(actor: Actor, account: Account, silenced: frozenset[str]) -> None:
    if silenced != account.silenced:
        await users.silence(account.id, silenced)
        await journal.note(actor, Event.NOTICES_CHANGED, off=" ".join(sorted(silenced)))


def _mark(email: str) -> str:
    return hashlib.sha256(email.encode()).hexdigest()[:12]
