"""What a client states about violations: an objection to an act, or a report of a violation that was seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

TEXT_LENGTH: Final = 4_000
PLACE_LENGTH: Final = 300
PRESENT_LENGTH: Final = 500
IN_AN_HOUR: Final = 20
"""Objections and reports that one person may send, whatever the contract."""


class Kind(StrEnum):
    OBJECTION = "objection"
    REPORT = "report"


class State(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    IN_WORK = "in_work"
    GRANTED = "granted"
    """of a report: the violation was found"""
    PARTLY = "partly"
    DECLINED = "declined"
    """of a report: it was not found"""
    WITHDRAWN = "withdrawn"


WAITING: Final = (State.SENT, State.IN_WORK)
"""It may still be withdrawn."""
ANSWERED: Final = (State.GRANTED, State.PARTLY, State.DECLINED)
LETTERS: Final = {Kind.OBJECTION: "ВН", Kind.REPORT: "СН"}
"""Numbers begin with them: возражение, сообщение о нарушении."""


class Meter(StrEnum):
    """Whether it works, as far as whoever saw the violation can tell."""

    UNKNOWN = ""
    WORKS = "works"
    FAILS = "fails"


@dataclass(frozen=True, slots=True)
class Said:
    """What was written: of an objection the text alone. `point`: of the contract's own, where the place is one."""

    text: str = ""
    place: str = ""
    point: int | None = None
    noticed_at: datetime | None = None
    meter: Meter = Meter.UNKNOWN
    present: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What it is about: an act by its id, or, without one, a violation of which the supplier knows nothing yet."""

    act_id: int | None = None

    @property
    def kind(self) -> Kind:
        return Kind.OBJECTION if self.act_id else Kind.REPORT


@dataclass(frozen=True, slots=True)
class Statement:
    """`number` is '' and `sent_at` None while it is a draft; `who` wrote it, `author` being the id of the account;
    `answer` and `answered_at` are of the supplier. Each saving makes another `version`; `tab` names the page that did
    it."""

    id: int
    subject: Subject
    number: str
    state: State
    version: int
    tab: str
    said: Said
    author: int
    who: str
    saved_at: datetime
    sent_at: datetime | None
    answer: str
    answered_at: datetime | None

    @property
    def stands(self) -> bool:
        """It was sent, and nobody has taken it back."""
        return bool(self.number) and self.state is not State.WITHDRAWN

    @property
    def may_be_withdrawn(self) -> bool:
        return self.state in WAITING


def number_of(kind: Kind, id_: int, sent_at: datetime) -> str:
    """`sent_at` on the supplier's clock."""
    return f"{LETTERS[kind]}-{sent_at:%y%m}-{id_}"


def missing(kind: Kind, said: Said) -> tuple[str, ...]:
    """Names of what must still be written before it is sent."""
    needed = ("text",) if kind is Kind.OBJECTION else ("place", "text", "noticed_at")
    return tuple(name for name in needed if not getattr(said, name))
