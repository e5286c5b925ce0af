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
    """Each row is one of the sheet's up to the draft; then what is known, what was given (`id value status version
    receipt as_of reason`), and the value of a draft for the period's end."""
    bounds = Bounds.of(period, zone)
    return [_line(row[:24], row[24], row[25], row[26], bounds) for row in found]


def _line(drafted: Sequence[Any], told: str | None, given: str | None, ending: int | None, bounds: Bounds) -> SheetLine:
    """`counted`: what the period is counted from already, so that nothing is asked any more."""
    sent, sent_of = _sent(given)
    row = Found._make([*drafted, *sent, told])
    came = midnight(row.installed_on, bounds.zone)
    # what the meter showed before it stood here counts for nothing
    known = [reading for reading in known_of(row.known) if reading.as_of >= came and not reading.pending]
    previous = begins_with(known, bounds.start, bounds.end, came)
    line = line_of(row, bounds)
    return line._replace(
        rule=line.rule._replace(
            as_of=max(came, bounds.start).astimezone(bounds.zone),
            previous=None,
            following=following_of(reading_at(known, bounds.end), scaled_out(ending), bounds.read_on),
        ),
        counted=previous.value if previous else None,
        sent=line.sent if sent_of is not None and instant_out(sent_of) >= came else None,
    )


def _sent(given: str | None) -> tuple[Sequence[Any], int | None]:
    """As the sheet's row has it: reading, value, status, reason, version, receipt, deleted; and as of when it is."""
    if given is None:
        return (None,) * 7, None
    id_, value, status, version, receipt, as_of, reason = given.split(" ", 6)
    return (int(id_), int(value), status, reason, int(version), int(receipt), False), int(as_of)
