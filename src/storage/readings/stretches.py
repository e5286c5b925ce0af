"""Rows of the query of consumption as the domain's stretches."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from src.domain.consumption import Counting, loss_constant
from src.domain.periods import Period
from src.domain.preliminary import Stretch
from src.domain.previous import Known, Previous, Why, begins_with, reading_at
from src.domain.readings import Line
from src.domain.sheets import Draft, Meter, Place
from src.domain.statuses import Status
from src.storage.forms import scaled_out, shared
from src.storage.readings.known import CHANNELS, ZONES, Bounds, known_of, midnight


class Found(NamedTuple):
    """A row of the query, its columns in this order; drafts (`opened`: the value of an opening one) and a client's
    reading (`sent`: its status and what it was counted with) may be missing."""

    id: int
    register: int
    point: int
    supply_object: int
    object_name: str
    address: str
    point_name: str
    power: int
    voltage: str
    flow_sign: int
    loss_kwh: int
    loss_percent: int
    loss_sign: int
    ratio: int
    installed_on: date
    removed_on: date | None
    serial: str
    type: str
    verified_until: date | None
    state: str
    remote: bool
    zone: str
    channel: str
    digits: int
    fraction_digits: int
    added: int
    typed: Any
    draft_value: Any
    confirmed: Any
    draft_version: Any
    sent: str | None
    opened: Any
    known: str | None


def stretches_of(found: Iterable[Iterable[Any]], period: Period, zone: ZoneInfo) -> list[Stretch]:
    bounds, after = Bounds.of(period, zone), period.next.day(1)
    return [_stretch(Found._make(row), bounds, after) for row in found]


def _stretch(row: Found, bounds: Bounds, after: date) -> Stretch:
    """`after`: the first day after the period."""
    removed_on = row.removed_on if row.removed_on and row.removed_on < after else None
    since = midnight(row.installed_on, bounds.zone)
    end = midnight(removed_on, bounds.zone) if removed_on else bounds.end
    # what the meter showed before it stood here, or after, counts for nothing
    known = [reading for reading in known_of(row.known) if since <= reading.as_of <= end]
    status, _, counted = (row.sent or "").partition(" ")
    return Stretch(
        row_id=row.id,
        register_id=row.register,
        point_id=row.point,
        place=Place(row.supply_object, row.object_name, row.address, row.point_name),
        meter=Meter(row.serial, row.type, row.verified_until, row.state == "faulty", bool(row.remote)),
        zone=ZONES[row.zone],
        channel=CHANNELS[row.channel],
        flow_sign=row.flow_sign,
        loss_kwh=loss_constant(scaled_out(row.loss_kwh), row.loss_sign) if row.loss_kwh else 0,
        added=bool(row.added),
        rule=_rule(row, known, bounds, end.astimezone(bounds.zone) if removed_on else bounds.read_on),
        removed_on=removed_on,
        current=reading_at(known, end),
        kept=_kept(counted) if not removed_on else None,
        draft=_draft(row) if not removed_on else None,
        rejected=status == Status.REJECTED.value,
        opened=_opened(row, max(since, bounds.start)) if not removed_on else None,
        voltage=row.voltage,
    )


def _rule(row: Found, known: list[Known], bounds: Bounds, read_on: datetime) -> Line:
    return Line(
        digits=row.digits,
        fraction_digits=row.fraction_digits,
        channel=CHANNELS[row.channel],
        counting=_counting(row.ratio, row.loss_percent, row.loss_sign),
        power=shared(row.power),
        as_of=read_on,
        previous=begins_with(known, bounds.start, read_on, midnight(row.installed_on, bounds.zone)),
    )


def _kept(counted: str) -> Counting | None:
    """What a reading that was sent here was counted with then; '' where nothing was kept."""
    if not counted:
        return None
    then = json.loads(counted)
    return _counting(then["ratio"], then["loss_percent"], then["loss_sign"])


@lru_cache(maxsize=256)
def _counting(ratio: int, loss_percent: int, loss_sign: int) -> Counting:
    """Thousands of registers are counted with the same few."""
    return Counting(scaled_out(ratio), scaled_out(loss_percent), loss_sign)


def _opened(row: Found, as_of: datetime) -> Previous | None:
    value = scaled_out(row.opened)
    return None if value is None else Previous(value, as_of, Why.OPENING_DRAFT)


def _draft(row: Found) -> Draft | None:
    if row.draft_version is None:
        return None
    return Draft(row.typed, scaled_out(row.draft_value), bool(row.confirmed), row.draft_version)
