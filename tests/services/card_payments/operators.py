"""What a command of the supplier's people does, by a process that may be killed meanwhile."""

from __future__ import annotations

from contextlib import suppress

from src.services.card_payments.deciding import Undecided
from src.services.card_payments.refunding import refund
from tests.banks import shop_of
from tests.services.card_payments.deeds import Told

BY = "ivanova"


async def give_back(told: Told, number: str, total: int) -> None:
    """Not while another order may be on its way."""
    with suppress(Undecided):
        await refund(shop_of(*told, None).till, BY, number, total)
