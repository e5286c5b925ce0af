"""`contract_month`: whole active kWh of a contract and period, for charts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from src.domain.monthly import Placed, Readings, monthly
from src.domain.periods import Period
from src.storage.engine import execute, execute_many, tuples
from src.storage.forms import instant_in, instant_out

MONTHS: Final = 14
"""Thirteen shown and the one before them, so that the current one may be unfinished."""

_PLACES: Final = """SELECT s.contract, s.register, s.point, s.meter, r.zone, r.channel, r.digits, p.flow_sign, i.ratio,
        p.loss_percent, p.loss_sign, p.loss_kwh, s.installed_on, s.removed_on
    FROM sheet_row s
    JOIN register r ON r.id = s.register
    JOIN point p ON p.id = s.point
    JOIN installation i ON i.id = s.installation
    WHERE s.contract IN ({}) AND r.channel IN ('A+', 'A-')
    ORDER BY s.register, s.installed_on"""

_READINGS: Final = """SELECT g.register, g.as_of, g.value, g.status, g.source, g.version FROM reading g
    WHERE g.register IN (SELECT s.register FROM sheet_row s WHERE s.contract IN ({}))
        AND g.as_of >= {} AND g.deleted = FALSE AND g.status IN ('in_calculation', 'accepted', 'sent')
    ORDER BY g.register, g.as_of"""

_WEIGHT: Final = {"billing": 3, "remote": 2, "client": 1, "opening": 0}


@dataclass(frozen=True, slots=True)
class MonthSums:
    """What is to be written for these contracts: rows of contract, period, kWh from the period `first` on."""

    contracts: Sequence[int]
    first: Period
    sums: Sequence[tuple[int, str, int]]


async def count_months(ids: Sequence[int], last: Period, zone: ZoneInfo) -> MonthSums:
    """Read and add up the last fourteen periods; older ones stay as they were counted. Writes nothing."""
    first = last.plus(1 - MONTHS)
    places = await _places(ids, zone)
    readings = _in_force(await tuples(_READINGS, ids, instant_in(first.start(zone))))
    named = {as_of: _period(as_of, zone) for as_of in {as_of for found in readings.values() for as_of, _ in found}}
    sums = [
        (contract, period, kwh)
        for contract, registers in places.items()
        for period, kwh in monthly(((places, readings[id_]) for id_, places in registers.items()), named).items()
        if period >= str(first)
    ]
    return MonthSums(ids, first, sums)


async def write_months(counted: MonthSums) -> None:
    await execute(
        "DELETE FROM contract_month WHERE contract IN ({}) AND period >= {}", counted.contracts, str(counted.first)
    )
    await execute_many("INSERT INTO contract_month (contract, period, kwh) VALUES ({}, {}, {})", counted.sums)


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
    result: dict[int, list[tuple[int, int]]] = defaultdict(list)
    best: tuple[bool, int, int] = (False, 0, 0)
    for register, as_of, value, status, source, version in found:
        weight = (status == "in_calculation", _WEIGHT[source], version)
        series = result[register]
        if not series or series[-1][0] != as_of:
            series.append((as_of, value))
        elif weight > best:
            series[-1] = (as_of, value)
        else:
            continue
        best = weight
    return result  # type: ignore[return-value]


def _period(as_of: int, zone: ZoneInfo) -> str:
    """The period that an instant lies in, its end included."""
    return str(Period.containing(instant_out(as_of - 1).astimezone(UTC), zone))
