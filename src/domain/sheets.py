"""The sheet of a contract and period: a line for each register, and how each stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from src.domain.consumption import Channel, Zone
from src.domain.quantities import plain, written
from src.domain.readings import Checked, Line, Problem, Severity, check, meter_refusal, verification_soon
from src.domain.statuses import IN_FORCE, Status


class Kind(StrEnum):
    """What a draft or a sending holds: readings at the period's end, or those that it begins with."""

    CURRENT = "current"
    OPENING = "opening"


class Meter(NamedTuple):
    serial: str
    type: str
    verified_until: date | None
    faulty: bool
    remote: bool


class Place(NamedTuple):
    """Where the meter stands."""

    object_id: int
    object_name: str
    address: str
    point: str


class Draft(NamedTuple):
    """What is saved and not sent; `value` None: it was refused. `version` never comes twice in one sheet."""

    typed: str
    value: Decimal | None
    confirmed: bool
    version: int


class Sent(NamedTuple):
    """The client's latest reading of the period."""

    reading_id: int
    value: Decimal
    status: Status
    reason: str
    version: int
    receipt_id: int | None


@dataclass(frozen=True, slots=True)
class Counted:
    """What a sent reading was counted with, kept with it as it was then, with the words that name its register."""

    object_name: str
    point: str
    meter: str
    serial: str
    zone: Zone
    channel: Channel
    previous: Decimal | None
    ratio: Decimal
    loss_percent: Decimal
    loss_sign: int
    category: int
    energy: int | None


class SheetLine(NamedTuple):
    """`counted`: the value in calculation at the period's end, whoever gave it."""

    row_id: int
    register_id: int
    place: Place
    meter: Meter
    zone: Zone
    channel: Channel
    rule: Line
    counted: Decimal | None
    draft: Draft | None
    sent: Sent | None

    @property
    def version(self) -> int:
        """Changes with everything that a client may see in the cell: above zero a draft, below a sending."""
        if self.draft:
            return self.draft.version
        return -1 - self.sent.version if self.sent else 0


class Only(StrEnum):
    ALL = ""
    EMPTY = "empty"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines of a sheet: folded words that must all be found, a filter, and the row after or before which the
    page is."""

    words: Sequence[str] = ()
    only: Only = Only.ALL
    after: int = 0
    before: int = 0


class State(StrEnum):
    REFUSED = "refused"
    EMPTY = "empty"
    WRONG = "wrong"
    ASKS = "asks"
    DOUBTFUL = "doubtful"
    READY = "ready"
    SENT = "sent"
    ACCEPTED = "accepted"
    IN_CALCULATION = "in_calculation"
    REJECTED = "rejected"


FILLED = frozenset({State.DOUBTFUL, State.READY})
"""A draft that can be sent."""
MISTAKEN = frozenset({State.WRONG, State.ASKS})
_BY_STATUS = {Status.SENT: State.SENT, Status.ACCEPTED: State.ACCEPTED, Status.REJECTED: State.REJECTED}
_NOTHING = Checked(None)


class Judged(NamedTuple):
    """A line with its verdict: `refusal` is of the meter, `checked` of the value that the cell shows."""

    line: SheetLine
    state: State
    checked: Checked
    refusal: Problem | None

    @property
    def editable(self) -> bool:
        """Whether a value may be typed, as far as the register goes; the window is another matter."""
        return self.state not in {State.REFUSED, State.IN_CALCULATION}

    @property
    def shown(self) -> str:
        """What the cell holds, as a person typed it or as it was sent; what billing rejected is not held there."""
        if self.state is State.IN_CALCULATION and self.line.counted is not None:
            return written(self.line.counted)
        if self.line.draft:
            return self.line.draft.typed
        return written(self.line.sent.value) if self.line.sent and self.in_force else ""

    @property
    def previous(self) -> str:
        """The previous value for scripts: digits and a point; '' where there is none."""
        before = self.line.rule.previous
        return plain(before.value) if before else ""

    @property
    def filled(self) -> bool:
        """Whether a value is saved and not sent, good as it was when it was saved."""
        return self.line.draft is not None and self.line.draft.value is not None

    @property
    def in_force(self) -> bool:
        return self.line.sent is not None and self.line.sent.status in IN_FORCE

    @property
    def offered(self) -> bool:
        """Whether the person is asked if the register went through zero."""
        return any(problem.severity is Severity.OFFER for problem in self.checked.problems)

    @property
    def verification_soon(self) -> bool:
        return verification_soon(self.line.meter.verified_until, self.line.rule.as_of.date())


def judge(line: SheetLine) -> Judged:
    """How the line stands: counted values first, then what its meter refuses, the draft, what was sent."""
    meter = line.meter
    refusal = meter_refusal(meter.faulty, meter.remote, meter.verified_until, line.rule.as_of.date())
    if line.counted is not None:
        return Judged(line, State.IN_CALCULATION, _energy_of(line, line.counted), refusal)
    if refusal:
        return Judged(line, State.REFUSED, _NOTHING, refusal)
    if line.draft:
        checked = check(line.rule, line.draft.typed, line.draft.confirmed)
        return Judged(line, _state_of(checked), checked, None)
    if line.sent and line.sent.status in _BY_STATUS:
        return Judged(line, _BY_STATUS[line.sent.status], _energy_of(line, line.sent.value), None)
    return Judged(line, State.EMPTY, _NOTHING, None)


def _energy_of(line: SheetLine, value: Decimal) -> Checked:
    """What is sent or counted is not judged any more."""
    checked = check(line.rule, plain(value), confirmed=True)
    return Checked(value, checked.energy)


def counted_with(judged: Judged, category: int) -> Counted:
    """What this line's value is counted with now; `category` is the contract's price category."""
    line, counting = judged.line, judged.line.rule.counting
    return Counted(
        object_name=line.place.object_name,
        point=line.place.point,
        meter=line.meter.type,
        serial=line.meter.serial,
        zone=line.zone,
        channel=line.channel,
        previous=line.rule.previous.value if line.rule.previous else None,
        ratio=counting.ratio,
        loss_percent=counting.loss_percent,
        loss_sign=counting.loss_sign,
        category=category,
        energy=judged.checked.energy,
    )


def _state_of(checked: Checked) -> State:
    severities = {problem.severity for problem in checked.problems}
    if checked.value is None:
        return State.ASKS if Severity.OFFER in severities else State.WRONG
    return State.DOUBTFUL if Severity.WARNING in severities else State.READY
