"""The link of the letter: whose registration it ends, and the end.

Several registrations may wait with one address. Each link ends its own; while there are others, the password that was
chosen with it is asked, so that nobody who pressed the button of a stranger's letter ends the stranger's registration.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from secrets import compare_digest

from src.domain.accounts import REGISTRATION_LINK, Registration
from src.domain.journal import Actor, Event
from src.services import letter_limits, links, once, throttling
from src.services.account import Tools
from src.services.registration_letters import PURPOSE
from src.storage import engine, journal, registrations, throttle


@dataclass(frozen=True, slots=True)
class Waiting:
    """A registration, and the moments of the others that wait with the same address, the newest first."""

    registration: Registration
    others: tuple[datetime, ...]


class PasswordAsked(Exception):
    """There are other registrations with this address, and the password was not the one of this."""


async def look(tools: Tools, token: str, now: datetime) -> Waiting:
    """Which registration the link ends; LinkEnded when it serves no more. Nothing is spent."""
    made, registration_id, stamp = links.open_token(tools.signer, PURPOSE, token)
    found = await registrations.find(registration_id)
    if await once.was_used(_name(registration_id, stamp), now):  # asked last: a second click may end it in between
        raise links.LinkEnded("done")
    ours = found if found and compare_digest(found.stamp, stamp) else None
    if now - made >= REGISTRATION_LINK:
        raise links.LinkEnded("old", email=ours.email if ours else "")
    if ours is None:
        raise links.LinkEnded("used")
    others = await registrations.waiting(ours.email_folded)
    return Waiting(ours, tuple(each.asked_at for each in others if each.id != ours.id))


async def finish(tools: Tools, actor: Actor, token: str, password: str = "") -> None:
    """End the registration by the link of the letter; the others with its address are gone.

    LinkEnded when it serves no more («done»: a second click); PasswordAsked, throttling.TooSoon.
    """
    found = await look(tools, token, actor.now)
    if found.others:
        await _prove(tools, actor, found.registration, password)
    async with engine.transaction():
        today = await look(tools, token, actor.now)
        if today.others and not found.others:
            raise PasswordAsked
        done = today.registration
        name, user_id = _name(done.id, done.stamp), await registrations.finish(done, actor.now)
        if user_id is None:
            raise links.LinkEnded("done" if await once.was_used(name, actor.now) else "used")
        await once.use(name, actor.now + REGISTRATION_LINK)
        await journal.note(replace(actor, user_id=user_id), Event.SIGN_UP_FINISHED, registration=done.id)


async def _prove(tools: Tools, actor: Actor, registration: Registration, password: str) -> None:
    """Judge the password, counted before as at sign-in."""
    if not password:
        raise PasswordAsked
    own, network = throttling.key_of("finish", registration.stamp), throttling.network_of(actor.address)
    shared = throttling.key_of("network", network)
    await throttling.attempt({own: tools.free, shared: tools.free * letter_limits.NETWORK_FREE}, actor.now)
    good, _ = await tools.passwords.verify(password, registration.password_hash)
    if not good:
        raise PasswordAsked
    async with engine.transaction():
        await throttle.drop([own])
        await throttle.take_back(shared)


def _name(registration_id: int, stamp: str) -> str:
    return f"registration {registration_id} {stamp}"
