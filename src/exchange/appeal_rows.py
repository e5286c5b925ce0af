"""Rows about appeals: what clients have written, what the supplier answers."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class AppealRow(NamedTuple):
    appeal: str
    contract: str
    status: str
    answer: str
    answered_at: datetime
    file: str
    deleted: bool


class SentAppealRow(NamedTuple):
    appeal: str
    contract: str
    theme: str
    text: str
    status: str
    changed_at: datetime
    login: str
    deleted: bool
