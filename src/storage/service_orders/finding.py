"""One order of a contract, whole."""

from typing import Final

from src.domain.access import GuardedContract
from src.domain.service_orders import Cost, Listed, Order, Placed, State
from src.storage.engine import rows
from src.storage.forms import instant_out
from src.storage.links import Row

_ORDER: Final = """SELECT o.id, o.number, o.name, o.ordered_on, o.status, o.total, o.invoice_number, o.invoice_on,
        o.reason, s.description, s.conditions, p.name AS party, p.inn, o.app_user, o.placed_at, o.unit, o.quantity,
        o.price, o.vat_percent, o.vat, o.place, o.wished_on, o.phone, o.comment, u.family_name, u.given_name,
        u.patronymic
    FROM service_order o
    JOIN service s ON s.id = o.service
    JOIN contract c ON c.id = o.contract
    JOIN party p ON p.id = c.party
    LEFT JOIN app_user u ON u.id = o.app_user
    WHERE o.id = {} AND o.contract = {} AND o.deleted = FALSE"""


async def find_order(contract: GuardedContract, order_id: int) -> Order | None:
    found = await rows(_ORDER, order_id, contract.id)
    return _order(found[0]) if found else None


def _order(row: Row) -> Order:
    head = Listed(
        row["id"], row["number"], row["name"], row["ordered_on"], State(row["status"]), row["total"],
        row["invoice_number"],
    )  # fmt: skip
    placed = None if row["app_user"] is None else _placed(row)
    about, whose = (row["description"], row["conditions"]), (row["party"], row["inn"])
    return Order(head, row["invoice_on"], row["reason"], *about, *whose, placed)


def _placed(row: Row) -> Placed:
    return Placed(
        instant_out(row["placed_at"]),
        " ".join(filter(None, (row["family_name"], row["given_name"], row["patronymic"]))),
        row["unit"],
        row["quantity"],
        row["price"],
        Cost(row["total"] - row["vat"], row["vat_percent"], row["vat"]),
        row["place"],
        row["wished_on"],
        row["phone"],
        row["comment"],
    )
