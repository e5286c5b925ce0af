"""What settlements are counted by: days off, key rates, the groups and balances of contracts."""

from typing import Any

from src.domain import directory as rules
from src.domain.directory import Fault
from src.exchange import nouns
from src.exchange import rows as r
from src.services.exchange.directory_loader import DirectoryLoader, Ids
from src.storage import imports
from src.storage.forms import scaled_in
from src.storage.recount_queue import mark_money


def _day_off(row: r.DayOffRow, ids: Ids) -> tuple[Any, ...]:
    return tuple(row)


def _key_rate(row: r.KeyRateRow, ids: Ids) -> tuple[Any, ...]:
    return row.since, scaled_in(row.percent), row.deleted


def _terms(row: r.ContractTermsRow, ids: Ids) -> tuple[Any, ...]:
    return (ids["contract"][row.contract], *row[1:])


def _terms_fault(row: r.ContractTermsRow) -> Fault | None:
    return rules.fault_of_balance(row.balance_on, row.balance)


DAYS_OFF = DirectoryLoader(nouns.DAYS_OFF, imports.DAY_OFF, _day_off)
KEY_RATES = DirectoryLoader(
    nouns.KEY_RATES, imports.KEY_RATE, _key_rate, fault=lambda row: rules.fault_of_key_rate(row.percent)
)
CONTRACT_TERMS = DirectoryLoader(
    nouns.CONTRACT_TERMS,
    imports.CONTRACT_TERMS,
    _terms,
    (("contract", imports.CONTRACT),),
    _terms_fault,
    "contract",
    mark_money,
)
