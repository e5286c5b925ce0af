"""Rows of what settlements are counted by."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple


class DayOffRow(NamedTuple):
    day: date
    kind: str
    deleted: bool


class KeyRateRow(NamedTuple):
    since: date
    percent: Decimal
    deleted: bool


class VatRateRow(NamedTuple):
    since: date
    percent: int
    deleted: bool


class RateCapRow(NamedTuple):
    """`penalty_group` may be `*`; without `until` it holds on, without `percent` there is no cap."""

    penalty_group: str
    since: date
    until: date | None
    percent: Decimal | None
    basis: str
    deleted: bool


class PaymentTermsRow(NamedTuple):
    """An advance of 0 percent is none; `rest_day` is of the next month."""

    payment_group: str
    since: date
    first_percent: int
    first_day: int
    second_percent: int
    second_day: int
    rest_day: int
    basis: str
    deleted: bool


class ContractTermsRow(NamedTuple):
    contract: str
    payment_group: str
    penalty_group: str
    balance_on: date | None
    balance: int
    deleted: bool
