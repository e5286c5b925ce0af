"""The general rate of VAT of a day."""

from datetime import date

from src.domain.vat import rate_on
from src.storage.vat import load_rates


async def general_rate(day: date) -> int:
    """Whole percent."""
    return rate_on(day, await load_rates())
