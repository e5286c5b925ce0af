"""Letters about the second factor: nobody adds, removes or guesses it unseen."""

from dataclasses import dataclass
from datetime import datetime

from src.domain.journal import Actor
from src.services import links
from src.services.letters import NEWS_LIVE, Envelope, Letters


@dataclass(frozen=True, slots=True)
class ChangedLetter:
    """`what`: «app» or «passkey» added, «app_removed», «passkey_removed», «codes» made, «used» one of them, «reset»;
    `name` of the key."""

    what: str
    name: str
    at: datetime
    profile: str
    recovery: str


@dataclass(frozen=True, slots=True)
class FailedLetter:
    at: datetime
    address: str
    recovery: str


async def tell_changed(letters: Letters, actor: Actor, email: str, what: str, name: str = "") -> None:
    """Always, to the address of the account."""
    link = letters.link
    letter = ChangedLetter(what, name, actor.now, link("/profile/second-factor"), link("/recovery"))
    envelope = Envelope(email, links.letter_name("second-factor"), actor.now, NEWS_LIVE)
    await letters.post(envelope, "second_factor_changed", letter)


async def tell_failed(letters: Letters, actor: Actor, email: str) -> None:
    """Once a day, however often somebody tries."""
    envelope = Envelope(email, f"second-failed.{actor.user_id}.{actor.now:%Y%m%d}", actor.now, NEWS_LIVE)
    letter = FailedLetter(actor.now, actor.address, letters.link("/recovery"))
    await letters.post(envelope, "second_factor_failed", letter)
