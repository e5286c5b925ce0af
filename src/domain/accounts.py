"""A person's account, and what a link in a letter is bound to."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from src.domain.consents import Consent

REGISTRATION_LINK = timedelta(hours=72)
REGISTRATION_KEPT = timedelta(days=30)
"""What nobody has finished by then is deleted; until then another letter may be asked for."""
RECOVERY_LINK = timedelta(hours=72)
EMAIL_LINK = timedelta(hours=72)
"""As other links: so long both mailboxes have to confirm a change of the address."""
SIGN_IN_LINK = timedelta(minutes=10)
NAME_LENGTH = 60
_NAME = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")


def is_name(text: str) -> bool:
    """A family, given or father's name: words, hyphens, apostrophes. Nothing that a letter could turn into a link,
    because whoever registers chooses what stands in a letter to somebody else."""
    return len(text) <= NAME_LENGTH and _NAME.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in. `email` as it was written, `email_folded` as it is compared."""

    id: int
    email: str
    email_folded: str
    family_name: str
    given_name: str
    patronymic: str
    password_hash: str
    link_version: int
    phone: str = ""
    silenced: frozenset[str] = frozenset()
    """Kinds of letters that are not wanted (domain/notices.py)."""
    erase_at: datetime | None = None
    """When the account is erased, if its person has asked for that."""

    @property
    def full_name(self) -> str:
        return _full(self.family_name, self.given_name, self.patronymic)

    @property
    def known(self) -> tuple[str, ...]:
        """What others know of the person: no password is made of it."""
        return self.email, self.family_name, self.given_name, self.patronymic, self.phone

    @property
    def stamp(self) -> str:
        """What a link is bound to: it changes with the password, the address and every link that was used."""
        return _digest(self.password_hash, self.email_folded, str(self.link_version))


@dataclass(frozen=True, slots=True)
class Registration:
    """A registration that waits for the link of its letter; several may wait with one address, each on its own.

    `address` is the network's, `asked_at` when the form came.
    """

    id: int
    email: str
    email_folded: str
    family_name: str
    given_name: str
    patronymic: str
    password_hash: str
    consents: tuple[Consent, ...]
    address: str
    asked_at: datetime

    @property
    def full_name(self) -> str:
        return _full(self.family_name, self.given_name, self.patronymic)

    @property
    def stamp(self) -> str:
        """What the link is bound to besides the id: the salt of the hash makes it this registration's alone."""
        return _digest(self.password_hash, self.email_folded)


def _full(*names: str) -> str:
    return " ".join(part for part in names if part)


def _digest(*state: str) -> str:
    return hashlib.sha256("\n".join(state).encode()).hexdigest()[:16]
