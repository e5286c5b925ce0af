"""A person's account, and what a link in a letter is bound to."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

REGISTRATION_LINK = timedelta(hours=72)
RECOVERY_LINK = timedelta(hours=72)
SIGN_IN_LINK = timedelta(minutes=10)
NAME_LENGTH = 60
_NAME = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")


def is_name(text: str) -> bool:
    """A family, given or father's name: words, hyphens, apostrophes. Nothing that a letter could turn into a link,
    because whoever registers chooses what stands in a letter to somebody else."""
    return len(text) <= NAME_LENGTH and _NAME.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Account:
    """`email` as it was written, `email_folded` as it is compared; unconfirmed while `confirmed_at` is None."""

    id: int
    email: str
    email_folded: str
    family_name: str
    given_name: str
    patronymic: str
    password_hash: str
    link_version: int
    confirmed_at: datetime | None
    created_at: datetime

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.family_name, self.given_name, self.patronymic) if part)

    @property
    def stamp(self) -> str:
        """What a link is bound to: it changes with the password, the address and every link that was used."""
        state = "\n".join((self.password_hash, self.email_folded, str(self.link_version), str(self.confirmed_at)))
        return hashlib.sha256(state.encode()).hexdigest()[:16]
