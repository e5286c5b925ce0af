"""The rules of payment as dated data: what is due when, what a delay costs. A rule holds from its day until the next.

A change of the law is a new row here; nothing that counts knows a day, a share or a paragraph. Days of payment and
caps on the rate may also be told by the supplier, without a new release: domain/told_rules.py puts those above these.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple, TypeVar


class PaymentGroup(StrEnum):
    GENERAL = "general"
    UTILITY = "utility"
    """who provides utilities to citizens, and who is treated as a citizen"""


class PenaltyGroup(StrEnum):
    GENERAL = "general"
    UTILITY = "utility"
    """managing companies, suppliers of heat and of water"""
    CITIZENS = "citizens"
    """citizens and the cooperatives of their houses"""


class Part(StrEnum):
    FIRST_ADVANCE = "first_advance"
    SECOND_ADVANCE = "second_advance"
    REST = "rest"
    """what is left of a month's cost"""
    BALANCE = "balance"
    """what was owed before the months that are shown one by one"""


class Term(NamedTuple):
    """A share of the base by the `day` of the month that comes `months` after the period; the rest has no percent."""

    part: Part
    percent: int
    day: int
    months: int
    clause: str


class Step(NamedTuple):
    """From this day of the delay on, so many parts of the key rate a day; 0: nothing."""

    from_day: int
    divisor: int


class RateCap(NamedTuple):
    """Between these days, both included, no higher rate than this percent is taken; None: the rate as it is. `open`:
    nobody has told yet what comes behind it."""

    groups: frozenset[PenaltyGroup]
    since: date
    until: date
    percent: Decimal | None
    clause: str
    open: bool = False


class Scale(NamedTuple):
    steps: tuple[Step, ...]
    clause: str


T = TypeVar("T")
Dated = Sequence[tuple[date, T]]
"""Rules by the day from which each holds, the oldest first."""


def _at(rules: Dated[T], day: date) -> T:
    """The rule of a day; before the first one, the first."""
    return next((rule for since, rule in reversed(rules) if since <= day), rules[0][1])


@dataclass(frozen=True, slots=True)
class Rules:
    """`on_advances`: whether an unpaid advance costs a penalty before the whole month is due. Of `caps` that hold on
    one day the last one counts."""

    terms: Mapping[PaymentGroup, Dated[tuple[Term, ...]]]
    scales: Dated[Mapping[PenaltyGroup, Scale]]
    on_advances: Dated[bool]
    caps: Sequence[RateCap]
    moved: str

    def terms_of(self, group: PaymentGroup, day: date) -> tuple[Term, ...]:
        return _at(self.terms[group], day)

    def scale_of(self, group: PenaltyGroup, day: date) -> Scale:
        return _at(self.scales, day)[group]

    def advances_cost(self, day: date) -> bool:
        return _at(self.on_advances, day)

    def cap_of(self, group: PenaltyGroup, day: date) -> RateCap | None:
        held = (cap for cap in reversed(self.caps) if group in cap.groups and cap.since <= day <= cap.until)
        return next(held, None)

    def ended_cap(self, group: PenaltyGroup, day: date) -> RateCap | None:
        """The one that has ended before this day, where it is not known what came behind it."""
        ended = (cap for cap in self.caps if cap.open and group in cap.groups and cap.until < day)
        return next(ended, None) if self.cap_of(group, day) is None else None


_BASIC: Final = "п. {} Основных положений (ПП РФ № 442)"
_ARTICLE: Final = "ст. 37 Закона № 35-ФЗ"
_BEGUN: Final = date(2012, 6, 12)
_EVERYBODY: Final = frozenset(PenaltyGroup)
_DWELLINGS: Final = _EVERYBODY - {PenaltyGroup.GENERAL}

CAPS: Final = (
    RateCap(_EVERYBODY, date(2022, 2, 28), date(2022, 12, 31), Decimal("9.5"), "ПП РФ № 912 от 20.05.2022"),
    RateCap(_DWELLINGS, date(2022, 2, 28), date(2024, 12, 31), Decimal("9.5"), "ПП РФ № 474 от 26.03.2022"),
    RateCap(_DWELLINGS, date(2025, 1, 1), date(2026, 12, 31), Decimal("9.5"), "ПП РФ № 329 от 18.03.2025", open=True),
)
"""Looked up in 2026; decision 0035 names the pages.

№ 912 took the rate of 27.02.2022 for electricity until the end of 2022, whoever bought it. № 474 (prolonged by № 1681
and № 2479 of 2022, № 2382 of 2023) speaks of companies too, but the Supreme Court holds it for what has to do with
dwellings alone (№ 305-ЭС24-17268 of 17.12.2024, a case of art. 37); № 329 prolongs it for dwellings from 01.01.2025 to
31.12.2026. What comes in 2027 nobody has told yet. Whether suppliers of heat and of water, who are of one group with
managing companies, have it after 2022 was not found; `rate_caps.csv` says otherwise where the supplier knows better.
"""

RULES: Final = Rules(
    terms={
        PaymentGroup.GENERAL: (
            (
                _BEGUN,
                (
                    Term(Part.FIRST_ADVANCE, 30, 10, 0, _BASIC.format(82)),
                    Term(Part.SECOND_ADVANCE, 40, 25, 0, _BASIC.format(82)),
                    Term(Part.REST, 0, 18, 1, _BASIC.format(82)),
                ),
            ),
        ),
        PaymentGroup.UTILITY: ((_BEGUN, (Term(Part.REST, 0, 15, 1, _BASIC.format(81)),)),),
    },
    scales=(
        (
            date(2015, 12, 5),
            {
                PenaltyGroup.GENERAL: Scale((Step(1, 130),), _ARTICLE),
                PenaltyGroup.UTILITY: Scale((Step(1, 300), Step(61, 170), Step(91, 130)), _ARTICLE),
                PenaltyGroup.CITIZENS: Scale((Step(31, 300), Step(91, 130)), _ARTICLE),
            },
        ),
    ),
    on_advances=((_BEGUN, False),),
    caps=CAPS,
    moved="ст. 193 ГК РФ",
)
