"""What is known of a register around a period: its readings, as the sheet's query joins them into one text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from src.domain.consumption import Channel, Zone
from src.domain.periods import Period
from src.domain.previous import Known
from src.domain.statuses import Source, Status
from src.storage.forms import instant_out, scaled_out

OWN = "own"
"""In the place of a source: an opening reading that a client gave, see storage/sheets.py: told_by."""
_SOURCES = {OWN: Source.OPENING, **{source.value: source for source in Source}}
STATUSES = {status.value: status for status in Status}
CHANNELS = {channel.value: channel for channel in Channel}
ZONES = {zone.value: zone for zone in Zone}


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where a period and the same one a year before begin and end. In UTC, as readings are: instants of two zones are
    compared by asking both, which a list of fifty registers would feel."""

    start: datetime
    end: datetime
    year_start: datetime
    year_end: datetime
    zone: ZoneInfo
    read_on: datetime
    """The end on the wall clock of the supplier's zone."""

    @classmethod
    def of(cls, period: Period, zone: ZoneInfo) -> Bounds:
        before = period.year_before
        return cls(
            period.start(zone).astimezone(UTC),
            period.end(zone).astimezone(UTC),
            before.start(zone).astimezone(UTC),
            before.end(zone).astimezone(UTC),
            zone,
            read_on=period.end(zone),
        )


def known_of(text: str | None) -> list[Known]:
    """`as_of source status value;…`, as the query joins them; the same reading may come twice."""
    found = (part.split(" ") for part in (text.split(";") if text else ()))
    return [
        Known(_instant(as_of), _SOURCES[source], STATUSES[status], scaled_out(int(value)), source == OWN)
        for as_of, source, status, value in found
    ]


@lru_cache(maxsize=256)
def midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


@lru_cache(maxsize=256)
def _instant(text: str) -> datetime:
    """The registers of a sheet were read at the same few instants."""
    return instant_out(int(text))
