"""Workbooks that are made for a person behind a request, because they are too long to be waited for in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    READINGS = "readings"
    """the sheet of readings, to be filled"""
    CONSUMPTION = "consumption"
    HISTORY = "history"
    VIOLATIONS = "violations"
    DOCUMENTS = "documents"
    ARCHIVE = "archive"
    """files of documents"""
    APPEALS = "appeals"
    ACCESS = "access"
    """who has access to all contracts that the person administers; ordered under one of them"""
    PAYMENTS = "payments"
    SERVICES = "services"


class Stage(StrEnum):
    WAITING = "waiting"
    READING = "reading"
    """its lines are gathered"""
    WRITING = "writing"
    """a child writes them into a workbook"""
    MADE = "made"
    FAILED = "failed"
    """it could not be made, in several tries; or its person may not have it any more"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted: a kind, and what of it, in plain words that the maker of the kind understands."""

    kind: Kind
    asked: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Order:
    """`role`: of its person when it was placed; `done` of `lines` at this stage, `lines` 0 while nobody knows how many
    there will be; `file`: under which name it is kept, '' until it is made."""

    id: int
    contract_id: int
    user_id: int
    role: str
    wish: Wish
    asked_at: datetime
    stage: Stage
    tries: int
    done: int
    lines: int
    made_at: datetime
    file: str

    @property
    def under_way(self) -> bool:
        return self.stage in {Stage.WAITING, Stage.READING, Stage.WRITING}
