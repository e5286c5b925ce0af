"""Rows of history's queries as the domain's places and entries."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from src.domain.consumption import Channel, Counting, Zone
from src.domain.history import Entry, Place
from src.domain.periods import Period
from src.domain.statuses import Source, Status
from src.storage.forms import instant_out, scaled_out
from src.storage.links import Row
from src.storage.readings.known import midnight
from src.storage.recount_queue import period_ending


def place_of(row: Row, zone: ZoneInfo) -> Place:
    removed = row["removed_on"]
    return Place(
        id=row["id"],
        object_name=row["object_name"],
        address=row["address"],
        point=row["point_name"],
        meter=row["type"],
        serial=row["serial"],
        zone=Zone(row["zone"]),
        channel=Channel(row["channel"]),
        digits=row["digits"],
        counting=Counting(scaled_out(row["ratio"]), scaled_out(row["loss_percent"]), row["loss_sign"]),
        since=midnight(row["installed_on"], zone),
        until=midnight(removed, zone) if removed else None,
        removed_on=removed,
        first=not row["earlier"],
        last=not row["later"],
    )


def entry_of(row: Sequence[Any], zone: ZoneInfo) -> Entry:
    as_of, source, version, value, status, reason, counted, text, receipt, at, *names = row
    period, moment = _ending(as_of, zone)
    return Entry(
        period=period,
        as_of=moment,
        source=Source(source),
        status=Status(status) if status else None,
        value=scaled_out(value),
        reason=reason,
        version=version,
        energy=json.loads(counted)["energy"] if counted else None,
        typed=text,
        mine=at is not None,
        who=" ".join(name for name in names if name),
        at=instant_out(at),
        receipt=receipt or "",
    )


@lru_cache(maxsize=512)
def _ending(as_of: int, zone: ZoneInfo) -> tuple[Period, datetime]:
    """All registers are read at the same few instants."""
    return period_ending(as_of, zone), instant_out(as_of)
