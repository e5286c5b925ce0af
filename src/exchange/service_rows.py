"""The rows of services and of orders of them, in and out."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple


class ServiceRow(NamedTuple):
    service: str
    name: str
    description: str
    price: int
    unit: str
    vat_percent: int | None
    conditions: str
    place: str
    deleted: bool


class ServiceOrderRow(NamedTuple):
    order: str
    contract: str
    number: str
    service: str
    ordered_on: date
    status: str
    total: int
    invoice_number: str
    invoice_on: date | None
    reason: str
    deleted: bool


class SentServiceOrderRow(NamedTuple):
    """Sums in roubles, finished texts. What a cancellation does not say again is empty."""

    order: str
    contract: str
    status: str
    changed_at: datetime
    login: str
    service: str
    quantity: int | None
    object: str
    point: str
    wished_on: date | None
    phone: str
    comment: str
    price: str
    vat_percent: int | None
    vat: str
    total: str
    deleted: bool
