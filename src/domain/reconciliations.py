"""Acts of reconciliation that a client asks the supplier for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

LONGEST: Final = timedelta(days=3 * 366)
"""Of the period: about as long as a claim lives."""
MOST_OPEN: Final = 10
"""Requests of a contract that wait for their acts."""


class State(StrEnum):
    ASKED = "asked"
    TAKEN = "taken"
    """billing has the request"""
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Request:
    """`until` is included; `who` asked; `document`: id of the act that answers it, 0 where it has no file."""

    id: int
    number: str
    since: date
    until: date
    asked_at: datetime
    who: str
    taken: bool
    answered: bool
    document: int

    @property
    def state(self) -> State:
        if self.answered:
            return State.ANSWERED
        return State.TAKEN if self.taken else State.ASKED


class Fault(StrEnum):
    """Why a period is not taken."""

    REVERSED = "reversed"
    FUTURE = "future"
    TOO_LONG = "too_long"


def fault_of(since: date, until: date, today: date) -> Fault | None:
    if until < since:
        return Fault.REVERSED
    if until > today:
        return Fault.FUTURE
    return Fault.TOO_LONG if until - since > LONGEST else None
