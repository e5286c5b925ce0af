"""A payment by card as the base holds it."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from src.storage.forms import instant_in
from tests import factories

_numbers = count(1)


async def card_payment(contract: int, person: int, state: str = "open", **values: Any) -> int:
    """Of an advance of 1 000 ₽; under way at the bank unless another state is said."""
    now, number = factories.NOW, next(_numbers)
    usual = {
        "number": f"261124-{number:010}",
        "kind": "advance",
        "reference": "",
        "live_key": None,
        "title": "Аванс за электроэнергию",
        "amount": 1_000_00,
        "reason": "",
        "bank_order": f"order-{number}",
        "page": f"https://bank.test/pay/{number}",
        "refunded": 0,
        "action_code": None,
        "started_at": instant_in(now),
        "ends_at": instant_in(now + timedelta(minutes=20)),
        "asked_at": instant_in(now),
        "ask_at": None,
        "credited_at": None,
        "changed_at": instant_in(now),
    }
    return await factories.insert(
        "card_payment", contract=contract, app_user=person, state=state, **{**usual, **values}
    )
