"""Orders of a contract, filtered by day and state."""

from datetime import date
from typing import Final

from src.domain.service_orders import Listed, State
from src.storage.lists import Listing


def _listed(id_: int, number: str, name: str, day: date, status: str, total: int, invoice: str) -> Listed:
    return Listed(id_, number, name, day, State(status), total, invoice)


ORDERS: Final = Listing(
    table="service_order",
    columns=("number", "name", "ordered_on", "status", "total", "invoice_number"),
    made=_listed,
    day="ordered_on",
    kind="status",
    sums=("total",),
)
