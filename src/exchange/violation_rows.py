"""The rows of the exchange files about violations, as those of rows.py."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple


class ViolationRow(NamedTuple):
    violation: str
    contract: str
    number: str
    drawn_on: date
    kind: str
    point: str
    since: date | None
    until: date | None
    energy: Decimal | None
    total: int | None
    status: str
    method: str
    power_kw: Decimal | None
    volts: Decimal | None
    amperes: Decimal | None
    cos_phi: Decimal | None
    hours: Decimal | None
    previous_check: date | None
    object_until: date | None
    place: str
    meter: str
    details: str
    present: str
    explanation: str
    refusal: str
    witnesses: str
    file: str
    deleted: bool


class ViolationAnswerRow(NamedTuple):
    number: str
    contract: str
    status: str
    answer: str
    answered_at: datetime
    deleted: bool


class SentObjectionRow(NamedTuple):
    objection: str
    contract: str
    violation: str
    text: str
    status: str
    changed_at: datetime
    login: str
    deleted: bool


class SentViolationReportRow(NamedTuple):
    report: str
    contract: str
    place: str
    point: str
    text: str
    noticed_at: datetime | None
    meter: str
    present: str
    status: str
    changed_at: datetime
    login: str
    deleted: bool
