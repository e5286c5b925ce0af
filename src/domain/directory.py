"""What must hold between the values of a row of the supplier's directory. A fault names the column and the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from src.domain.catalogue import LARGEST_PRICE
from src.domain.exchange import Reason
from src.domain.identifiers import is_inn_of_legal_entity, is_inn_of_person, is_kpp, is_ogrn, is_ogrnip

Fault = tuple[str, Reason]
LARGEST_RATE = 1000
"""Percent a year."""
EASTWARDS = timedelta(days=1)
"""Where billing stands in the east of the supplier's zone, a day begins earlier than here."""
LAST_DAY = 28
"""Every month has it."""
LARGEST_RATIO = 1_000_000
"""Far above any pair of transformers; sums of months stay within what the base can hold."""


def fault_of_party(kind: str, inn: str, kpp: str, ogrn: str) -> Fault | None:
    sole = kind == "sole"
    if not (is_inn_of_person(inn) if sole else is_inn_of_legal_entity(inn)):
        return "inn", Reason.BAD_INN
    if not (kpp == "" if sole else is_kpp(kpp)):
        return "kpp", Reason.BAD_KPP
    if not (is_ogrnip(ogrn) if sole else is_ogrn(ogrn)):
        return "ogrn", Reason.BAD_OGRN
    return None


def fault_of_contract(signed_on: date, closed_on: date | None, price_category: int) -> Fault | None:
    if closed_on and closed_on < signed_on:
        return "closed_on", Reason.DATES_REVERSED
    return None if 1 <= price_category <= 6 else ("price_category", Reason.OUT_OF_RANGE)


def fault_of_point(loss_percent: Decimal) -> Fault | None:
    return None if loss_percent < 100 else ("loss_percent", Reason.OUT_OF_RANGE)


def fault_of_tariff(price_category: int, vat_percent: int) -> Fault | None:
    if not 1 <= price_category <= 6:
        return "price_category", Reason.OUT_OF_RANGE
    return None if 0 <= vat_percent < 100 else ("vat_percent", Reason.OUT_OF_RANGE)


def fault_of_rate(percent: Decimal) -> Fault | None:
    """Of the Central Bank."""
    return None if percent <= LARGEST_RATE else ("percent", Reason.OUT_OF_RANGE)


def fault_of_cap(since: date, until: date | None, percent: Decimal | None) -> Fault | None:
    if until and until < since:
        return "until", Reason.DATES_REVERSED
    return None if percent is None else fault_of_rate(percent)


def fault_of_vat(percent: int) -> Fault | None:
    return None if 0 <= percent < 100 else ("percent", Reason.OUT_OF_RANGE)


def fault_of_payment_terms(told: Mapping[str, Any]) -> Fault | None:
    """An advance has both a share and a day, or neither; something is left for the rest."""
    for which in ("first", "second"):
        percent, day = told[f"{which}_percent"], told[f"{which}_day"]
        if not 0 <= percent < 100:
            return f"{which}_percent", Reason.OUT_OF_RANGE
        if not (1 <= day <= LAST_DAY if percent else day == 0):
            return f"{which}_day", Reason.OUT_OF_RANGE
    if told["first_percent"] + told["second_percent"] >= 100:
        return "second_percent", Reason.OUT_OF_RANGE
    return None if 1 <= told["rest_day"] <= LAST_DAY else ("rest_day", Reason.OUT_OF_RANGE)


def fault_of_balance(balance_on: date | None, balance: int, today: date) -> Fault | None:
    """Money is added up by months, so that a balance is as of the beginning of one; what will be then nobody knows."""
    if balance_on is None:
        return ("balance_on", Reason.EMPTY) if balance else None
    if balance_on.day != 1:
        return "balance_on", Reason.NOT_FIRST_DAY
    return ("balance_on", Reason.FUTURE_BALANCE) if balance_on > today + EASTWARDS else None


def fault_of_service(price: int, vat_percent: int | None) -> Fault | None:
    if not 0 <= price <= LARGEST_PRICE:
        return "price", Reason.OUT_OF_RANGE
    return None if vat_percent is None or 0 <= vat_percent < 100 else ("vat_percent", Reason.OUT_OF_RANGE)


def fault_of_register(digits: int, fraction_digits: int) -> Fault | None:
    if not 1 <= digits <= 9:
        return "digits", Reason.OUT_OF_RANGE
    return None if 0 <= fraction_digits <= 6 else ("fraction_digits", Reason.OUT_OF_RANGE)


def fault_of_window(opens_at: datetime, closes_at: datetime) -> Fault | None:
    return None if opens_at < closes_at else ("closes_at", Reason.DATES_REVERSED)


def fault_of_reading(
    zone: ZoneInfo, as_of: datetime, source: str, status: str, reasoned: bool, receipted: bool
) -> Fault | None:
    local = as_of.astimezone(zone)
    if local.hour or local.minute or local.second or local.microsecond:
        return "as_of", Reason.NOT_MIDNIGHT
    if receipted and source not in ("client", "opening"):
        return "receipt", Reason.RECEIPT_NOT_CLIENT
    return ("reason", Reason.REASON_NEEDED) if status == "rejected" and not reasoned else None


@dataclass(frozen=True, slots=True)
class Installation:
    """A meter at a point from one day, included, to another, not included; `removed_on` None: still there."""

    point: int
    meter: int
    installed_on: date
    removed_on: date | None

    @property
    def key(self) -> tuple[int, int, date]:
        return self.point, self.meter, self.installed_on

    def overlaps(self, other: Installation) -> bool:
        return (other.removed_on is None or self.installed_on < other.removed_on) and (
            self.removed_on is None or other.installed_on < self.removed_on
        )


def fault_of_installation(new: Installation, ratio: Decimal, others: list[Installation]) -> Fault | None:
    """`others` are those known at its point or of its meter; the one that it replaces by key is passed over."""
    if not 0 < ratio <= LARGEST_RATIO:
        return "ratio", Reason.OUT_OF_RANGE
    if new.removed_on and new.removed_on < new.installed_on:
        return "removed_on", Reason.DATES_REVERSED
    if any(new.overlaps(other) for other in others if other.key != new.key):
        return "installed_on", Reason.OVERLAP
    return None
