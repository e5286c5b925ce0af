"""What a contract is to pay and when: advances of a month by the cost of the one before, the rest as it was billed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from src.domain.payment_rules import RULES, Part, PaymentGroup, Rules, Term
from src.domain.periods import FIRST_YEAR, LAST_YEAR, Period
from src.domain.quantities import percent_of
from src.domain.working_days import WorkingDays

KNOWN_BACK: Final = 2
"""The cost of the month before is the base of an advance; where that is not known in time, of the one before it."""


class Bill(NamedTuple):
    """An invoice, in kopecks."""

    number: str
    issued_on: date
    period: Period
    total: int
    due_on: date


class Base(NamedTuple):
    """What a month cost, as far as was known."""

    period: Period
    kopecks: int


class Why(StrEnum):
    """Why a payment has another day than the rule says."""

    NOT_MOVED = ""
    DAY_OFF = "day_off"
    INVOICE = "invoice"


@dataclass(frozen=True, slots=True)
class Obligation:
    """To be paid up to and including `due_on`; `ruled` is what the rule says before it moves. Less than zero: more was
    asked in advance than the month cost, which counts as paid from `known_on` on.

    `firm`: it can be overdue; what is only an estimate cannot. A delay costs something after the day `late_after`;
    None: never. `advances` is what was asked before and is taken off `bills` or, in an estimate, off the base.
    """

    period: Period
    part: Part
    due_on: date
    ruled: date
    kopecks: int
    known_on: date
    percent: int = 0
    base: Base | None = None
    bills: tuple[Bill, ...] = ()
    advances: int = 0
    firm: bool = True
    late_after: date | None = None
    clause: str = ""

    @property
    def why(self) -> Why:
        if self.due_on == self.ruled:
            return Why.NOT_MOVED
        return Why.INVOICE if any(bill.due_on == self.due_on for bill in self.bills) else Why.DAY_OFF


@dataclass(frozen=True, slots=True)
class Account:
    """A contract's side of it. What was due before the day `since` counts as `balance` alone: above zero too much was
    paid, below it something is owed."""

    bills: Sequence[Bill]
    group: PaymentGroup = PaymentGroup.GENERAL
    since: date = date.min
    balance: int = 0
    closed_on: date | None = None


def obligations(account: Account, days: WorkingDays, rules: Rules = RULES) -> list[Obligation]:
    """All of them from `since` on, the oldest first, whatever day it is: up to two months behind the last bill."""
    book = _Book(account, days, rules)
    made = [each for period in book.periods() for each in book.of(period) if each.due_on >= account.since]
    return sorted([*_carried(account), *made], key=lambda each: (each.due_on, each.period, each.part))


def _carried(account: Account) -> Iterator[Obligation]:
    if account.balance:
        day = account.since - timedelta(days=1) if account.balance < 0 else account.since
        period = Period(max(day.year, FIRST_YEAR), day.month)
        yield Obligation(period, Part.BALANCE, day, day, -account.balance, known_on=day)


@dataclass(slots=True)
class _Book:
    """The bills of an account by period, and what they ask."""

    account: Account
    days: WorkingDays
    rules: Rules
    bills: dict[Period, list[Bill]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for bill in sorted(self.account.bills, key=lambda each: (each.issued_on, each.number)):
            self.bills[bill.period].append(bill)

    def periods(self) -> list[Period]:
        """Those that were billed, and those behind them whose base is known."""
        billed, closed = sorted(self.bills), self.account.closed_on
        coming = [billed[-1].plus(step) for step in range(1, KNOWN_BACK + 1)] if billed else []
        told = [each for each in coming if each.year <= LAST_YEAR]
        return billed + [each for each in told if closed is None or each.day(1) <= closed]

    def of(self, period: Period) -> list[Obligation]:
        *shares, rest = self.rules.terms_of(self.account.group, period.day(1))
        asked = [each for term in shares if (each := self._advance(period, term))]
        advances = sum(each.kopecks for each in asked)
        if period not in self.bills:
            return [*self._late(asked, None), *self._estimated(period, rest, advances)]
        billed = list(self._billed(period, rest, advances))
        return [*self._late(asked, billed[0].due_on), *billed]

    def _advance(self, period: Period, term: Term) -> Obligation | None:
        ruled = _day_of(period, term)
        if (base := self._base(period, ruled)) is None:
            return None
        share = percent_of(base.kopecks, term.percent)
        asked = Obligation(period, term.part, self.days.moved(ruled), ruled, share, known_on=ruled)
        return replace(asked, percent=term.percent, base=base, clause=term.clause)

    def _billed(self, period: Period, term: Term, advances: int) -> Iterator[Obligation]:
        """By the day of the rule or a later one that a bill names; advances are taken off what comes first."""
        ruled, by_day = _day_of(period, term), defaultdict[date, list[Bill]](list)
        for bill in self.bills[period]:
            by_day[max(self.days.moved(ruled), bill.due_on)].append(bill)
        for day, bills in sorted(by_day.items()):
            total, known_on = sum(bill.total for bill in bills), max(bill.issued_on for bill in bills)
            asked = Obligation(period, Part.REST, day, ruled, total - advances, known_on, bills=tuple(bills))
            yield replace(asked, advances=advances, late_after=day, clause=term.clause)
            advances = 0

    def _estimated(self, period: Period, term: Term, advances: int) -> Iterator[Obligation]:
        """What will be left of a month that costs as much as the last one did."""
        ruled = _day_of(period, term)
        if (base := self._base(period, date.max, back=1)) and base.kopecks > advances:
            asked = Obligation(period, Part.REST, self.days.moved(ruled), ruled, base.kopecks - advances, ruled)
            yield replace(asked, base=base, advances=advances, firm=False, clause=term.clause)

    def _late(self, asked: Sequence[Obligation], whole: date | None) -> Iterator[Obligation]:
        """`whole`: when the whole month is due."""
        for each in asked:
            yield replace(each, late_after=each.due_on if self.rules.advances_cost(each.due_on) else whole)

    def _base(self, period: Period, by: date, back: int = KNOWN_BACK) -> Base | None:
        """None: not known, or there is nothing to ask a share of."""
        for before in (period.plus(-step) for step in range(1, back + 1)):
            if told := [bill.total for bill in self.bills.get(before, ()) if bill.issued_on <= by]:
                return Base(before, sum(told)) if sum(told) > 0 else None
        return None


def _day_of(period: Period, term: Term) -> date:
    return period.plus(term.months).day(term.day)
