"""The supplier's prices of a contract and period."""

from typing import Final

from src.domain.access import GuardedContract
from src.domain.periods import Period
from src.domain.tariffs import Price, Tariffs
from src.storage.engine import tuples
from src.storage.forms import scaled_out

_TARIFFS: Final = """SELECT k.price_category, t.voltage, t.zone, t.price, t.vat_percent
    FROM contract k LEFT JOIN tariff t ON t.contract_key IN ('*', {}) AND t.period = {}
        AND t.price_category = k.price_category AND t.deleted = FALSE
    WHERE k.id = {} ORDER BY CASE WHEN t.contract_key = '*' THEN 0 ELSE 1 END"""


async def load_tariffs(contract: GuardedContract, period: Period) -> Tariffs:
    """A price of the contract's own takes the place of everybody's, each alone."""
    found = await tuples(_TARIFFS, contract.key, str(period), contract.id)
    prices = {
        (voltage, zone): Price(scaled_out(price), vat_percent)
        for _, voltage, zone, price, vat_percent in found
        if voltage is not None
    }
    return Tariffs(found[0][0], prices)
