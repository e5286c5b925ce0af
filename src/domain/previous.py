"""Which reading a period is counted from, and what passed between two."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from src.domain.consumption import difference, metered
from src.domain.statuses import IN_FORCE, Source, Status


class Why(StrEnum):
    """Which reading the previous value is; the screen says it."""

    IN_CALCULATION = "in_calculation"
    OPENING = "opening"
    OPENING_SENT = "opening_sent"
    """an opening reading that the client gave, and that billing has not counted yet"""
    OPENING_DRAFT = "opening_draft"
    LAST = "last"


class Known(NamedTuple):
    """A reading that is on record; `own`: an opening one that the client gave."""

    as_of: datetime
    source: Source
    status: Status
    value: Decimal
    own: bool = False

    @property
    def pending(self) -> bool:
        """Whether it is an opening one that a client gave, and that billing may still count or reject."""
        return self.own and self.status is not Status.IN_CALCULATION


class Previous(NamedTuple):
    value: Decimal
    as_of: datetime
    why: Why


def previous_value(known: Sequence[Known], start: datetime, end: datetime) -> Previous | None:
    """The value that a period is counted from, out of the register's readings.

    «Принято в расчёт» at the start; else an opening one since the start (a meter set within the period has only
    that); else the last one that stands, at the start or before it.
    """
    counted = [r for r in known if r.as_of == start and r.status is Status.IN_CALCULATION]
    if len(counted) == 1:  # nearly always
        return Previous(counted[0].value, counted[0].as_of, Why.IN_CALCULATION)
    found = [(why, r) for r in known if r.as_of < end and r.status in IN_FORCE and (why := _use_of(r, start))]
    if not found:
        return None
    why, best = found[0] if len(found) == 1 else max(found, key=lambda pair: (_RANKS[pair[0]], _weight(pair[1])))
    if why is Why.OPENING and best.pending:
        why = Why.OPENING_SENT
    return Previous(best.value, best.as_of, why)


def begins_with(known: Sequence[Known], start: datetime, end: datetime, since: datetime) -> Previous | None:
    """As `previous_value`; of a meter that came at `since`, within the period, also whatever it showed on that day:
    that is what it begins with, whoever read it."""
    found = previous_value(known, start, end)
    if found is not None or since <= start:
        return found
    shown = previous_value(known, since, end)
    return shown and shown._replace(why=Why.OPENING)


_RANKS = {Why.LAST: 0, Why.OPENING: 1, Why.IN_CALCULATION: 2}


def _use_of(reading: Known, start: datetime) -> Why | None:
    """The best that a standing reading can be to a period that begins at `start`."""
    at_start = reading.as_of == start
    if at_start and reading.status is Status.IN_CALCULATION:
        return Why.IN_CALCULATION
    if at_start or reading.as_of > start:
        return Why.OPENING if reading.source is Source.OPENING else Why.LAST if at_start else None
    return Why.LAST


def reading_at(known: Iterable[Known], instant: datetime) -> Known | None:
    """The reading that stands as of this instant."""
    standing = [reading for reading in known if reading.as_of == instant and reading.status in IN_FORCE]
    return max(standing, key=_weight, default=None)


def energy_between(
    known: Iterable[Known], start: datetime, end: datetime, digits: int, ratio: Decimal
) -> Decimal | None:
    """Energy through the meter between two instants, kWh; None where a reading is missing."""
    best = best_by_instant(reading for reading in known if reading.as_of in (start, end))
    return metered(difference(best[0].value, best[1].value, digits), ratio) if len(best) == 2 else None


def best_by_instant(known: Iterable[Known]) -> list[Known]:
    """Of each instant the reading in force that counts, in order of time."""
    best: dict[datetime, Known] = {}
    for reading in known:
        if reading.status in IN_FORCE:
            other = best.setdefault(reading.as_of, reading)
            if other is not reading and _weight(reading) > _weight(other):
                best[reading.as_of] = reading
    return [best[as_of] for as_of in sorted(best)]


_SOURCES = {source: at for at, source in enumerate((Source.CLIENT, Source.REMOTE, Source.OPENING, Source.BILLING))}


def _weight(reading: Known) -> tuple[datetime, bool, int, bool]:
    """Of several readings: the latest, then the one in calculation, then billing's word before the client's."""
    return reading.as_of, reading.status is Status.IN_CALCULATION, _SOURCES[reading.source], not reading.own
