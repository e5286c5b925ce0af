"""Services of the supplier and orders of them, as an import would leave them."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from src.domain.text import sort_key
from src.storage.engine import transaction
from src.storage.open_orders import recount_open_orders
from tests.factories import insert

DAY = date(2026, 11, 20)
FILLED = {"quantity": "2", "phone": "8 916 123-45-67", "comment": "Въезд с улицы Полевой\r\nпропуск нужен"}
"""The form of an order."""
_numbers = count(1)


async def service(
    name: str = "Поверка прибора учёта", price: int = 1_000_00, place: str = "none", **values: Any
) -> int:
    """`price` in kopecks without VAT."""
    usual = {
        "key": f"s{next(_numbers):05}",
        "description": "На месте установки",
        "unit": "прибор",
        "vat_percent": None,
        "conditions": "В течение 10 дней",
        "deleted": False,
    }
    return await insert(
        "service", **{**usual, "name": name, "price": price, "place": place, "sort_key": sort_key(name), **values}
    )


async def order(contract_id: int, service_id: int, state: str = "placed", total: int = 1_220_00, **values: Any) -> int:
    """One of billing's, unless `app_user` is given."""
    number = f"У-{next(_numbers)}"
    usual = {
        "key": number,
        "number": number,
        "ordered_on": DAY,
        "invoice_number": "",
        "invoice_on": None,
        "reason": "",
        "deleted": False,
        "name": "Поверка прибора учёта",
        "unit": "прибор",
        "quantity": 1,
        "price": 1_000_00,
        "vat_percent": 22,
        "vat": 220_00,
        "place": "",
        "phone": "+79161234567",
        "comment": "",
        "untold": False,
    }
    if values.get("app_user"):
        usual["placed_at"] = 1
    made = await insert(
        "service_order",
        **{**usual, "contract": contract_id, "service": service_id, "status": state, "total": total, **values},
    )
    async with transaction():
        await recount_open_orders([contract_id])
    return made
