"""What a person agrees to at registration (law 152-FZ): each on its own, each with the version of its text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Consent:
    """`kind` stands in addresses and in the base; a changed text gets a new version. `required` asks the form alone."""

    kind: str
    version: str
    required: bool = False

    @property
    def mark(self) -> str:
        """As it stands in one word."""
        return f"{self.kind}@{self.version}"


PERSONAL_DATA = Consent("personal-data", "2026-11-01", required=True)
RULES = Consent("rules", "2026-11-01", required=True)
MAILING = Consent("mailing", "2026-11-01", required=False)
CONSENTS = (PERSONAL_DATA, RULES, MAILING)
