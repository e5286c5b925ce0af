"""Rows of documents, and of acts that clients ask for; as in rows.py."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from src.domain.periods import Period


class DocumentRow(NamedTuple):
    document: str
    contract: str
    kind: str
    number: str
    issued_on: date
    period: Period | None
    total: int | None
    vat: int | None
    file: str
    request: str
    deleted: bool


class ReconciliationRow(NamedTuple):
    """An act that a client asks for."""

    request: str
    contract: str
    since: date
    until: date
    asked_at: datetime
    login: str
    deleted: bool
