"""Consumption of a contract month by month, for charts: the rules of consumption.py on scaled integers.

A quarter of a million readings pass through here at once, so there is no Decimal and no object per reading.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from src.domain.quantities import SCALE

_SHARES: Final = 100 * SCALE


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A register at a point between two instants (microseconds; `until` None: still there).

    `ratio` and `loss_percent` are scaled by 10^6, `loss_kwh` is the point's constant in whole kWh with its sign.
    """

    point: int
    meter: int
    zone: str
    channel: str
    digits: int
    flow_sign: int
    ratio: int
    loss_percent: int
    loss_sign: int
    loss_kwh: int
    since: int
    until: int | None
    factor: int = field(init=False)

    def __post_init__(self) -> None:
        percent = self.loss_percent if self.channel[0] == "A" else 0
        object.__setattr__(self, "factor", factor(self.ratio, percent, self.loss_sign))


def factor(ratio: int, loss_percent: int, loss_sign: int) -> int:
    """A scaled difference times this is kWh scaled by 10^6 (value) × 10^6 (ratio) × 10^8 (shares of the losses)."""
    return ratio * (_SHARES + loss_sign * loss_percent)


Readings = Sequence[tuple[int, int, int | None]]
"""Of one register, ascending: (as of, microseconds; value scaled by 10^6; the factor that was kept with the reading,
None where none was: then the place's counts)."""


def whole(passed: int, placed: Placed) -> int:
    """Energy of `passed` (scaled difference): losses before the one rounding, half up."""
    return _rounded(passed * placed.factor)


Ends = Mapping[str, tuple[int, int]]
"""Start and end of each period, microseconds."""


def monthly(
    registers: Iterable[tuple[Sequence[Placed], Readings]], period_of: Mapping[int, str], ends: Ends
) -> dict[str, int]:
    """Whole active kWh of each period, over the registers of one contract with the places where each stood.

    `period_of` names the period that each `as of` lies in or ends. A register counts from its last earlier reading
    at the same place: what passed between the last one elsewhere and the first one here is nobody's. A stretch without
    a reading at a month's end falls into the month in which the next one was taken. A month in which anything is
    counted has the constants of all points that stood in it: they do not depend on the volume, so neither on readings.
    """
    given = list(registers)
    stretches = [(places[0], _stretches(places, readings, period_of)) for places, readings in given]
    zoned = {(place.meter, place.channel) for place, _ in stretches if place.zone != "T0"}
    sums: dict[str, int] = defaultdict(int)
    for first, counted in stretches:
        if first.channel[0] != "A":
            continue
        doubled = first.zone == "T0" and (first.meter, first.channel) in zoned
        sign = 1 if first.channel[1] == "+" else -1
        for (period, place), exact in counted.items():
            sums[period] += 0 if doubled else sign * place.flow_sign * _rounded(exact)
    lossy = [place for places, _ in given for place in places if place.loss_kwh]
    return {period: kwh + _constants(lossy, *ends[period]) for period, kwh in sums.items()}


def _constants(lossy: Iterable[Placed], start: int, end: int) -> int:
    """Of the points where a meter stood between two instants, each once."""
    stood = (place for place in lossy if place.since < end and (place.until is None or place.until > start))
    return sum({place.point: place.loss_kwh for place in stood}.values())


def touched(changed: Collection[str], registers: Iterable[Readings], period_of: Mapping[int, str]) -> set[str]:
    """The periods that are counted from a reading of a changed period: those, and whichever comes next after them."""
    spans = {
        (period_of[before], period_of[as_of])
        for readings in registers
        for (before, _, _), (as_of, _, _) in pairwise(readings)
    }
    return {last for first, last in spans if any(first <= period <= last for period in changed)}


def _stretches(
    places: Sequence[Placed], readings: Readings, period_of: Mapping[int, str]
) -> dict[tuple[str, Placed], int]:
    """Exact energy of one register by period; what several places gave in one period goes to the last of them."""
    exact: dict[str, int] = {}
    last: dict[str, Placed] = {}
    place: Placed | None = places[0]
    for (began, before, _), (as_of, now, kept) in pairwise(readings):
        if len(places) > 1:
            place = _standing(places, as_of)
        if place is not None and place.since <= began and (place.until is None or as_of <= place.until):
            passed = now - before if now >= before else now + 10**place.digits * SCALE - before
            period = period_of[as_of]
            exact[period] = exact.get(period, 0) + passed * (place.factor if kept is None else kept)
            last[period] = place
    return {(period, last[period]): value for period, value in exact.items()}


def _standing(places: Sequence[Placed], as_of: int) -> Placed | None:
    return next(
        (place for place in places if place.since < as_of and (place.until is None or as_of <= place.until)), None
    )


def _rounded(exact: int) -> int:
    unit = SCALE * SCALE * _SHARES
    return (2 * exact + unit) // (2 * unit)
