"""Access to many contracts at once: what is done, and what came of it in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from src.domain.members import Terms

MOST: Final = 20_000
"""Contracts of one choice."""
KEPT: Final = timedelta(days=30)
"""So long what was chosen, and what came of it, is remembered."""
GOING: Final = 3
"""Of one person at a time."""


class Act(StrEnum):
    NONE = ""
    """not said yet"""
    GIVE = "give"
    """who has no access gets it, who has gets these terms"""
    WITHDRAW = "withdraw"


class State(StrEnum):
    OPEN = "open"
    """contracts are still chosen"""
    GOING = "going"
    DONE = "done"


class Outcome(StrEnum):
    WAITING = ""
    DONE = "done"
    SAME = "same"
    """nothing was to be done: the terms were these, or there was no access"""
    STUCK = "stuck"
    """nobody would administer the contract as long as others are there"""
    LOST = "lost"
    """the one who chose does not administer it any more"""


class Fault(StrEnum):
    UNKNOWN = "unknown"
    """nobody of this login shares a contract with the administrator"""
    ONESELF = "oneself"
    NOTHING = "nothing"
    """no contract is chosen"""
    BUSY = "busy"
    """as many are under way as may be"""
    CHANGED = "changed"
    """in another window something else was said or chosen meanwhile"""
    OVER = "over"
    """the last day of the access has passed since it was said"""


class CannotBegin(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class NoSuchChoice(Exception):
    """Not of this person, or forgotten."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`person`: whose access, 0 while nobody is named; `terms` None: to be withdrawn, or not said yet."""

    id: int
    user_id: int
    person: int
    act: Act
    terms: Terms | None
    state: State
    address: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Contracts of a choice by what came of them."""

    by: Mapping[Outcome, int]

    @property
    def all(self) -> int:
        return sum(self.by.values())

    @property
    def worked(self) -> int:
        return self.all - self.of(Outcome.WAITING)

    @property
    def refused(self) -> int:
        return self.of(Outcome.STUCK) + self.of(Outcome.LOST)

    def of(self, outcome: Outcome) -> int:
        return self.by.get(outcome, 0)


class Refused(NamedTuple):
    """A contract in which it could not be done."""

    contract_id: int
    number: str
    party: str
    outcome: Outcome
