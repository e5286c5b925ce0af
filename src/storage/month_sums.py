"""`contract_month`: whole active kWh of a contract and period, for charts.

A month that is over is counted again only where readings of it, or of the one before it, have changed: what the
directory says later never rewrites the past. Months without a row are filled in.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from src.domain.monthly import Placed, Readings, factor, monthly, touched
from src.domain.periods import Period
from src.storage.engine import copy, execute_many, tuples
from src.storage.forms import instant_in, instant_out
from src.storage.recount_queue import month_bit

MONTHS: Final = 14
"""Thirteen shown and the one before them, so that the current one may be unfinished."""
ALL_MONTHS: Final = -1
"""Bits that say: count every month again."""

_PLACES: Final = """SELECT s.contract, s.register, s.point, s.meter, r.zone, r.channel, r.digits, p.flow_sign, i.ratio,
        p.loss_percent, p.loss_sign, p.loss_kwh, s.installed_on, s.removed_on
    FROM sheet_row s
    JOIN register r ON r.id = s.register
    JOIN point p ON p.id = s.point
    JOIN installation i ON i.id = s.installation
    WHERE s.contract IN ({}) AND r.channel IN ('A+', 'A-')
    ORDER BY s.register, s.installed_on"""

_READINGS: Final = """SELECT g.register, g.as_of, g.value, g.status, g.source, g.version, g.counted FROM reading g
    WHERE g.register IN (SELECT s.register FROM sheet_row s WHERE s.contract IN ({}))
        AND g.as_of >= {} AND g.deleted = FALSE AND g.status IN ('in_calculation', 'accepted', 'sent')
    ORDER BY g.register, g.as_of"""

_PRESENT: Final = "SELECT contract, period, kwh FROM contract_month WHERE contract IN ({}) AND period >= {}"
_WEIGHT: Final = {"billing": 3, "remote": 2, "client": 1, "opening": 0}


@dataclass(slots=True)
class MonthChanges:
    """How rows of contract and period differ from what is counted now; the new ones have kWh too."""

    gone: list[tuple[int, str]] = field(default_factory=list)
    new: list[tuple[int, str, int]] = field(default_factory=list)


async def count_months(months: Mapping[int, int], last: Period, zone: ZoneInfo) -> MonthChanges:
    """Read and add up the last fourteen periods of the contracts, with the bits of their months whose readings have
    changed; the period `last`, which is not over, is always counted again. Writes nothing."""
    first, ids = last.plus(1 - MONTHS), list(months)
    places = await _places(ids, zone)
    readings = _in_force(await tuples(_READINGS, ids, instant_in(first.start(zone))))
    named = {as_of: str(_period(as_of, zone)) for as_of in {each[0] for found in readings.values() for each in found}}
    present: dict[int, dict[str, int]] = defaultdict(dict)
    for contract, period, kwh in await tuples(_PRESENT, ids, str(first)):
        present[contract][period] = kwh
    changes = MonthChanges()
    for contract, bits in months.items():
        registers = places.get(contract, {})
        sums = monthly(((stood, readings.get(id_, ())) for id_, stood in registers.items()), named)
        changed = {str(last), *(str(period) for period in last.last(MONTHS + 1) if bits & month_bit(period))}
        again = changed | touched(changed, (readings.get(id_, ()) for id_ in registers), named)
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


async def _places(ids: Sequence[int], zone: ZoneInfo) -> dict[int, dict[int, list[Placed]]]:
    found: dict[int, dict[int, list[Placed]]] = defaultdict(lambda: defaultdict(list))
    midnights: dict[date | None, int | None] = {None: None}
    for contract, register, *rest, since, until in await tuples(_PLACES, ids):
        for day in (since, until):
            if day not in midnights:
                midnights[day] = instant_in(datetime(day.year, day.month, day.day, tzinfo=zone))
        found[contract][register].append(_placed(rest, midnights[since], midnights[until]))
    return found


def _placed(found: Sequence[Any], since: int | None, until: int | None) -> Placed:
    point, meter, zone, channel, digits, flow_sign, ratio, loss_percent, loss_sign, loss_kwh = found
    constant = loss_sign * ((2 * loss_kwh + 10**6) // (2 * 10**6))
    return Placed(
        point, meter, zone, channel, digits, flow_sign, ratio, loss_percent, loss_sign, constant, since or 0, until
    )


def _in_force(found: Iterable[tuple[Any, ...]]) -> dict[int, Readings]:
    """Of each register and instant the reading that billing counts, else the one nearest to it."""
    result: dict[int, list[tuple[int, int, int | None]]] = defaultdict(list)
    best: tuple[bool, int, int] = (False, 0, 0)
    for register, as_of, value, status, source, version, counted in found:
        weight = (status == "in_calculation", _WEIGHT[source], version)
        series = result[register]
        if not series or series[-1][0] != as_of:
            series.append((as_of, value, _kept(counted)))
        elif weight > best:
            series[-1] = (as_of, value, _kept(counted))
        else:
            continue
        best = weight
    return result  # type: ignore[return-value]


def _kept(counted: str) -> int | None:
    """What a reading that was sent here was counted with then; '' where nothing was kept."""
    if not counted:
        return None
    then = json.loads(counted)
    return factor(then["ratio"], then["loss_percent"], then["loss_sign"])


@lru_cache(4096)
def changed_month(as_of: int, last: Period, zone: ZoneInfo) -> int:
    """The bit of the period of a reading that has changed; 0 where it is too old to be counted again."""
    period = _period(as_of, zone)
    return month_bit(period) if period >= last.plus(-MONTHS) else 0


def _period(as_of: int, zone: ZoneInfo) -> Period:
    """The period that an instant lies in, its end included."""
    return Period.containing(instant_out(as_of - 1).astimezone(UTC), zone)
