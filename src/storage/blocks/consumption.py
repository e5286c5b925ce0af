"""Sums of the months of a contract."""

from datetime import datetime

from src.domain.periods import Period
from src.storage.blocks import MINE
from src.storage.engine import rows
from src.storage.forms import instant_in


async def month_sums(user_id: int, contract_id: int, first: Period, now: datetime) -> dict[Period, int]:
    """Whole kWh by period from `first` on, of a contract that this person may see."""
    at = instant_in(now)
    found = await rows(
        f"""SELECT cm.period, cm.kwh FROM membership m JOIN contract_month cm ON cm.contract = m.contract
        WHERE {MINE} AND m.contract = {{}} AND cm.period >= {{}}""",  # noqa: S608 - our own words alone
        user_id,
        at,
        at,
        contract_id,
        str(first),
    )
    return {Period.parse(row["period"]): row["kwh"] for row in found}
