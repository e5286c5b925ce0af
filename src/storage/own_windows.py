"""A contract's own windows, kept beside it in one text: nearly all have none, and a list need not look for them."""

from collections.abc import Collection
from typing import Final

from src.domain.periods import Period
from src.domain.windows import Window
from src.storage.engine import execute, joined
from src.storage.forms import window_out

PERIODS: Final = 36
"""So many latest ones are kept."""
TOLD: Final = "w.period || ' ' || w.opens_at || ' ' || w.closes_at"
_RECOUNT: Final = f"""UPDATE contract SET windows = COALESCE((SELECT %s({TOLD}, ';')
        FROM (SELECT period, opens_at, closes_at FROM submission_window
            WHERE contract_key = contract.key AND deleted = FALSE ORDER BY period DESC LIMIT {PERIODS}) w), '')
    WHERE id IN ({{}})"""  # noqa: S608 - our own words alone


async def recount_windows(contract_ids: Collection[int]) -> None:
    """In the transaction that changes the windows."""
    await execute(_RECOUNT % joined(), list(contract_ids))


def windows_out(text: str | None) -> dict[Period, Window]:
    """`period opens_at closes_at;…`"""
    found = (part.split(" ") for part in (text.split(";") if text else ()))
    return {Period.parse(period): window_out(int(opens), int(closes)) for period, opens, closes in found}
