"""What is said about one register's reading: every reason to refuse it or to ask."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from src.domain.consumption import Channel, Counting, difference, energy, metered
from src.domain.periods import hours_between
from src.domain.previous import Known, Previous, Why
from src.domain.quantities import EXACT, NumberFault, fraction_digits, read_number
from src.domain.statuses import Status

POWER_MARGIN = Decimal("1.1")
"""Energy past the maximum power at every hour, and this much more, is most likely a slip of the pen: asked about."""
ROLLOVER_FROM = Decimal("0.9")
"""A register goes through zero only when it showed at least this share of what fits into it."""
FAR_TIMES = Decimal(2)
NEGLIGIBLE_ENERGY = Decimal(100)
"""Below this many kWh a month nothing is far from anything."""
ONE_MONTH_HOURS = 31 * 24 + 1
VERIFICATION_SOON = timedelta(days=60)
_DAY = timedelta(days=1)


class Severity(StrEnum):
    REFUSAL = "refusal"
    """the value is not taken"""
    OFFER = "offer"
    """the value is taken once the person says so beside it"""
    WARNING = "warning"
    """the value is taken; the person is asked before it is sent"""


class Kind(StrEnum):
    REMOTE = "remote"
    FAULTY = "faulty"
    VERIFICATION_OVER = "verification_over"
    """since before the period, or unknown"""
    VERIFICATION_SHORT = "verification_short"
    """it ends within the period"""
    NOT_A_NUMBER = "not_a_number"
    NEGATIVE = "negative"
    TOO_LONG = "too_long"
    TOO_MANY_DIGITS = "too_many_digits"
    TOO_MANY_FRACTION_DIGITS = "too_many_fraction_digits"
    BELOW_PREVIOUS = "below_previous"
    ROLLOVER = "rollover"
    OVER_POWER = "over_power"
    UNLIKE_LAST_YEAR = "unlike_last_year"
    ABOVE_FOLLOWING = "above_following"
    """an opening reading above what the register shows at the period's end"""
    THROUGH_ZERO = "through_zero"
    """as before, but the register may have gone through zero between the two"""


