"""What a person agrees to (law 152-FZ): each on its own, each with the version of its text; and the texts' versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

PROOF_KEPT: Final = timedelta(days=3 * 365 + 1)
"""So long after an account's end it can be shown what its person had agreed to: the limitation of actions."""


@dataclass(frozen=True, slots=True)
class Consent:
    """`kind` stands in addresses and in the base; a changed text gets a new version. `required`: no account without."""

    kind: str
    version: str
    required: bool = False

    @property
    def mark(self) -> str:
        """As it stands in one word."""
        return f"{self.kind}@{self.version}"


PERSONAL_DATA = Consent("personal-data", "2026-11-30", required=True)
RULES = Consent("rules", "2026-11-01", required=True)
MAILING = Consent("mailing", "2026-11-29", required=False)
CONSENTS = (PERSONAL_DATA, RULES, MAILING)
VERSIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "personal-data": ("2026-11-30", "2026-11-29", "2026-11-01"),
    "rules": ("2026-11-01",),
    "mailing": ("2026-11-29", "2026-11-01"),
    "privacy": ("2026-11-30", "2026-11-29", "2026-11-01"),
}
"""Every text that people have agreed to or were shown, today's first: templates/texts/<kind>/<version>.html."""


@dataclass(frozen=True, slots=True)
class Given:
    """A consent as it was given, from a network address; `withdrawn_at` None: it is in force."""

    id: int
    kind: str
    version: str
    given_at: datetime
    address: str
    withdrawn_at: datetime | None


def kind_of(name: str) -> Consent | None:
    """The consent of this kind in today's version."""
    return next((each for each in CONSENTS if each.kind == name), None)


def due(given: Iterable[Given]) -> tuple[Consent, ...]:
    """What the person has still to agree to, or once more, because the text has changed."""
    valid = {(each.kind, each.version) for each in given if each.withdrawn_at is None}
    return tuple(each for each in CONSENTS if each.required and (each.kind, each.version) not in valid)
