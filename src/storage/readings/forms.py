"""A row of the sheet's query as the domain's line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from src.domain.consumption import Channel, Counting, Zone
from src.domain.periods import Period
from src.domain.previous import Known, energy_between, previous_value
from src.domain.readings import Line
from src.domain.sheets import Draft, Meter, Place, Sent, SheetLine
from src.domain.statuses import Source, Status
from src.storage.forms import instant_out, scaled_out
from src.storage.links import Row

_SOURCES = {source.value: source for source in Source}
_STATUSES = {status.value: status for status in Status}
_CHANNELS = {channel.value: channel for channel in Channel}
_ZONES = {zone.value: zone for zone in Zone}


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


def line_of(row: Row, bounds: Bounds) -> SheetLine:
    known = _known(row["known"])
    end = bounds.end
    counted = next((r.value for r in known if r.status is Status.IN_CALCULATION and r.as_of == end), None)
    return SheetLine(
        row_id=row["id"],
        sort_key=row["sort_key"],
        register_id=row["register"],
        place=Place(row["supply_object"], row["object_name"], row["address"], row["point_name"]),
        meter=Meter(row["serial"], row["type"], row["verified_until"], row["state"] == "faulty", bool(row["remote"])),
        zone=_ZONES[row["zone"]],
        channel=_CHANNELS[row["channel"]],
        rule=_rule(row, known, bounds),
        counted=counted,
        draft=_draft(row),
        sent=_sent(row),
        sent_version=row["highest_version"] or 0,
    )


def _rule(row: Row, known: list[Known], bounds: Bounds) -> Line:
    digits, ratio = row["digits"], scaled_out(row["ratio"])
    # what the meter showed before it stood here, at another's perhaps, or with other transformers, counts for nothing
    since = _midnight(row["installed_on"], bounds.zone)
    known = [reading for reading in known if reading.as_of >= since]
    return Line(
        digits=digits,
        fraction_digits=row["fraction_digits"],
        channel=_CHANNELS[row["channel"]],
        counting=Counting(ratio, scaled_out(row["loss_percent"]), row["loss_sign"]),
        power=scaled_out(row["power"]),
        as_of=bounds.read_on,
        previous=previous_value(known, bounds.start, bounds.end),
        last_year=energy_between(known, bounds.year_start, bounds.year_end, digits, ratio),
    )


def _known(text: str | None) -> list[Known]:
    """`as_of source status value;…`, as the query joins them; the same reading may come twice."""
    found = (part.split(" ") for part in (text.split(";") if text else ()))
    return [
        Known(_instant(as_of), _SOURCES[source], _STATUSES[status], scaled_out(int(value)))
        for as_of, source, status, value in found
    ]


@lru_cache(maxsize=256)
def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


@lru_cache(maxsize=256)
def _instant(text: str) -> datetime:
    """The registers of a sheet were read at the same few instants."""
    return instant_out(int(text))


def _draft(row: Row) -> Draft | None:
    if row["draft_version"] is None:
        return None
    return Draft(row["typed"], scaled_out(row["draft_value"]), bool(row["confirmed"]), row["draft_version"])


def _sent(row: Row) -> Sent | None:
    if row["reading"] is None or row["sent_deleted"]:
        return None
    return Sent(
        row["reading"],
        scaled_out(row["sent_value"]),
        _STATUSES[row["status"]],
        row["reason"],
        row["sent_version"],
        row["receipt"],
    )
