"""What a delay costs: for every paid or unpaid piece of an obligation, by stretches of days with one share of the rate.

Each piece and stretch is rounded once, half up, to a kopeck: what the page shows adds up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from src.domain.obligations import Obligation, Why
from src.domain.payment_rules import RULES, PenaltyGroup, RateCap, Rules
from src.domain.quantities import to_scaled
from src.domain.settlements import Laid

_WHOLE = to_scaled(Decimal(100))


class Rate(NamedTuple):
    """The key rate in percent a year, as it is taken; `cap`: the rule that made it smaller."""

    percent: Decimal
    cap: RateCap | None = None


class ToldRate(NamedTuple):
    """The key rate in percent a year since a day."""

    since: date
    percent: Decimal


@dataclass(frozen=True, slots=True)
class KeyRates:
    """Since which day so many percent; the oldest first."""

    told: Sequence[tuple[date, Decimal]]

    def newest(self, day: date) -> ToldRate | None:
        """The one of a day; None before the first day that is known."""
        return next((ToldRate(*each) for each in reversed(self.told) if each[0] <= day), None)

    def at(self, day: date, group: PenaltyGroup, rules: Rules = RULES) -> Rate | None:
        if (newest := self.newest(day)) is None:
            return None
        cap, percent = rules.cap_of(group, day), newest.percent
        if cap is None or cap.percent is None or cap.percent >= percent:
            return Rate(percent)
        return Rate(cap.percent, cap)


class Span(NamedTuple):
    """Days of delay, both included, of a piece of an obligation; `until_paid`: it was paid on the last of all its days.
    Without a known rate there is no penalty."""

    obligation: Obligation
    kopecks: int
    first: date
    last: date
    rate: Rate | None
    divisor: int
    penalty: int
    until_paid: bool
    clause: str

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Delays:
    """By which rates, for whom, as seen on which day."""

    rates: KeyRates
    group: PenaltyGroup
    today: date
    rules: Rules = RULES

    def spans(self, laid: Sequence[Laid]) -> list[Span]:
        return [span for each in laid for span in self._of(each)]

    def _of(self, laid: Laid) -> Iterator[Span]:
        """A piece is charged by the rate of the day on which it was paid; an unpaid one by that of today."""
        for day, kopecks in laid.shares:
            yield from self._piece(laid.obligation, kopecks, day, True)
        if laid.left:
            yield from self._piece(laid.obligation, laid.left, self.today, False)

    def _piece(self, asked: Obligation, kopecks: int, until: date, paid: bool) -> Iterator[Span]:
        after = asked.late_after
        if after is None or until <= after:
            return
        rate, late = self.rates.at(until, self.group, self.rules), (until - after).days
        steps, clause = self.rules.scale_of(self.group, after)
        ends = [*(step.from_day - 1 for step in steps[1:]), late]
        for step, end in zip(steps, ends, strict=True):
            last = min(end, late)
            if step.divisor and last >= step.from_day:
                days, first = last - step.from_day + 1, after + timedelta(days=step.from_day)
                cost = penalty(kopecks, rate.percent, days, step.divisor) if rate else 0
                yield Span(asked, kopecks, first, after + timedelta(days=last), rate, step.divisor, cost, paid, clause)


def penalty(kopecks: int, percent: Decimal, days: int, divisor: int) -> int:
    """So many days of a `divisor`-th of the rate, half up to a kopeck."""
    parts = _WHOLE * divisor
    return (2 * kopecks * to_scaled(percent) * days + parts) // (2 * parts)


def clauses(laid: Sequence[Laid], spans: Sequence[Span], rules: Rules = RULES) -> tuple[str, ...]:
    """The paragraphs by which these were counted, each once."""
    asked = [each.obligation for each in laid]
    caps = [span.rate.cap.clause for span in spans if span.rate and span.rate.cap]
    found = [each.clause for each in asked] + [rules.moved for each in asked if each.why is Why.DAY_OFF]
    return tuple(clause for clause in dict.fromkeys([*found, *(span.clause for span in spans), *caps]) if clause)
