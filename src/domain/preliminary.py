"""«Расчет предварительного расхода»: what each register of a period comes to, and which readings are still missing."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from src.domain.consumption import Channel, Counting, Zone, difference, energy, losses
from src.domain.previous import Known, Previous, Why
from src.domain.quantities import plain
from src.domain.readings import Kind, Line, Severity, check, meter_refusal
from src.domain.sheets import Draft, Meter, Place
from src.domain.statuses import Source, Status
from src.domain.tariffs import Cost, Tariffs, Unpriced


class Taken(StrEnum):
    """Which reading the current value is; the screen says it."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    IN_CALCULATION = "in_calculation"


class Lack(StrEnum):
    """Why a register comes to nothing yet."""

    PREVIOUS = "previous"
    """nothing is known to count from"""
    CURRENT = "current"
    """the client has not filled it in"""
    MISTAKE = "mistake"
    UNCONFIRMED = "unconfirmed"
    """the draft is below the previous value: whether the register went through zero is to be said"""
    UNSENT = "unsent"
    """a draft stayed when the window closed"""
    REJECTED = "rejected"
    REMOTE = "remote"
    """read from afar, and has not come"""
    REFUSED = "refused"
    """faulty or not verified"""
    LAST = "last"
    """the meter went within the period, and its reading of that day is not known"""


class Stretch(NamedTuple):
    """One register at a point in a period; where its meter came or went within it, from or to that day.

    `added` False: the meter's zones are added instead; `loss_kwh`: the point's constant, whole kWh with its sign;
    `current`: what stands at the end, of whichever source; `kept`: what the client's own was counted with when it was
    sent; `removed_on`: only within the period; `opened`: a draft of an opening reading.
    """

    row_id: int
    register_id: int
    point_id: int
    place: Place
    meter: Meter
    zone: Zone
    channel: Channel
    flow_sign: int
    loss_kwh: int
    added: bool
    rule: Line
    removed_on: date | None = None
    current: Known | None = None
    kept: Counting | None = None
    draft: Draft | None = None
    rejected: bool = False
    opened: Previous | None = None
    voltage: str = ""


class Result(NamedTuple):
    """`losses`: in percent of the volume, exact kWh; `energy`: whole kWh (kvarh), None where something is lacking;
    `cost` None where there is nothing to price, or a month does not say how much it costs."""

    stretch: Stretch
    counting: Counting
    value: Decimal | None = None
    taken: Taken | None = None
    passed: Decimal | None = None
    losses: Decimal = Decimal(0)
    energy: int | None = None
    lack: Lack | None = None
    cost: Cost | Unpriced | None = None

    @property
    def sign(self) -> int:
        return self.stretch.flow_sign * self.stretch.channel.sign

    @property
    def signed(self) -> int | None:
        """As it is added to totals."""
        return None if self.energy is None else self.sign * self.energy


def count(stretch: Stretch, drafts_live: bool) -> Result:
    """What the register comes to; `drafts_live`: the window is not over, so that a draft may still be sent."""
    if drafts_live and stretch.opened and stretch.rule.previous is None:
        stretch = stretch._replace(rule=stretch.rule._replace(previous=stretch.opened))
    found = _current(stretch, drafts_live)
    rule = stretch.rule
    if isinstance(found, Lack):
        return Result(stretch, rule.counting, lack=found)
    value, taken = found
    own = taken is not Taken.DRAFT and stretch.current is not None and stretch.current.source is Source.CLIENT
    counting = stretch.kept if own and stretch.kept else rule.counting
    if rule.previous is None:
        return Result(stretch, counting, value, taken, lack=Lack.PREVIOUS)
    if rule.previous.why is Why.OPENING_DRAFT and _falls(rule, value):
        return Result(stretch, counting, value, taken, lack=Lack.MISTAKE)
    passed = difference(rule.previous.value, value, rule.digits)
    return Result(
        stretch,
        counting,
        value,
        taken,
        passed,
        losses(passed, stretch.channel, counting),
        energy(passed, stretch.channel, counting),
    )


def with_cost(result: Result, tariffs: Tariffs | None) -> Result:
    """With what the active energy costs that totals hold; its sign is theirs."""
    stretch = result.stretch
    if tariffs is None or tariffs.hourly or result.signed is None or not (stretch.added and stretch.channel.active):
        return result
    return result._replace(cost=tariffs.cost(result.signed, stretch.voltage, stretch.zone))


def _falls(rule: Line, value: Decimal) -> bool:
    """Whether the value is below a draft of the opening one: one of them was typed when the other was not there."""
    return any(problem.kind is Kind.BELOW_PREVIOUS for problem in check(rule, plain(value), confirmed=True).problems)


def _current(stretch: Stretch, drafts_live: bool) -> tuple[Decimal, Taken] | Lack:
    """Counted first, then a draft that may yet be sent, then what was sent or came from the supplier."""
    current, meter = stretch.current, stretch.meter
    if current and current.status is Status.IN_CALCULATION:
        return current.value, Taken.IN_CALCULATION
    refusal = meter_refusal(meter.faulty, meter.remote, meter.verified_until, stretch.rule.as_of.date())
    draft = None if refusal or stretch.removed_on else stretch.draft
    if draft and drafts_live:
        return _of_draft(stretch.rule, draft)
    if current:
        return current.value, Taken(current.status.value)
    if stretch.removed_on:
        return Lack.LAST
    if refusal:
        return Lack.REMOTE if refusal.kind is Kind.REMOTE else Lack.REFUSED
    if draft:
        return Lack.UNSENT
    return Lack.REJECTED if stretch.rejected else Lack.CURRENT


def _of_draft(rule: Line, draft: Draft) -> tuple[Decimal, Taken] | Lack:
    """Judged anew: the previous value may have changed since it was typed."""
    checked = check(rule, draft.typed, draft.confirmed)
    if checked.value is not None:
        return checked.value, Taken.DRAFT
    asks = any(problem.severity is Severity.OFFER for problem in checked.problems)
    return Lack.UNCONFIRMED if asks else Lack.MISTAKE
