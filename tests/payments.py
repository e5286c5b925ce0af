"""Payments for tests, as the import leaves them: with the months that they come to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from src.domain.lists import number_key
from src.storage.engine import copy, rows, transaction
from src.storage.list_months import carry
from src.storage.payments import PAYMENTS

_COLUMNS = (
    "key", "contract", "number", "number_key", "paid_on", "amount", "purpose", "portal_order", "deleted",
)  # fmt: skip
FIRST = date(2025, 1, 1)


async def paid(contract_id: int, *payments: tuple[str, date, int], **values: Any) -> None:
    """Number, day and kopecks of each."""
    [known] = await rows("SELECT COUNT(*) AS known FROM payment")
    usual = {"purpose": "Оплата по счёту", "portal_order": "", "deleted": False} | values
    made = [
        (f"pay-{at}", contract_id, number, number_key(number), day, kopecks, *usual.values())
        for at, (number, day, kopecks) in enumerate(payments, known["known"])
    ]
    async with transaction():
        await copy("payment", _COLUMNS, made)
        if not usual["deleted"]:
            await carry(PAYMENTS, (), [(row[1], row[4], row[5]) for row in made])


async def paid_daily(contract_id: int, count: int) -> None:
    """Payments 1…`count`, one a day from FIRST on, of so many roubles each."""
    await paid(contract_id, *daily(count))


def daily(count: int) -> Iterable[tuple[str, date, int]]:
    return [(str(at), FIRST + timedelta(days=at - 1), at * 100) for at in range(1, count + 1)]
