"""Registers that count: a value for every month since 2020, exact, growing with the seasons."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from src.demo.shapes import Shape
from src.domain.periods import Period

# thousandths of a month by which the sum runs before or behind an even year; steps are never below -300
_SEASON = (0, 120, 200, 180, 60, -90, -180, -240, -250, -180, -60, -20)
_CHANNEL_SHARE = {"A+": 100, "A-": 7, "R+": 40, "R-": 3}
_ZONE_SHARE = {"T0": 100, "T1": 45, "T2": 25, "T3": 30}


def month_number(period: Period) -> int:
    return (period.year - 2020) * 12 + period.month - 1


@dataclass(frozen=True, slots=True)
class Counter:
    """One register. `parts` are start and monthly growth, in the last shown digit, of what it adds up."""

    key: str
    zone: str
    channel: str
    digits: int
    fraction_digits: int
    parts: tuple[tuple[int, int], ...]

    def at(self, month: int, thirtieths: int = 0) -> str:
        """What it shows at 00:00 of the first day of this month, or so many thirtieths of a month later."""
        value = self._sum(month)
        if thirtieths:
            value += (self._sum(month + 1) - value) * thirtieths // 30
        value %= 10 ** (self.digits + self.fraction_digits)
        if not self.fraction_digits:
            return str(value)
        whole, rest = divmod(value, 10**self.fraction_digits)
        return f"{whole}.{rest:0{self.fraction_digits}}"

    def _sum(self, month: int) -> int:
        season = _SEASON[month % 12]
        return sum(start + growth * month + growth * season // 1000 for start, growth in self.parts)


def counters(meter: str, shape: Shape, random: Random, month: int) -> list[Counter]:
    """The registers of a meter; where T1–T3 stand beside T0, it shows their sum. Before `month` none goes through zero,
    and soon after it those do that are near."""
    made: dict[tuple[str, str], tuple[tuple[int, int], ...]] = {}
    for zone, channel in sorted(shape.registers, reverse=True):  # the zones before the whole
        parts = tuple(part for (_, other), parts in made.items() if other == channel for part in parts)
        made[zone, channel] = parts if zone == "T0" and parts else (_part(shape, zone, channel, random, month),)
    return [
        Counter(f"{meter}-{zone}{channel}", zone, channel, shape.digits, shape.fraction_digits, made[zone, channel])
        for zone, channel in shape.registers
    ]


def _part(shape: Shape, zone: str, channel: str, random: Random, month: int) -> tuple[int, int]:
    monthly = shape.monthly_kwh * random.randrange(60, 140) * _CHANNEL_SHARE[channel] * _ZONE_SHARE[zone] // 10**6
    growth = max(monthly * 10**shape.fraction_digits // int(shape.ratio), 1)
    capacity = 10 ** (shape.digits + shape.fraction_digits)
    shown = capacity - growth // 3 if shape.near_rollover else capacity * random.randrange(12, 20) // 100
    anchor = month if shape.near_rollover else 72  # the others count alike whenever the demo is made
    return shown - growth * anchor - growth * _SEASON[anchor % 12] // 1000, growth