_MILD = {
    Kind.ROLLOVER: Severity.OFFER,
    Kind.OVER_POWER: Severity.WARNING,
    Kind.UNLIKE_LAST_YEAR: Severity.WARNING,
    Kind.THROUGH_ZERO: Severity.WARNING,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """`limit`: what the value was held against (digits, a reading, kWh, a day); `found`: what came out of it, kWh."""

    kind: Kind
    limit: Decimal | int | date | None = None
    found: Decimal | None = None

    @property
    def severity(self) -> Severity:
        return _MILD.get(self.kind, Severity.REFUSAL)


class Following(NamedTuple):
    """What the register shows at the end of the period that an opening reading begins."""

    value: Decimal
    as_of: datetime


def following_of(at_end: Known | None, drafted: Decimal | None, end: datetime) -> Following | None:
    """Counted first, then a draft, then what stands at the end, as everywhere."""
    if at_end and (drafted is None or at_end.status is Status.IN_CALCULATION):
        return Following(at_end.value, end)
    return None if drafted is None else Following(drafted, end)


class Line(NamedTuple):
    """One register at a period's end. `power` is of the point, kW, zero where unknown; `last_year` is the energy, kWh,
    of the same month a year before, None where unknown or where there is no value to hold against it. `following` is
    of opening readings alone, which have no previous value."""

    digits: int
    fraction_digits: int
    channel: Channel
    counting: Counting
    power: Decimal
    as_of: datetime
    previous: Previous | None
    last_year: Decimal | None = None
    following: Following | None = None


class Checked(NamedTuple):
    """`value` None: nothing that could be sent; `energy` in whole kWh, None without a value or a previous one."""

    value: Decimal | None
    energy: int | None = None
    problems: tuple[Problem, ...] = ()


def meter_refusal(faulty: bool, remote: bool, verified_until: date | None, read_on: date) -> Problem | None:
    """Why this meter takes no reading as of 00:00 of `read_on`, the first day of a month; an unknown one is over.

    One that is good until the month's last day lasts to its very end.
    """
    if remote:
        return Problem(Kind.REMOTE)
    if faulty:
        return Problem(Kind.FAULTY)
    last_day = read_on - _DAY
    if verified_until is None or verified_until < last_day.replace(day=1):
        return Problem(Kind.VERIFICATION_OVER, limit=verified_until)
    return Problem(Kind.VERIFICATION_SHORT, limit=verified_until) if verified_until < last_day else None


def verification_soon(verified_until: date | None, read_on: date) -> bool:
    """Whether verification lasts to 00:00 of that day and ends within sixty days of it."""
    return verified_until is not None and read_on - _DAY <= verified_until < read_on + VERIFICATION_SOON


def check(line: Line, typed: str, confirmed: bool = False) -> Checked:
    """Judge what was typed; `confirmed`: the person said that the register went through zero."""
    value = read_number(typed)
    if value is NumberFault.EMPTY:
        return Checked(None)
    if isinstance(value, NumberFault):
        return Checked(None, problems=(Problem(Kind(value.value)),))
    if misfit := _misfit(line, value):
        return Checked(None, problems=(misfit,))
    if line.previous is None:
        return _before(line, value, line.following) if line.following else Checked(value)
    return _compared(line, value, line.previous, confirmed)


def _misfit(line: Line, value: Decimal) -> Problem | None:
    if value >= 10**line.digits:
        return Problem(Kind.TOO_MANY_DIGITS, limit=line.digits)
    if fraction_digits(value) > line.fraction_digits:
        return Problem(Kind.TOO_MANY_FRACTION_DIGITS, limit=line.fraction_digits)
    return None


def _before(line: Line, value: Decimal, following: Following) -> Checked:
    """An opening reading, held against what it will be the previous value of."""
    opened = Previous(value, line.as_of, Why.OPENING_SENT)
    compared = _compared(line._replace(as_of=following.as_of), following.value, opened, confirmed=True)
    for problem in compared.problems:
        if problem.kind is Kind.BELOW_PREVIOUS:
            return Checked(None, problems=(Problem(Kind.ABOVE_FOLLOWING, limit=following.value),))
        if problem.kind is Kind.ROLLOVER:
            return Checked(value, problems=(Problem(Kind.THROUGH_ZERO, following.value, problem.found),))
        if problem.kind is Kind.OVER_POWER:
            return Checked(value, problems=(problem,))
    return Checked(value)


def _compared(line: Line, value: Decimal, previous: Previous, confirmed: bool) -> Checked:
    passed = difference(previous.value, value, line.digits)
    through = metered(passed, line.counting.ratio)
    limit = _power_limit(line, previous)
    counted = energy(passed, line.channel, line.counting)
    if value < previous.value:
        if not _may_roll_over(line, value, previous, through, limit):
            return Checked(None, problems=(Problem(Kind.BELOW_PREVIOUS, limit=previous.value),))
        offer = Problem(Kind.ROLLOVER, limit=previous.value, found=through)
        return Checked(value if confirmed else None, counted, (offer,))
    if limit is not None and through > limit:
        return Checked(value, counted, (Problem(Kind.OVER_POWER, limit=limit, found=through),))
    return Checked(value, counted, _unlike_last_year(line, previous, through))


def _power_limit(line: Line, previous: Previous) -> Decimal | None:
    """The most active energy that could have passed since the previous reading, kWh; None where nothing is known."""
    if line.power <= 0 or not line.channel.active:
        return None
    hours = hours_between(previous.as_of, line.as_of)
    return EXACT.multiply(EXACT.multiply(line.power, Decimal(hours)), POWER_MARGIN)


def _may_roll_over(line: Line, value: Decimal, previous: Previous, through: Decimal, limit: Decimal | None) -> bool:
    fits = Decimal(10**line.digits)
    if previous.value < EXACT.multiply(fits, ROLLOVER_FROM):
        return False
    # without a power to judge by, the register must have just begun anew
    return through <= limit if limit is not None else value < EXACT.multiply(fits, 1 - ROLLOVER_FROM)


def _unlike_last_year(line: Line, previous: Previous, through: Decimal) -> tuple[Problem, ...]:
    before = line.last_year
    if before is None or hours_between(previous.as_of, line.as_of) > ONE_MONTH_HOURS:
        return ()
    low, high = sorted((before, through))
    if high < NEGLIGIBLE_ENERGY or high <= EXACT.multiply(low, FAR_TIMES):
        return ()
    return (Problem(Kind.UNLIKE_LAST_YEAR, limit=before, found=through),)
