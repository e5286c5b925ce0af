"""The rows of the exchange files about violations, as those of rows.py."""

from __future__ import annotations

from datetime import date
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
