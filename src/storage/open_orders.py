"""The day of a contract's newest open order, kept beside each membership: a start page walks a few of them."""

from collections.abc import Sequence
from typing import Final

from src.domain.service_orders import OPEN
from src.storage.engine import execute

_STATES: Final = ", ".join(f"'{state.value}'" for state in OPEN)
IS_OPEN: Final = f"o.deleted = FALSE AND o.status IN ({_STATES})"
"""Of the order `o`; in the words of the index."""

OPEN_ORDER_ON: Final = f"""open_order_on = (SELECT MAX(o.ordered_on) FROM service_order o
            WHERE o.contract = membership.contract AND {IS_OPEN})"""  # noqa: S608 our own words alone


async def recount_open_orders(contract_ids: Sequence[int]) -> None:
    """In the transaction that changes orders of these contracts."""
    await execute(f"UPDATE membership SET {OPEN_ORDER_ON} WHERE contract IN ({{}})", list(contract_ids))  # noqa: S608
