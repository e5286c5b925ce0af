"""A row of the sheet's query as the domain's line."""

from zoneinfo import ZoneInfo

from src.domain.consumption import Channel, Counting, Zone
from src.domain.periods import Period
from src.domain.previous import Known, energy_between, previous_value
from src.domain.readings import Line
from src.domain.sheets import Draft, Meter, Place, Sent, SheetLine
from src.domain.statuses import Source, Status
from src.storage.forms import instant_out, scaled_out
from src.storage.links import Row


def line_of(row: Row, period: Period, zone: ZoneInfo) -> SheetLine:
    known = _known(row["known"])
    end = period.end(zone)
    counted = next((r.value for r in known if r.as_of == end and r.status is Status.IN_CALCULATION), None)
    return SheetLine(
        row_id=row["id"],
        sort_key=row["sort_key"],
        register_id=row["register"],
        place=Place(row["supply_object"], row["object_name"], row["address"], row["point_name"]),
        meter=Meter(row["serial"], row["type"], row["verified_until"], row["state"] == "faulty", bool(row["remote"])),
        zone=Zone(row["zone"]),
        channel=Channel(row["channel"]),
        rule=_rule(row, known, period, zone),
        counted=counted,
        draft=_draft(row),
        sent=_sent(row),
        sent_version=row["sent_version"] or 0,
    )


def _rule(row: Row, known: list[Known], period: Period, zone: ZoneInfo) -> Line:
    start, end, ratio = period.start(zone), period.end(zone), scaled_out(row["ratio"])
    before = period.year_before
    return Line(
        digits=row["digits"],
        fraction_digits=row["fraction_digits"],
        channel=Channel(row["channel"]),
        counting=Counting(ratio, scaled_out(row["loss_percent"]), row["loss_sign"]),
        power=scaled_out(row["power"]),
        as_of=end,
        previous=previous_value(known, start, end),
        last_year=energy_between(known, before.start(zone), before.end(zone), row["digits"], ratio),
    )


def _known(text: str | None) -> list[Known]:
    """`as_of source status value;…`, as the query joins them; the same reading may come twice."""
    found = (part.split(" ") for part in (text.split(";") if text else ()))
    return [
        Known(instant_out(int(as_of)), Source(source), Status(status), scaled_out(int(value)))
        for as_of, source, status, value in found
    ]


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
        Status(row["status"]),
        row["reason"],
        row["sent_version"],
        row["receipt"],
    )
