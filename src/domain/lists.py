"""Filtered lists of a contract's things: what is asked for, which filter leads, what a selection comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from src.domain.text import fold

NUMBER_LENGTH: Final = 40
"""So much of a number's beginning is asked for; longer ones are stored, too."""
KEY_LENGTH: Final = 100


class Leader(StrEnum):
    """By which column a selection is read, and in whose order it is shown."""

    NUMBER = "number"
    AMOUNT = "amount"
    """the largest first"""
    DAY = "day"
    """the latest first"""


@dataclass(frozen=True, slots=True)
class Asked:
    """`until` is not included, `least` and `most` are (kopecks); `number` is the folded beginning of one; `kind`: of
    this kind or state alone; `after`, `before`: the ids beside which a page lies."""

    since: date | None = None
    until: date | None = None
    number: str = ""
    least: int | None = None
    most: int | None = None
    kind: str = ""
    after: int = 0
    before: int = 0

    @property
    def leader(self) -> Leader:
        """The filter that is likely to leave the fewest rows: the others are looked at row by row."""
        if self.number:
            return Leader.NUMBER
        summed = self.least is not None or self.most is not None
        if summed and (self.least == self.most or not (self.since or self.until or self.kind)):
            return Leader.AMOUNT
        return Leader.DAY


@dataclass(frozen=True, slots=True)
class Total:
    """What a selection comes to: so many things, and the sum of each column that is added up, in kopecks. `whole`
    False: there are too many to be looked at for it, and nothing is said."""

    count: int
    sums: tuple[int, ...]
    whole: bool = True


def number_key(number: str) -> str:
    """The form in which numbers are stored beside themselves, found by their beginning and sorted."""
    return fold(number)[:KEY_LENGTH]
