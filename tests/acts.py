"""Acts of violation as an import leaves them."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from src.storage.engine import transaction
from src.storage.waiting import recount_violations
from tests.rows import insert

_numbers = count(1)
DAY = date(2026, 11, 12)


async def act(contract_id: int, number: str = "АН-1", drawn_on: date = DAY, counted: bool = True, **values: Any) -> int:
    """Unless `counted`, its contract's members are to be counted afterwards."""
    usual = {
        "kind": "unmetered",
        "point": "Ввод 1",
        "since": date(2026, 10, 12),
        "until": date(2026, 11, 12),
        "energy": 11_160_000_000,
        "total": 94_525_20,
        "status": "invoiced",
        "method": "power",
        "power": 15_000_000,
        "volts": None,
        "amperes": None,
        "cos_phi": None,
        "hours": 744_000_000,
        "previous_check": None,
        "object_until": None,
        "size": 0,
        "deleted": False,
    }
    texts = dict.fromkeys(
        ("place", "meter", "details", "present", "explanation", "refusal", "witnesses", "file", "digest"), ""
    )
    asked = 0 if values.get("status") == "cancelled" else values.get("total", usual["total"]) or 0
    told = {"number": number, "drawn_on": drawn_on, "asked": asked, **usual, **texts, **values}
    async with transaction():
        made = await insert("violation", key=f"v{next(_numbers)}", contract=contract_id, **told)
        if counted:
            await recount_violations([contract_id])
    return made
