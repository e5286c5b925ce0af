"""What has become of the readings of a contract: its registers where they stood, each with what was said of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

from src.domain.consumption import Channel, Counting, Zone, difference, energy
from src.domain.periods import Period
from src.domain.previous import Known, best_by_instant
from src.domain.statuses import Source, Status

OFFERED: Final = (3, 6, 12, 24)
"""Spans to choose from, months up to the current one; a span of one's own reaches REACH months back."""
USUAL: Final = 12
REACH: Final = 36


class Span(NamedTuple):
    """Periods from `since` to `until`, both included."""

    since: Period
    until: Period


def span_of(this: Period, months: int, since: Period | None, until: Period | None) -> Span:
    """The last `months` where they are offered, else from `since` to `until` within reach, in either order; an end
    that is not given, or out of reach, makes it a usual year."""
    if months in OFFERED:
        return Span(this.plus(1 - months), this)
    oldest = this.plus(1 - REACH)
    ends = sorted(end for end in (since, until) if end and oldest <= end <= this)
    if len(ends) == 2:
        return Span(*ends)
    if ends and since in ends:
        return Span(ends[0], this)
    last = ends[0] if ends else this
    return Span(max(last.plus(1 - USUAL), oldest), last)


class Entry(NamedTuple):
    """A reading, or a draft: then `status` is None and `typed` what was typed, `value` None where it is no number.

    `mine`: typed or sent in this contract; only then are `who`, `at` (sent or saved), `receipt` known. `energy` in
    whole kWh (kvarh), None where it cannot be said. `version` 0: the supplier's own word. `period` is the one that
    `as_of` ends or lies in.
    """

    period: Period
    as_of: datetime
    source: Source
    status: Status | None
    value: Decimal | None
    reason: str = ""
    version: int = 0
    energy: int | None = None
    typed: str = ""
    mine: bool = False
    who: str = ""
    at: datetime | None = None
    receipt: str = ""

    @property
    def given(self) -> bool:
        """Whether it is an opening reading that a client gave."""
        return self.source is Source.OPENING and self.mine


@dataclass(frozen=True, slots=True)
class Place:
    """A register where it stands or stood; `since` and `until` are the midnights of its coming and going. `first`,
    `last`: it stood nowhere earlier (later) in this contract. `id` leads to the rows after it."""

    id: int
    object_name: str
    address: str
    point: str
    meter: str
    serial: str
    zone: Zone
    channel: Channel
    digits: int
    counting: Counting
    since: datetime
    until: datetime | None
    removed_on: date | None
    first: bool
    last: bool

    def holds(self, entry: Entry) -> bool:
        """Whether the entry belongs to this place. What the client himself sent stays his, though the supplier has
        said since that the meter was not there."""
        if entry.as_of < self.since:
            return entry.mine and self.first
        if entry.as_of == self.since and entry.mine:  # it closed the place where the meter stood before, or opens this
            return self.first or entry.source is Source.OPENING
        if self.until is None or entry.as_of < self.until:
            return True
        if entry.as_of == self.until:
            return entry.source is not Source.OPENING
        return entry.mine and self.last


Photographed: TypeAlias = Mapping[tuple[int, datetime, int], int]
"""Registers by place, instant and version of the readings that have photos; version 0: a draft."""


@dataclass(frozen=True, slots=True)
class PlaceHistory:
    place: Place
    entries: tuple[Entry, ...]


def history_of(place: Place, found: Iterable[Entry], start: datetime) -> PlaceHistory:
    """The entries of the place after `start`, the latest first, with the energy of those that are in force; those
    at or before `start` are what the first is counted from."""
    held = [entry for entry in found if place.holds(entry)]
    counted = _energies(place, held)
    shown = (_with_energy(entry, counted, place) for entry in held if entry.as_of > start)
    order = sorted(shown, key=lambda entry: (entry.as_of, entry.status is None, entry.version), reverse=True)
    return PlaceHistory(place, tuple(order))


def _energies(place: Place, held: Sequence[Entry]) -> dict[Known, int]:
    """Energy of the reading that stands at each instant, since the one that stands before it here."""
    known = [
        Known(entry.as_of, entry.source, entry.status, entry.value, entry.given)
        for entry in held
        if entry.status and entry.value is not None and entry.as_of >= place.since
    ]
    best = best_by_instant(known)
    return {
        now: energy(difference(before.value, now.value, place.digits), place.channel, place.counting)
        for before, now in pairwise(best)
    }


def _with_energy(entry: Entry, counted: dict[Known, int], place: Place) -> Entry:
    """What was kept with a sent reading counts before what would be counted now."""
    if entry.energy is not None or entry.status is None or entry.value is None or entry.as_of == place.since:
        return entry
    known = Known(entry.as_of, entry.source, entry.status, entry.value, entry.given)
    return entry._replace(energy=counted.get(known))
