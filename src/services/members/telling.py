"""What is told of access: letters to those concerned, details for the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from src.domain.access import Role
from src.domain.members import Terms
from src.services.letters import Envelope, Letters
from src.services.links import letter_name
from src.storage import users

LIVES: Final = timedelta(days=7)
NAMED: Final = 20
"""Contracts that a letter names; of the rest it says how many they are."""


class What(StrEnum):
    """What a letter tells."""

    GRANTED = "granted"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    HANDED = "handed"
    UNLINKED = "unlinked"
    ENDED = "ended"
    ENDED_FOR_OTHERS = "ended_for_others"
    """to an administrator: the access of `about` has ended"""
    FREE = "free"
    """to one who had asked for access: nobody administers the contract any more, it may be linked"""


@dataclass(frozen=True, slots=True)
class AccessLetter:
    """`numbers` of contracts, `others`: how many are not named; `who` did it, '' for the worker; `about`: whose access,
    where it is not the reader's own."""

    what: What
    numbers: Sequence[str]
    link: str
    role: Role | None = None
    until: datetime | None = None
    who: str = ""
    about: str = ""
    others: int = 0


async def name_of(user_id: int | None) -> str:
    """Name and login, for a letter; '' for nobody."""
    person = await users.find(user_id) if user_id else None
    return f"{person.family_name} {person.given_name} ({person.email})" if person else ""


async def post(letters: Letters, recipient: str, letter: AccessLetter, now: datetime, idem: str = "") -> None:
    """In the transaction of the change."""
    await letters.post(Envelope(recipient, idem or letter_name("access"), now, LIVES), "access", letter)


def terms_told(terms: Terms) -> dict[str, str]:
    """For the journal: role, and the instant of the end where there is one."""
    return {"role": terms.role.value} | ({"until": terms.until.isoformat()} if terms.until else {})
