"""Payments laid on what a contract owes, the oldest first, estimates last; what is overdue, what comes next."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from src.domain.obligations import Obligation
from src.domain.payment_rules import Part
from src.domain.periods import Period


class Money(NamedTuple):
    """Kopecks that came, or went on an obligation, on a day; less than zero: that were given back."""

    day: date
    kopecks: int


@dataclass(frozen=True, slots=True)
class Laid:
    """An obligation and what was laid on it."""

    obligation: Obligation
    shares: tuple[Money, ...]

    @property
    def paid(self) -> int:
        return sum(share.kopecks for share in self.shares)

    @property
    def left(self) -> int:
        return max(self.obligation.kopecks, 0) - self.paid


class Settled(NamedTuple):
    """All obligations; `over`: what was paid and is on none of them yet."""

    laid: tuple[Laid, ...]
    over: int


def lay(obligations: Sequence[Obligation], payments: Iterable[Money]) -> Settled:
    """What was asked too much counts as paid on the day when that was known. Nothing is laid on an estimate before all
    else is paid: nobody owes it, and what is owed would seem overdue."""
    too_much = [Money(each.known_on, -each.kopecks) for each in obligations if each.kopecks < 0]
    funds = _netted([*payments, *too_much])
    at, laid = 0, dict[int, Laid]()
    for place, each in sorted(enumerate(obligations), key=lambda pair: not pair[1].firm):
        shares, wanted = [], max(each.kopecks, 0)
        while wanted and at < len(funds):
            day, there = funds[at]
            taken = min(wanted, there)
            shares.append(Money(day, taken))
            wanted, funds[at] = wanted - taken, Money(day, there - taken)
            at += taken == there
        laid[place] = Laid(each, tuple(shares))
    return Settled(tuple(laid[place] for place in sorted(laid)), sum(fund.kopecks for fund in funds[at:]))


def _netted(money: Iterable[Money]) -> list[Money]:
    """One sum a day, in their order. What was given back takes away what came last before it, else what comes next."""
    days: dict[date, int] = {}
    for day, kopecks in money:
        days[day] = days.get(day, 0) + kopecks
    kept: list[Money] = []
    missing = 0
    for day, kopecks in sorted(days.items()):
        came = Money(day, kopecks - missing)
        while came.kopecks < 0 and kept:
            came = Money(kept[-1].day, kept.pop().kopecks + came.kopecks)
        missing = max(-came.kopecks, 0)
        if came.kopecks > 0:
            kept.append(came)
    return kept


def left_by_month(settled: Settled) -> dict[Period, int]:
    """Kopecks that are still to be paid of what each month asked, in advance and afterwards; months that asked."""
    left: dict[Period, int] = {}
    for laid in settled.laid:
        period = laid.obligation.period
        left[period] = left.get(period, 0) + laid.left
    return left


class Open(NamedTuple):
    """Something that is still to be paid. Of several that are overdue together the day is the oldest one's; they have
    neither period nor percent of their own then."""

    due_on: date
    kopecks: int
    firm: bool
    part: Part
    period: Period
    percent: int = 0


def open_items(settled: Settled, today: date) -> tuple[Open, ...]:
    """What is overdue in one, then each that comes."""
    items = [each for each in _open(settled) if each.due_on >= today]
    late = [each for each in _open(settled) if each.due_on < today and each.firm]
    if late:
        first = late[0]
        part = first.part if len(late) == 1 else Part.BALANCE
        percent = first.percent if len(late) == 1 else 0
        items.insert(0, Open(first.due_on, sum(each.kopecks for each in late), True, part, first.period, percent))
    return tuple(items)


def _open(settled: Settled) -> Iterator[Open]:
    for laid in settled.laid:
        if laid.left:
            asked = laid.obligation
            yield Open(asked.due_on, laid.left, asked.firm, asked.part, asked.period, asked.percent)


class Glance(NamedTuple):
    """What is overdue since a day, and the payment that comes next."""

    late: int
    since: date | None
    next: Open | None


class Owed(NamedTuple):
    """`late` since the day `since`, and the payments that come, the nearest first."""

    late: int
    since: date | None
    coming: tuple[Open, ...]

    @property
    def next(self) -> Open | None:
        return self.coming[0] if self.coming else None


def owed(items: Iterable[Open], today: date) -> Owed:
    """Of the items as they stood on some earlier day."""
    late = [each for each in items if each.firm and each.due_on < today]
    coming = sorted(each for each in items if each.due_on >= today)
    return Owed(sum(each.kopecks for each in late), min((each.due_on for each in late), default=None), tuple(coming))


def carried(settled: Settled, payments: Iterable[Money], since: date) -> int:
    """What remains on the eve of a day of all that was due, and of all that was paid, before it: the balance with which
    counting goes on from there."""
    before = (each.obligation for each in settled.laid if each.obligation.due_on < since)
    asked = sum(each.kopecks for each in before if each.firm)
    return sum(money.kopecks for money in payments if money.day < since) - asked
