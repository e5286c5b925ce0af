"""Rows of the sheet's query as the domain's lines."""

from zoneinfo import ZoneInfo

from src.domain.consumption import Channel, Counting, Zone
from src.domain.periods import Period
from src.domain.previous import Known, energy_between, previous_value
from src.domain.readings import Line
from src.domain.sheets import Draft, Meter, Place, Sent, SheetLine
from src.domain.statuses import Status
from src.storage.forms import scaled_out
from src.storage.links import Row
from src.storage.readings.known import Bounds, known_of, midnight

_STATUSES = {status.value: status for status in Status}
_CHANNELS = {channel.value: channel for channel in Channel}
_ZONES = {zone.value: zone for zone in Zone}


def lines_of(found: list[Row], period: Period, zone: ZoneInfo) -> list[SheetLine]:
    bounds = Bounds.of(period, zone)
    return [_line(row, bounds) for row in found]


def _line(row: Row, bounds: Bounds) -> SheetLine:
    known = known_of(row["known"])
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
    since = midnight(row["installed_on"], bounds.zone)
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
