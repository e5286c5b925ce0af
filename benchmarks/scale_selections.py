"""What is asked of long lists: each filter alone, filters together, totals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FIRST_DAY = date(2024, 12, 1)
LIMIT, BOUNDED, TOTALS = 1.3, 4.0, 20.0
"""Times the small client's: a filter alone; 1,000 rows looked at instead of 100; 5,000 added up instead of 100."""


@dataclass(frozen=True, slots=True)
class Row:
    """Of a client's list: where a page may begin, and what is found by its sum."""

    id: int
    kopecks: int


@dataclass(frozen=True, slots=True)
class Selection:
    """`query` holds marks for the row in the middle of a list; `told` is what the large client's answer must say."""

    name: str
    query: str
    limit: float = LIMIT
    ending: str = ""
    told: str = ""

    def path(self, contract: int, list_: str, middle: Row) -> str:
        roubles = f"{middle.kopecks // 100},{middle.kopecks % 100:02}"
        query = self.query.format(id=middle.id, sum=roubles)
        return f"/contracts/{contract}/{list_}{self.ending}{'?' if query else ''}{query}"


_YEAR = f"since={FIRST_DAY}&until=2025-11-30"
_DAYS = "since=2024-12-15&until=2026-02-14"
_EVERY = (
    Selection("all of them", ""),
    Selection("deep in the list", "after={id}"),
    Selection("a year", _YEAR),
    Selection("a number's beginning", "number=1"),
    Selection("a number within a period that it has not", f"number=1&until={FIRST_DAY}", BOUNDED, told="Дальше"),
    Selection("the total", "", TOTALS, "/totals"),
    Selection("the total of days and months", _DAYS, TOTALS, "/totals"),
    Selection("the total of a number's beginning", "number=1", TOTALS, "/totals"),
)
WITH_SUMS = (
    *_EVERY,
    Selection("a sum", "least=1"),
    Selection("an exact sum", "least={sum}&most={sum}"),
    Selection("a sum within a year", f"{_YEAR}&least=1", BOUNDED),
    Selection("a sum that nothing has, within a year", f"{_YEAR}&least=99999999", BOUNDED, told="Дальше"),
    Selection("the total of a sum", "least=1", TOTALS, "/totals"),
)
WITH_KINDS = (
    *_EVERY,
    Selection("a kind", "kind=invoice"),
    Selection("a kind within a year", f"kind=invoice&{_YEAR}"),
    Selection("a kind of some number", "kind=invoice&number=1", BOUNDED),
    Selection("a kind that no number has", "kind=penalty&number=1", BOUNDED, told="Дальше"),
    Selection("the total of a kind", "kind=invoice", TOTALS, "/totals"),
)
