"""Rows of the sheet's query as the domain's lines."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from src.domain.consumption import Counting
from src.domain.periods import Period
from src.domain.previous import Known, begins_with, energy_between
from src.domain.readings import Line
from src.domain.sheets import Draft, Meter, Place, Sent, SheetLine
from src.domain.statuses import Status
from src.storage.forms import scaled_out, shared
from src.storage.readings.known import CHANNELS, STATUSES, ZONES, Bounds, known_of, midnight


class Found(NamedTuple):
    """A row of the sheet's query, its columns in this order; a draft and a sent reading may be missing."""

    id: int
    register: int
    supply_object: int
    object_name: str
    address: str
    point_name: str
    power: int
    loss_percent: int
    loss_sign: int
    ratio: int
    installed_on: date
    serial: str
    type: str
    verified_until: date | None
    state: str
    remote: bool
    zone: str
    channel: str
    digits: int
    fraction_digits: int
    typed: Any
    draft_value: Any
    confirmed: Any
    draft_version: Any
    reading: Any
    sent_value: Any
    status: Any
    reason: Any
    sent_version: Any
    receipt: Any
    sent_deleted: Any
    known: str | None


def lines_of(found: Iterable[Iterable[Any]], period: Period, zone: ZoneInfo) -> Iterator[SheetLine]:
    """Each is made when it is asked for."""
    bounds = Bounds.of(period, zone)
    return (line_of(Found._make(row), bounds) for row in found)


def line_of(row: Found, bounds: Bounds) -> SheetLine:
    known = known_of(row.known)
    end = bounds.end
    counted = next((r.value for r in known if r.status is Status.IN_CALCULATION and r.as_of == end), None)
    return SheetLine(
        row_id=row.id,
        register_id=row.register,
        place=Place(row.supply_object, row.object_name, row.address, row.point_name),
        meter=Meter(row.serial, row.type, row.verified_until, row.state == "faulty", bool(row.remote)),
        zone=ZONES[row.zone],
        channel=CHANNELS[row.channel],
        rule=_rule(row, known, bounds),
        counted=counted,
        draft=_draft(row),
        sent=_sent(row),
    )


def _rule(row: Found, known: list[Known], bounds: Bounds) -> Line:
    digits, ratio = row.digits, shared(row.ratio)
    # what the meter showed before it stood here, at another's perhaps, or with other transformers, counts for nothing
    since = midnight(row.installed_on, bounds.zone)
    known = [reading for reading in known if reading.as_of >= since]
    return Line(
        digits=digits,
        fraction_digits=row.fraction_digits,
        channel=CHANNELS[row.channel],
        counting=Counting(ratio, shared(row.loss_percent), row.loss_sign),
        power=shared(row.power),
        as_of=bounds.read_on,
        previous=begins_with(known, bounds.start, bounds.end, since),
        last_year=energy_between(known, bounds.year_start, bounds.year_end, digits, ratio),
    )


def _draft(row: Found) -> Draft | None:
    if row.draft_version is None:
        return None
    return Draft(row.typed, scaled_out(row.draft_value), bool(row.confirmed), row.draft_version)


def _sent(row: Found) -> Sent | None:
    if row.reading is None or row.sent_deleted:
        return None
    return Sent(
        row.reading,
        scaled_out(row.sent_value),
        STATUSES[row.status],
        row.reason,
        row.sent_version,
        row.receipt,
    )
