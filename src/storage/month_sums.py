"""`contract_month`: whole active kWh of a contract and period, for charts.

A month that is over is counted again only where readings of it, or of the one before it, have changed: what the
directory says later never rewrites the past. Months without a row are filled in.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from zoneinfo import ZoneInfo

from src.domain.monthly import monthly, touched
from src.domain.periods import Period
from src.storage.engine import copy, execute_many, tuples
from src.storage.month_sources import ends_of, places_of, readings_of
from src.storage.recount_queue import MONTHS, month_bit, period_ending

ALL_MONTHS: Final = -1
"""Bits that say: count every month again."""

_PRESENT: Final = "SELECT contract, period, kwh FROM contract_month WHERE contract IN ({}) AND period >= {}"


@dataclass(slots=True)
class MonthChanges:
    """How rows of contract and period differ from what is counted now; the new ones have kWh too."""

    gone: list[tuple[int, str]] = field(default_factory=list)
    new: list[tuple[int, str, int]] = field(default_factory=list)


async def count_months(months: Mapping[int, int], last: Period, zone: ZoneInfo) -> MonthChanges:
    """Read and add up the last fourteen periods of the contracts, with the bits of their months whose readings have
    changed; the period `last`, which is not over, is always counted again. Writes nothing."""
    first, ids = last.plus(1 - MONTHS), list(months)
    places = await places_of(ids, zone)
    readings = await readings_of(ids, first.start(zone))
    named = {
        as_of: str(period_ending(as_of, zone)) for as_of in {each[0] for found in readings.values() for each in found}
    }
    ends = {
        str(period): ends_of(period.start(zone), period.end(zone))
        for period in {period_ending(as_of, zone) for as_of in named}
    }
    present: dict[int, dict[str, int]] = defaultdict(dict)
    for contract, period, kwh in await tuples(_PRESENT, ids, str(first)):
        present[contract][period] = kwh
    changes = MonthChanges()
    for contract, bits in months.items():
        registers = places.get(contract, {})
        sums = monthly(((stood, readings.get((contract, id_), ())) for id_, stood in registers.items()), named, ends)
        changed = {str(last), *(str(period) for period in last.last(MONTHS + 1) if bits & month_bit(period))}
        again = changed | touched(changed, (readings.get((contract, id_), ()) for id_ in registers), named)
        counted = {period: kwh for period, kwh in sums.items() if period >= str(first)}
        _compare(changes, contract, present[contract], counted, again)
    return changes


def _compare(
    changes: MonthChanges, contract: int, present: Mapping[str, int], counted: Mapping[str, int], again: set[str]
) -> None:
    gone = {period for period, kwh in present.items() if period in again and counted.get(period) != kwh}
    changes.gone += [(contract, period) for period in gone]
    changes.new += [
        (contract, period, kwh) for period, kwh in counted.items() if period in gone or period not in present
    ]


async def write_months(changes: MonthChanges) -> None:
    await execute_many("DELETE FROM contract_month WHERE contract = {} AND period = {}", changes.gone)
    await copy("contract_month", ("contract", "period", "kwh"), changes.new)
