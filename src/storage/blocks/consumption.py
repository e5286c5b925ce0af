"""Sums of the months of a contract."""

from datetime import datetime

from src.domain.periods import Period
from src.storage.blocks.parts import OPEN_MINE, mine
from src.storage.engine import rows


async def month_sums(user_id: int, contract_id: int, first: Period, now: datetime) -> dict[Period, int]:
    """Whole kWh by period from `first` on, of a contract that this person may see."""
    found = await rows(
        f"""SELECT cm.period, cm.kwh FROM membership m JOIN contract_month cm ON cm.contract = m.contract
        WHERE {OPEN_MINE} AND m.contract = {{}} AND cm.period >= {{}}""",  # noqa: S608 - our own words alone
        *mine(user_id, now),
        contract_id,
        str(first),
    )
    return {Period.parse(row["period"]): row["kwh"] for row in found}
