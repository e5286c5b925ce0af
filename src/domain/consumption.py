"""From two readings to kilowatt-hours; rounded once, at the register and period, half up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from src.domain.quantities import EXACT, round_half_up


class Channel(StrEnum):
    ACTIVE_IN = "A+"
    ACTIVE_OUT = "A-"
    REACTIVE_IN = "R+"
    REACTIVE_OUT = "R-"

    @property
    def active(self) -> bool:
        return self.value[0] == "A"

    @property
    def sign(self) -> int:
        """1 for reception, -1 for supply."""
        return 1 if self.value[1] == "+" else -1


class Zone(StrEnum):
    WHOLE = "T0"
    DAY = "T1"
    NIGHT = "T2"
    HALF_PEAK = "T3"


class Counting(NamedTuple):
    """What a register's readings are counted with: ratio Kтт × Kтн, losses in percent of the volume, their sign."""

    ratio: Decimal
    loss_percent: Decimal = Decimal(0)
    loss_sign: int = 1


@dataclass(frozen=True, slots=True)
class Counted:
    """One register of a point and period: whole kWh (kvarh), with what totals need to know."""

    meter_id: int
    zone: Zone
    channel: Channel
    flow_sign: int
    energy: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums with signs: whole kWh and kvarh."""

    active: int
    reactive: int


def difference(previous: Decimal, current: Decimal, digits: int) -> Decimal:
    """By how much the register went on; where it shows less than before it went through zero: 10^digits is added."""
    if current >= previous:
        return EXACT.subtract(current, previous)
    return EXACT.subtract(EXACT.add(current, Decimal(10**digits)), previous)


def metered(passed: Decimal, ratio: Decimal) -> Decimal:
    """Energy through the meter, kWh, exact: without losses, not rounded."""
    return EXACT.multiply(passed, ratio)


def energy(passed: Decimal, channel: Channel, counting: Counting) -> int:
    """Whole kWh of one register: losses in percent are taken of active energy before the one rounding."""
    exact = metered(passed, counting.ratio)
    if channel.active and counting.loss_percent:
        percent = EXACT.add(Decimal(100), EXACT.multiply(Decimal(counting.loss_sign), counting.loss_percent))
        exact = EXACT.multiply(exact, percent).scaleb(-2, EXACT)
    return round_half_up(exact)


def losses(passed: Decimal, channel: Channel, counting: Counting) -> Decimal:
    """Losses in percent of the volume, kWh with their sign, exact: what `energy` holds beside what was metered."""
    if not channel.active or not counting.loss_percent:
        return Decimal(0)
    percent = EXACT.multiply(Decimal(counting.loss_sign), counting.loss_percent)
    return EXACT.multiply(metered(passed, counting.ratio), percent).scaleb(-2, EXACT)


def loss_constant(kwh_a_month: Decimal, sign: int) -> int:
    """The point's own line: losses that do not depend on the volume, whole kWh, once a month."""
    return sign * round_half_up(kwh_a_month)


def totals(counted: Iterable[Counted], loss_constants: Iterable[int] = ()) -> Totals:
    """Add registers with the signs of points and channels, T0 only where the meter has no zones; then the constants."""
    rows = list(counted)
    zoned = {(row.meter_id, row.channel) for row in rows if row.zone is not Zone.WHOLE}
    sums = {True: sum(loss_constants), False: 0}
    for row in rows:
        if row.zone is not Zone.WHOLE or (row.meter_id, row.channel) not in zoned:
            sums[row.channel.active] += row.flow_sign * row.channel.sign * row.energy
    return Totals(active=sums[True], reactive=sums[False])
