"""Payments: how a row is stored; their months are kept in the same transaction."""

from typing import Any

from src.domain.lists import number_key
from src.exchange import nouns
from src.exchange import rows as r
from src.services.exchange.directory_loader import DirectoryLoader, Ids
from src.services.exchange.listed_loader import ListedLoader
from src.storage import imports
from src.storage.payments import PAYMENTS as LISTING
from src.storage.recount_queue import mark_money


def _payment(row: r.PaymentRow, ids: Ids) -> tuple[Any, ...]:
    return (row.payment, ids["contract"][row.contract], row.number, number_key(row.number), *row[3:])


PAYMENTS = ListedLoader(
    DirectoryLoader(
        nouns.PAYMENTS,
        imports.PAYMENT,
        _payment,
        (("contract", imports.CONTRACT),),
        touches="payment",
        count=mark_money,
    ),
    LISTING,
)
