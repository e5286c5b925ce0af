"""«Информация по договору»: what a role may see of one contract."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from src.domain.access import Action, GuardedContract
from src.domain.contracts import Counts, Invoice, Readings, readings_state
from src.domain.periods import Period
from src.domain.windows import candidates
from src.services.contracts import default_windows
from src.settings import Settings
from src.storage import contracts, directory
from src.storage.owed import Owed, load_owed
from src.storage.readings.heads import load_heads

INVOICES: Final = 5


@dataclass(frozen=True, slots=True)
class Sums:
    """What is due, and the last invoices, newest first."""

    owed: Owed
    invoices: tuple[Invoice, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """`sums` None: this role sees none."""

    contract: GuardedContract
    record: directory.ContractCard
    readings: Readings
    sums: Sums | None
    today: date


async def show_card(contract: GuardedContract, now: datetime, settings: Settings) -> Card:
    today = now.astimezone(settings.time_zone).date()
    return Card(
        contract,
        await directory.load_card(contract),
        await _readings(contract, now, settings),
        await _sums(contract, today) if contract.may(Action.VIEW_MONEY) else None,
        today,
    )


async def _readings(contract: GuardedContract, now: datetime, settings: Settings) -> Readings:
    periods = candidates(now, settings.time_zone)
    heads = await load_heads(contract, periods, settings.time_zone)
    counts = {period: Counts(counted.needed, counted.sent) for period, counted in heads.counts.items()}
    return readings_state(default_windows(periods, settings) | heads.windows, counts, now)


async def _sums(contract: GuardedContract, today: date) -> Sums:
    since = Period(today.year, today.month).plus(-INVOICES)
    invoices = await contracts.invoices_since(contract, since)
    return Sums(await load_owed(contract, today), tuple(invoices[: -INVOICES - 1 : -1]))
