"""Rows of the query of openings as lines of a sheet of their own."""

from collections.abc import Iterable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from src.domain.periods import Period
from src.domain.previous import begins_with, reading_at
from src.domain.readings import following_of
from src.domain.sheets import SheetLine
from src.storage.forms import instant_out, scaled_out
from src.storage.readings.forms import Found, line_of
from src.storage.readings.known import Bounds, known_of, midnight


def openings_of(found: Iterable[Sequence[Any]], period: Period, zone: ZoneInfo) -> list[SheetLine]:
    """Each row is one of the sheet's, then the value of a draft for the period's end, and as of when one was sent."""
    bounds = Bounds.of(period, zone)
    return [_line(Found._make(row[:-2]), row[-2], row[-1], bounds) for row in found]


def _line(row: Found, drafted: int | None, sent_of: int | None, bounds: Bounds) -> SheetLine:
    """`counted`: what the period is counted from already, so that nothing is asked any more."""
    came = midnight(row.installed_on, bounds.zone)
    # what the meter showed before it stood here counts for nothing
    known = [reading for reading in known_of(row.known) if reading.as_of >= came and not reading.pending]
    previous = begins_with(known, bounds.start, bounds.end, came)
    line, sent_at = line_of(row, bounds), instant_out(sent_of)
    return line._replace(
        rule=line.rule._replace(
            as_of=max(came, bounds.start).astimezone(bounds.zone),
            previous=None,
            following=following_of(reading_at(known, bounds.end), scaled_out(drafted), bounds.read_on),
        ),
        counted=previous.value if previous else None,
        sent=line.sent if sent_at and sent_at >= came else None,
    )
