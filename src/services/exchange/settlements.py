"""What settlements are counted by: days off, key rates and their caps, days of payment, VAT, the groups and balances of
contracts."""

from datetime import date
from typing import Any

from src.domain import directory as rules
from src.exchange import nouns
from src.exchange import settlement_rows as r
from src.services.exchange.directory_loader import DirectoryLoader, Ids
from src.storage import imports
from src.storage.forms import scaled_in
from src.storage.recount_queue import mark_money


def _as_is(row: Any, ids: Ids) -> tuple[Any, ...]:
    return tuple(row)


def _key_rate(row: r.KeyRateRow, ids: Ids) -> tuple[Any, ...]:
    return row.since, scaled_in(row.percent), row.deleted


def _cap(row: r.RateCapRow, ids: Ids) -> tuple[Any, ...]:
    return (*row[:3], None if row.percent is None else scaled_in(row.percent), *row[4:])


def _terms(row: r.ContractTermsRow, ids: Ids) -> tuple[Any, ...]:
    return (ids["contract"][row.contract], *row[1:])


def _key_rate_fault(row: r.KeyRateRow, today: date) -> rules.Fault | None:
    return rules.fault_of_rate(row.percent)


def _cap_fault(row: r.RateCapRow, today: date) -> rules.Fault | None:
    return rules.fault_of_cap(row.since, row.until, row.percent)


def _payment_terms_fault(row: r.PaymentTermsRow, today: date) -> rules.Fault | None:
    return rules.fault_of_payment_terms(row._asdict())


def _vat_fault(row: r.VatRateRow, today: date) -> rules.Fault | None:
    return rules.fault_of_vat(row.percent)


def _terms_fault(row: r.ContractTermsRow, today: date) -> rules.Fault | None:
    return rules.fault_of_balance(row.balance_on, row.balance, today)


DAYS_OFF = DirectoryLoader(nouns.DAYS_OFF, imports.DAY_OFF, _as_is)
KEY_RATES = DirectoryLoader(nouns.KEY_RATES, imports.KEY_RATE, _key_rate, fault=_key_rate_fault)
RATE_CAPS = DirectoryLoader(nouns.RATE_CAPS, imports.RATE_CAP, _cap, fault=_cap_fault)
PAYMENT_TERMS = DirectoryLoader(nouns.PAYMENT_TERMS, imports.PAYMENT_TERMS, _as_is, fault=_payment_terms_fault)
VAT_RATES = DirectoryLoader(nouns.VAT_RATES, imports.VAT_RATE, _as_is, fault=_vat_fault)
CONTRACT_TERMS = DirectoryLoader(
    nouns.CONTRACT_TERMS,
    imports.CONTRACT_TERMS,
    _terms,
    (("contract", imports.CONTRACT),),
    _terms_fault,
    "contract",
    mark_money,
)
