"""Rules of payment as the supplier tells them: they stand above those of domain/payment_rules.py."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from src.domain.payment_rules import RULES, Part, PaymentGroup, PenaltyGroup, RateCap, Rules, Term

EVERYBODY: Final = "*"
"""In the place of a group."""


class ToldTerms(NamedTuple):
    """Of months that begin on the day `since` or later: advances in percent by days of the month (0 percent: none), the
    rest by a day of the next one."""

    group: PaymentGroup
    since: date
    first_percent: int
    first_day: int
    second_percent: int
    second_day: int
    rest_day: int
    clause: str

    def terms(self) -> tuple[Term, ...]:
        advances = (
            Term(Part.FIRST_ADVANCE, self.first_percent, self.first_day, 0, self.clause),
            Term(Part.SECOND_ADVANCE, self.second_percent, self.second_day, 0, self.clause),
        )
        return (*(each for each in advances if each.percent), Term(Part.REST, 0, self.rest_day, 1, self.clause))


def told_cap(group: str, since: date, until: date | None, percent: Decimal | None, clause: str) -> RateCap:
    """Without a last day it holds until another one is told."""
    groups = frozenset(PenaltyGroup if group == EVERYBODY else [PenaltyGroup(group)])
    return RateCap(groups, since, until or date.max, percent, clause)


def with_told(terms: Sequence[ToldTerms], caps: Sequence[RateCap], rules: Rules = RULES) -> Rules:
    """Of caps, one of a group stands above one of everybody, then the later one above the earlier."""
    merged = {group: dict(dated) for group, dated in rules.terms.items()}
    for each in terms:
        merged[each.group][each.since] = each.terms()
    ranked = sorted(caps, key=lambda cap: (-len(cap.groups), cap.since))
    return replace(
        rules, terms={group: sorted(dated.items()) for group, dated in merged.items()}, caps=(*rules.caps, *ranked)
    )
