"""Orders of services in a delivery: those of billing go in as they come, those placed here get their state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from src.domain.ordered import Told
from src.domain.service_orders import State
from src.storage.engine import bound, execute_many, tuples
from src.storage.imports import among, listed

_READ: Final = """id, key, contract, number, service, ordered_on, status, total, invoice_number, invoice_on, reason,
    deleted, app_user IS NOT NULL"""


async def known_orders(keys: Iterable[str]) -> dict[str, Told]:
    """Those of these keys that are there, hidden ones too; held until the transaction ends."""
    sql = f"SELECT {_READ} FROM service_order WHERE key IN {among(bound().dialect)} FOR UPDATE"  # noqa: S608
    found = await tuples(sql, listed(keys))
    return {row[1]: _known(*row) for row in found}


def _known(
    id_: int, key: str, contract: int, number: str, service: int, day: date, status: str, total: int, *said: Any
) -> Told:
    invoice, invoiced, reason, deleted, placed = said
    head = (id_, key, contract, number, service, day, State(status), total)
    return Told(*head, invoice, invoiced, reason, bool(deleted), bool(placed))


async def write_orders(orders: Sequence[Told]) -> None:
    """Whoever ordered here is to be told of another state."""
    await execute_many(_ADD, [(*_values(order), order.service) for order in orders if not order.id])
    changed = [order for order in orders if order.id]
    await execute_many(
        _CHANGE,
        [(*_values(order)[1:], order.moved and order.placed, order.service, order.id) for order in changed],
    )


def _values(order: Told) -> tuple[str | int | date | bool | None, ...]:
    return (
        order.key,
        order.contract,
        order.number,
        order.service,
        order.ordered_on,
        order.state.value,
        order.total,
        order.invoice_number,
        order.invoice_on,
        order.reason,
        order.deleted,
    )


_ADD: Final = """INSERT INTO service_order (key, contract, number, service, ordered_on, status, total, invoice_number,
        invoice_on, reason, deleted, name, unit, quantity, price, vat_percent, vat, place, phone, comment, untold)
    VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, (SELECT s.name FROM service s WHERE s.id = {}),
        '', 1, 0, 0, 0, '', '', '', FALSE)"""
_CHANGE: Final = """UPDATE service_order SET contract = {}, number = {}, service = {}, ordered_on = {}, status = {},
        total = {}, invoice_number = {}, invoice_on = {}, reason = {}, deleted = {}, untold = (untold OR {}),
        name = CASE WHEN app_user IS NULL THEN (SELECT s.name FROM service s WHERE s.id = {}) ELSE name END
    WHERE id = {}"""
