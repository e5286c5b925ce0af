"""General rates of VAT: those that the portal knows, and what billing has told."""

from src.domain.vat import Rates, rates_with
from src.storage.engine import tuples


async def load_rates() -> Rates:
    return rates_with(await tuples("SELECT since, percent FROM vat_rate WHERE deleted = FALSE"))
