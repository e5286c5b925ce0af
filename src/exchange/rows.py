"""The rows of the exchange files, typed: the fields of a class are the columns of its file, `deleted` always last."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from src.domain.periods import Period


class PartyRow(NamedTuple):
    party: str
    kind: str
    name: str
    inn: str
    kpp: str
    ogrn: str
    address: str
    deleted: bool


class BranchRow(NamedTuple):
    branch: str
    name: str
    head: str
    address: str
    phone: str
    fax: str
    deleted: bool


class CuratorRow(NamedTuple):
    curator: str
    name: str
    phone: str
    deleted: bool


class ContractRow(NamedTuple):
    contract: str
    party: str
    number: str
    signed_on: date
    closed_on: date | None
    price_category: int
    signature_required: bool
    email: str
    phone: str
    branch: str
    curator: str
    deleted: bool


class ObjectRow(NamedTuple):
    object: str
    contract: str
    name: str
    address: str
    deleted: bool


class PointRow(NamedTuple):
    point: str
    object: str
    code: str
    name: str
    power_kw: Decimal
    voltage: str
    flow_sign: int
    loss_kwh: Decimal
    loss_percent: Decimal
    loss_sign: int
    deleted: bool


class MeterRow(NamedTuple):
    meter: str
    serial: str
    type: str
    verified_until: date | None
    state: str
    remote: bool
    deleted: bool


class InstallationRow(NamedTuple):
    point: str
    meter: str
    installed_on: date
    removed_on: date | None
    ratio: Decimal
    deleted: bool


class RegisterRow(NamedTuple):
    register: str
    meter: str
    zone: str
    channel: str
    digits: int
    fraction_digits: int
    deleted: bool


class ReadingRow(NamedTuple):
    register: str
    as_of: datetime
    source: str
    value: Decimal
    status: str
    reason: str
    receipt: str
    deleted: bool


class WindowRow(NamedTuple):
    contract: str
    period: Period
    opens_at: datetime
    closes_at: datetime
    deleted: bool


class InvoiceRow(NamedTuple):
    invoice: str
    contract: str
    number: str
    issued_on: date
    period: Period
    total: int
    vat: int
    due_on: date
    deleted: bool


class TariffRow(NamedTuple):
    contract: str
    period: Period
    price_category: int
    voltage: str
    zone: str
    price: Decimal
    vat_percent: int
    deleted: bool


class PaymentRow(NamedTuple):
    payment: str
    contract: str
    number: str
    paid_on: date
    amount: int
    purpose: str
    order: str
    deleted: bool


class SentReadingRow(NamedTuple):
    receipt: str
    contract: str
    register: str
    as_of: datetime
    value: Decimal
    sent_at: datetime
    login: str
    replaces: str
    source: str
    deleted: bool


class FirstSentReadingRow(NamedTuple):
    """As it was before clients gave opening readings."""

    receipt: str
    contract: str
    register: str
    as_of: datetime
    value: Decimal
    sent_at: datetime
    login: str
    replaces: str
    deleted: bool


class SentCardPaymentRow(NamedTuple):
    """Sums as texts of roubles."""

    payment: str
    contract: str
    kind: str
    reference: str
    amount: str
    refunded: str
    status: str
    changed_at: datetime
    bank_order: str
    login: str
    deleted: bool


class FileRow(NamedTuple):
    """`file` in the folder of files; `of` and `key`: the file of rows, and the row in it, that it belongs to; `name`:
    what its sender calls it."""

    file: str
    of: str
    key: str
    name: str
    deleted: bool
