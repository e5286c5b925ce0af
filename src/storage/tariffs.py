"""The supplier's prices of a contract and period."""

import json
from typing import Final
from zoneinfo import ZoneInfo

from src.domain.access import GuardedContract
from src.domain.periods import Period
from src.domain.tariffs import Price, Tariffs
from src.storage.engine import tuples
from src.storage.forms import instant_in, scaled_out

_SENT: Final = """SELECT r.counted FROM reading r WHERE r.receipt = (SELECT MAX(p.id) FROM receipt p
    WHERE p.contract = k.id AND p.as_of = {} AND p.kind = 'current') LIMIT 1"""
_TARIFFS: Final = f"""SELECT k.price_category, ({_SENT}) AS counted, t.price_category, t.voltage, t.zone, t.price,
        t.vat_percent
    FROM contract k LEFT JOIN tariff t ON t.contract_key IN ('*', {{}}) AND t.period = {{}} AND t.deleted = FALSE
    WHERE k.id = {{}} ORDER BY CASE WHEN t.contract_key = '*' THEN 0 ELSE 1 END"""  # noqa: S608


async def load_tariffs(contract: GuardedContract, period: Period, zone: ZoneInfo) -> Tariffs:
    """A price of the contract's own takes the place of everybody's, each alone. The category is that with which the
    period's readings were sent; today's where nothing was."""
    found = await tuples(_TARIFFS, instant_in(period.end(zone)), contract.key, str(period), contract.id)
    today, counted = found[0][:2]
    category = int(json.loads(counted)["category"]) if counted else today
    prices = {
        (voltage, time_zone): Price(scaled_out(price), vat_percent)
        for _, _, priced, voltage, time_zone, price, vat_percent in found
        if priced == category
    }
    return Tariffs(category, prices)
