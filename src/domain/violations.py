"""Acts of violation: what one says, how its volume was counted, until which day it may be objected to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from src.domain.enclosures import Enclosure
from src.domain.quantities import EXACT

_SHARED: Final = Context(prec=60, rounding=ROUND_HALF_UP)
_THOUSANDTH: Final = Decimal("0.001")


class Kind(StrEnum):
    UNMETERED = "unmetered"
    UNCONTRACTED = "uncontracted"
    NO_ACCESS = "no_access"
    RESTRICTION = "restriction"
    OTHER = "other"


class State(StrEnum):
    DRAWN = "drawn"
    INVOICED = "invoiced"
    PAID = "paid"
    CANCELLED = "cancelled"


KINDS: Final = {
    Kind.UNMETERED: "Безучётное потребление",
    Kind.UNCONTRACTED: "Бездоговорное потребление",
    Kind.NO_ACCESS: "Недопуск к прибору учёта",
    Kind.RESTRICTION: "Нарушение режима ограничения",
    Kind.OTHER: "Иное нарушение",
}
STATES: Final = {
    State.DRAWN: "Составлен",
    State.INVOICED: "Выставлен",
    State.PAID: "Оплачен",
    State.CANCELLED: "Отменён",
}


class Method(StrEnum):
    """How a volume is counted where no meter tells it (ПП № 442)."""

    POWER = "power"
    """W = Pmax · T"""
    ONE_PHASE = "one_phase"
    """W = I · U · cosφ · T / (1.5 · 1000), where Pmax is not known"""
    THREE_PHASES = "three_phases"
    """three times as much"""


class Line(NamedTuple):
    """An act in a list; `kopecks` None: no sum has been asked for. `since` and `until`, both included: the days that
    it counts, None where it counts none."""

    id: int
    number: str
    drawn_on: date
    kind: Kind
    point: str
    since: date | None
    until: date | None
    kopecks: int | None
    state: State

    @property
    def kind_words(self) -> str:
        return KINDS[self.kind]

    @property
    def state_words(self) -> str:
        return STATES[self.state]


@dataclass(frozen=True, slots=True)
class Volume:
    """What the volume was counted of: kW, V, A, hours; None where the method does not ask for it."""

    method: Method
    hours: Decimal
    power_kw: Decimal | None = None
    volts: Decimal | None = None
    amperes: Decimal | None = None
    cos_phi: Decimal | None = None

    @property
    def energy(self) -> Decimal:
        """kWh: exact for the maximum power, else to the thousandth, a half up."""
        if self.method is Method.POWER:
            return EXACT.multiply(self.power_kw or Decimal(0), self.hours)
        product = Decimal(3 if self.method is Method.THREE_PHASES else 1)
        for measure in (self.volts, self.amperes, self.cos_phi, self.hours):
            product = EXACT.multiply(product, measure or Decimal(0))
        return _SHARED.divide(product, Decimal(1500)).quantize(_THOUSANDTH, context=_SHARED)

    def agrees_with(self, energy: Decimal) -> bool:
        """Acts tell whole kWh, rounded this way or that."""
        return abs(self.energy - energy) < 1


@dataclass(frozen=True, slots=True)
class Act:
    """All that an act says; '' and None: it does not say so. `present`: who was there; `file`: a copy of the act, where
    one has come."""

    line: Line
    energy: Decimal | None
    volume: Volume | None
    previous_check: date | None
    object_until: date | None
    place: str
    meter: str
    details: str
    present: str
    explanation: str
    refusal: str
    witnesses: str
    file: Enclosure

    @property
    def name(self) -> str:
        """Of its file."""
        return f"Акт № {self.line.number} от {self.line.drawn_on:%d.%m.%Y}"

    def last_day_to_object(self, days: int) -> date:
        """As billing has said, else so many days after the act."""
        return self.object_until or self.line.drawn_on + timedelta(days=days)

    def may_be_objected_to(self, today: date, days: int) -> bool:
        return self.line.state is not State.CANCELLED and today <= self.last_day_to_object(days)
