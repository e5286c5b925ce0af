"""What a contract is to pay and when: advances of a month by the cost of the one before, the rest as it was billed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from src.domain.obligations import Account, Base, Bill, Obligation
from src.domain.payment_rules import RULES, Part, Rules, Term
from src.domain.periods import FIRST_YEAR, LAST_YEAR, Period
from src.domain.quantities import percent_of
from src.domain.working_days import WorkingDays

EDITION: Final = 2
"""Another one whenever obligations, or what is laid on them, are counted otherwise: what was kept of before is counted
anew."""
KNOWN_BACK: Final = 2
"""The cost of the month before is the base of an advance; where that is not known in time, of the one before it."""


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
        billed = self._by_day(period, rest)
        asked = [each for term in shares if (each := self._advance(period, term, min(billed, default=None)))]
        advances = sum(each.kopecks for each in asked)
        made = self._billed(period, rest, billed, advances) if billed else self._estimated(period, rest, advances)
        return [*asked, *made]

    def _by_day(self, period: Period, term: Term) -> dict[date, list[Bill]]:
        """The bills of a period by the day of the rule, or a later one that a bill names; both move over days off."""
        found, ruled = defaultdict[date, list[Bill]](list), self.days.moved(_day_of(period, term))
        for bill in self.bills.get(period, ()):
            found[max(ruled, self.days.moved(bill.due_on))].append(bill)
        return found

    def _advance(self, period: Period, term: Term, whole: date | None) -> Obligation | None:
        """`whole`: when the whole month is due; a delay of an advance counts from then on."""
        ruled = _day_of(period, term)
        if self._ended_before(ruled) or (base := self._base(period, ruled)) is None:
            return None
        due_on = self.days.moved(ruled)
        return Obligation(
            period,
            term.part,
            due_on,
            ruled,
            percent_of(base.kopecks, term.percent),
            known_on=ruled,
            percent=term.percent,
            base=base,
            late_after=due_on if self.rules.advances_cost(due_on) else whole,
            clause=term.clause,
        )

    def _billed(
        self, period: Period, term: Term, billed: dict[date, list[Bill]], advances: int
    ) -> Iterator[Obligation]:
        """Advances are taken off what comes first."""
        ruled = _day_of(period, term)
        for day, bills in sorted(billed.items()):
            latest = max(bill.due_on for bill in bills)
            for known_on, kopecks in _left(bills, advances):
                yield Obligation(
                    period,
                    Part.REST,
                    day,
                    ruled,
                    kopecks,
                    known_on=known_on,
                    bills=tuple(bills),
                    advances=advances,
                    late_after=day,
                    clause=term.clause,
                    named=latest if latest > self.days.moved(ruled) else None,
                )
            advances = 0

    def _estimated(self, period: Period, term: Term, advances: int) -> Iterator[Obligation]:
        """What will be left of a month that costs as much as the last one did, unless the contract ends in it."""
        ruled = _day_of(period, term)
        if self._ended_before(period.last_day):
            return
        if (base := self._base(period, date.max, back=1)) and base.kopecks > advances:
            yield Obligation(
                period,
                Part.REST,
                self.days.moved(ruled),
                ruled,
                base.kopecks - advances,
                known_on=ruled,
                base=base,
                advances=advances,
                firm=False,
                clause=term.clause,
            )

    def _ended_before(self, day: date) -> bool:
        return self.account.closed_on is not None and self.account.closed_on < day

    def _base(self, period: Period, by: date, back: int = KNOWN_BACK) -> Base | None:
        """None: not known, or there is nothing to ask a share of."""
        for before in (period.plus(-step) for step in range(1, back + 1)):
            if told := [bill.total for bill in self.bills.get(before, ()) if bill.issued_on <= by]:
                return Base(before, sum(told)) if sum(told) > 0 else None
        return None


def _left(bills: Sequence[Bill], advances: int) -> list[tuple[date, int]]:
    """What these bills ask beyond the advances, with the day when that is known. Where the advances are above them, the
    difference by the days since when it stays so: a later bill dates nothing anew that was given back before."""
    days = sorted({bill.issued_on for bill in bills})
    told = [sum(bill.total for bill in bills if bill.issued_on <= day) for day in days]
    if told[-1] >= advances:
        return [(days[-1], told[-1] - advances)]
    lasting = [max(advances - max(told[place:]), 0) for place in range(len(told))]
    steps = zip(days, [0, *lasting], lasting, strict=False)
    return [(day, before - over) for day, before, over in steps if over > before]


def _day_of(period: Period, term: Term) -> date:
    return period.plus(term.months).day(term.day)
