"""Which reading a period is counted from, and what passed between two."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from src.domain.consumption import difference, metered
from src.domain.statuses import IN_FORCE, Source, Status


class Why(StrEnum):
    """Which reading the previous value is; the screen says it."""

    IN_CALCULATION = "in_calculation"
    OPENING = "opening"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Known:
    """A reading that is on record."""

    as_of: datetime
    source: Source
    status: Status
    value: Decimal


@dataclass(frozen=True, slots=True)
class Previous:
    value: Decimal
    as_of: datetime
    why: Why


def previous_value(known: Iterable[Known], start: datetime, end: datetime) -> Previous | None:
    """The value that a period is counted from, out of the register's readings.

    «Принято в расчёт» at the start; else an opening one since the start (a meter set within the period has only
    that); else the last one that stands, at the start or before it.
    """
    standing = [reading for reading in known if reading.status in IN_FORCE and reading.as_of < end]
    counted = [r for r in standing if r.as_of == start and r.status is Status.IN_CALCULATION]
    opening = [r for r in standing if r.as_of >= start and r.source is Source.OPENING]
    earlier = [r for r in standing if r.as_of <= start]
    for why, found in ((Why.IN_CALCULATION, counted), (Why.OPENING, opening), (Why.LAST, earlier)):
        if found:
            best = max(found, key=_weight)
            return Previous(best.value, best.as_of, why)
    return None


def energy_between(
    known: Iterable[Known], start: datetime, end: datetime, digits: int, ratio: Decimal
) -> Decimal | None:
    """Energy through the meter between two instants, kWh; None where a reading is missing."""
    standing = [reading for reading in known if reading.status in IN_FORCE]
    ends = [max((r for r in standing if r.as_of == at), key=_weight, default=None) for at in (start, end)]
    if ends[0] is None or ends[1] is None:
        return None
    return metered(difference(ends[0].value, ends[1].value, digits), ratio)


def _weight(reading: Known) -> tuple[datetime, int, int]:
    """Of several readings: the latest, then the one in calculation, then billing's word before the client's."""
    sources = (Source.CLIENT, Source.REMOTE, Source.OPENING, Source.BILLING)
    return reading.as_of, reading.status is Status.IN_CALCULATION, sources.index(reading.source)
