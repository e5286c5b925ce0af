"""The second factor: what may be shown beside the password, and for how long things serve.

A code of an application is six digits and serves for half a minute; the one before and the one after are taken too,
since clocks differ. A recovery code is twelve digits, of which the first tells its place in the list of ten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

STEP = 30
NEIGHBOURS = (0, -1, 1)
APP_DIGITS, RECOVERY_DIGITS = 6, 12
RECOVERY_CODES = 10
FEW_CODES = 3
"""From so few unused recovery codes on, the person is told to make new ones."""
TRIES = 5
"""After so many wrong ones the password is asked again."""
HALF_LIVES = timedelta(minutes=10)
FORM_LIVES = timedelta(minutes=30)
"""So long a page with a new key, or with codes that are shown once, may be answered."""
CEREMONY_LIVES = timedelta(minutes=10)
PASSKEYS = 10
"""At most so many a person."""


class Way(StrEnum):
    """By what the second factor is shown."""

    APP = "app"
    PASSKEY = "passkey"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Passkey:
    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """What a person has. `app_at`: since when an application; `codes`: recovery codes that are not used yet."""

    app_at: datetime | None
    passkeys: tuple[Passkey, ...]
    codes: int

    @property
    def count(self) -> int:
        return (self.app_at is not None) + len(self.passkeys)

    @property
    def few_codes(self) -> bool:
        return self.codes <= FEW_CODES


def way_of(digits: str) -> Way | None:
    """What kind of code this is; None for neither."""
    return {APP_DIGITS: Way.APP, RECOVERY_DIGITS: Way.RECOVERY}.get(len(digits)) if _are_digits(digits) else None


def digits_of(text: str) -> str:
    """A code as a person writes it, without blanks and hyphens."""
    return "".join(text.replace("-", "").split())


def shown(code: str) -> str:
    """A recovery code in groups: `0123-4567-8901`."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def step_of(now: datetime) -> int:
    return int(now.timestamp()) // STEP


def _are_digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()
