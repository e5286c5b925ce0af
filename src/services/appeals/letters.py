"""The letter that tells the sender of an appeal."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from src.domain.access import GuardedContract
from src.domain.appeals import THEMES, Theme
from src.domain.journal import Actor
from src.domain.notices import Notice
from src.services.letters import Envelope, Letters
from src.services.notices import post
from src.storage import users

LIVES: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SentLetter:
    number: str
    contract: str
    theme: str
    sent_at: datetime
    link: str


async def post_sent(
    actor: Actor, contract: GuardedContract, letters: Letters, appeal_id: int, number: str, theme: Theme
) -> None:
    """Queue it in the caller's transaction."""
    person = await users.find(contract.user_id)
    assert person is not None, "the session refers to it"  # noqa: S101
    link = letters.link(f"/contracts/{contract.id}/appeals/{appeal_id}")
    said = SentLetter(number, contract.number, THEMES[theme], actor.now, link)
    await post(
        letters, person, Notice.APPEAL, Envelope(person.email, f"appeal.{number}", actor.now, LIVES), "appeal", said
    )
