"""The awkward states a contract can be in, as data; a base of any size begins with one of each."""

from __future__ import annotations

from dataclasses import dataclass, replace

Registers = tuple[tuple[str, str], ...]
"""Zone and channel of each."""

_WHOLE: Registers = (("T0", "A+"),)
_ZONES: Registers = (("T0", "A+"), ("T1", "A+"), ("T2", "A+"), ("T3", "A+"))
_NO_LOSSES = ("0", "0", 1)


@dataclass(frozen=True, slots=True)
class Shape:
    """`points` holds the sign of flow of each point, of every object; `losses` kWh a month, percent and sign;
    `replaced`: within the open period, where the supplier knows what the new meter of the first point began with."""

    objects: int = 1
    points: tuple[int, ...] = (1,)
    registers: Registers = _WHOLE
    ratio: str = "1"
    monthly_kwh: int = 1500
    digits: int = 6
    fraction_digits: int = 0
    state: str = "working"
    verified_in_days: int | None = 1500
    remote: bool = False
    losses: tuple[str, str, int] = _NO_LOSSES
    kind: str = "legal"
    category: int = 1
    near_rollover: bool = False
    replaced: bool = False
    window_closed: bool = False
    utility: bool = False
    """It provides utilities: pays by the fifteenth, and little for a delay."""


PLAIN = Shape()
SOLE = Shape(kind="sole", digits=5, monthly_kwh=400)
EMPTY = Shape(objects=0)
OF_ADMINISTRATOR = (
    replace(PLAIN, objects=2, fraction_digits=1),
    Shape(registers=_ZONES, category=2, fraction_digits=2, monthly_kwh=4000, utility=True),
    Shape(registers=(("T0", "A+"), ("T0", "R+")), ratio="60", category=3, monthly_kwh=24000),
    SOLE,
    Shape(
        registers=(("T0", "A+"), ("T0", "A-"), ("T0", "R+"), ("T0", "R-")),
        ratio="4000",
        category=4,
        monthly_kwh=160000,
        fraction_digits=3,
    ),
    Shape(near_rollover=True, digits=5),
    Shape(state="faulty"),
    Shape(verified_in_days=-40),
    Shape(verified_in_days=25),
    EMPTY,
    Shape(replaced=True, points=(1, 1), monthly_kwh=2600),
    Shape(losses=("125.5", "2.35", 1), ratio="30", monthly_kwh=9000),
    Shape(losses=("0", "1.7", -1), points=(1, -1), ratio="80", monthly_kwh=30000),
    Shape(remote=True),
    Shape(window_closed=True),
    Shape(verified_in_days=None, registers=(("T1", "A+"), ("T2", "A+")), category=2),
)
"""Fewer than twenty, one of every kind."""
TO_LINK = len(OF_ADMINISTRATOR)
"""Index of the contract that the demo leaves unlinked; the three after it belong to others."""
SPARE = 10
"""Contracts at the end of the first ones that wait until those before them have been linked."""
_OF_OTHERS = (SOLE, replace(PLAIN, objects=2), Shape(registers=_ZONES, category=2))
FIRST = (*OF_ADMINISTRATOR, PLAIN, *_OF_OTHERS, *[PLAIN] * SPARE)
_COMMON = (*OF_ADMINISTRATOR, *[PLAIN] * 34, *[SOLE] * 10)


def shape_of(index: int) -> Shape:
    """One of each first; after them three of four are plain."""
    return FIRST[index] if index < len(FIRST) else _COMMON[index * 7919 % len(_COMMON)]


def largest(registers: int) -> Shape:
    """One contract with very many registers: objects of a hundred points."""
    return Shape(objects=-(-registers // 100), points=(1,) * min(registers, 100))
