"""Filtered lists of a contract's things, cut by key: what a page costs does not grow with the list or the base.

One index leads (domain/lists.py: Leader). What else is asked for is compared row by row, and then so many rows are
looked at a page, whether they fit or not: whoever wants more goes on from the last one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from src.domain.access import GuardedContract
from src.domain.lists import Asked, Leader
from src.storage.engine import tuples

T = TypeVar("T")
Condition = tuple[str, Any]
LOOKED_AT: Final = 1_000
"""Rows of one page, where more than one filter is set."""
_LAST: Final = "\U0010ffff"
"""Nothing is sorted behind it."""


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """A table with `key`, `contract` and `deleted`; `made` makes of a row's id and `columns` what the trade calls it.

    Over the rows that are not deleted it has the indexes (contract, day, id), (contract, number, id),
    (contract, amount, id) and (contract, kind, day, id), of the columns that are named here: `day` is a DATE, `number`
    what `number_key` made of one, in byte order. `sums` are added up; `months` is the table that keeps them by month
    (storage/list_months.py), '' where there is none.
    """

    table: str
    columns: tuple[str, ...]
    made: Callable[..., T]
    day: str
    number: str = ""
    amount: str = ""
    kind: str = ""
    sums: tuple[str, ...] = ()
    months: str = ""

    def column(self, leader: Leader) -> str:
        return {Leader.NUMBER: self.number, Leader.AMOUNT: self.amount, Leader.DAY: self.day}[leader]

    @property
    def compared(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.day, self.number, self.amount, self.kind)))


@dataclass(frozen=True, slots=True)
class Walk(Generic[T]):
    """A page as it was walked, forward or backward: what fits; the first row that was looked at (0: there was none) and
    the last one (0: none lies behind it). `broken_off`: so many rows were looked at that the page ended before it was
    full."""

    rows: Sequence[T] = ()
    first: int = 0
    last: int = 0
    broken_off: bool = False


def led(listing: Listing[Any], asked: Asked) -> tuple[list[Condition], list[Condition]]:
    """The conditions that the leading index answers, and the rest of them."""
    of = (
        (listing.day, ">= {}", asked.since),
        (listing.day, "< {}", asked.until),
        (listing.number, ">= {}", asked.number),
        (listing.number, "< {}", asked.number and asked.number + _LAST),
        (listing.amount, ">= {}", asked.least),
        (listing.amount, "<= {}", asked.most),
        (listing.kind, "= {}", asked.kind),
    )
    answered = {listing.column(asked.leader), listing.kind if asked.leader is Leader.DAY else ""}
    leading, rest = list[Condition](), list[Condition]()
    for column, text, value in of:
        if column and value not in {None, ""}:
            (leading if column in answered else rest).append((f"l.{column} {text}", value))
    return leading, rest


def walked(
    listing: Listing[Any], contract: GuardedContract, columns: Sequence[str], conditions: Sequence[Condition], end: str
) -> Condition:
    """These columns of a contract's rows under these conditions, and the values of the marks."""
    names = ", ".join(f"l.{column}" for column in dict.fromkeys(columns))
    where = "".join(f" AND {text}" for text, _ in conditions)
    sql = f"SELECT {names} FROM {listing.table} l WHERE l.contract = {{}} AND l.deleted = FALSE{where} {end}"  # noqa: S608
    return sql, [contract.id, *(value for _, value in conditions)]


_SIFTED: Final = """WITH walked AS MATERIALIZED (%(walked)s)
    SELECT * FROM (SELECT 0 AS place, %(told)s FROM walked l WHERE %(fits)s ORDER BY %(order)s LIMIT %(size)s) fit
    UNION ALL SELECT * FROM (SELECT 1 AS place, %(told)s FROM walked l ORDER BY %(order)s LIMIT 1) nearest
    UNION ALL SELECT * FROM (SELECT 2 AS place, %(told)s FROM walked l ORDER BY %(order)s LIMIT 2 OFFSET %(most)s) far
    ORDER BY place, ordered %(way)s, id %(way)s"""


async def find(listing: Listing[T], contract: GuardedContract, asked: Asked, size: int) -> Walk[T]:
    """One query for a page of at most so many."""
    leading, rest = led(listing, asked)
    column, way = listing.column(asked.leader), _way(asked)
    order = f"l.{column} {way}, l.id {way}"
    if mark := asked.before or asked.after:
        beyond = f"(SELECT n.{column}, n.id FROM {listing.table} n WHERE n.contract = {contract.id} AND n.id = {{}})"  # noqa: S608
        leading.append((f"(l.{column}, l.id) {'>' if way == 'ASC' else '<'} {beyond}", mark))
    columns = ("id", *listing.columns)
    seen, limit = ((*columns, *listing.compared), LOOKED_AT) if rest else (columns, size)
    sql, values = walked(listing, contract, seen, leading, f"ORDER BY {order} LIMIT {limit + 1}")
    if not rest:
        found = await tuples(sql, *values)
        more = len(found) > size
        return Walk(_made(listing, found[:size]), found[0][0] if found else 0, found[size - 1][0] if more else 0)
    told = ", ".join(f"l.{name}" for name in columns)
    words = {"walked": sql, "told": f"{told}, l.{column} AS ordered", "fits": _all(rest), "order": order, "way": way}
    sifted = _SIFTED % {**words, "size": size + 1, "most": LOOKED_AT - 1}
    found = await tuples(sifted, *values, *(value for _, value in rest))
    return _sifted(listing, [(row[0], row[1:-1]) for row in found], size)


def _way(asked: Asked) -> str:
    """Numbers go up, days and sums go down; what lies before a page is walked the other way."""
    return "ASC" if (asked.leader is Leader.NUMBER) is not bool(asked.before) else "DESC"


def _all(conditions: Sequence[Condition]) -> str:
    return " AND ".join(text for text, _ in conditions)


def _made(listing: Listing[T], found: Sequence[Sequence[Any]]) -> list[T]:
    return [listing.made(*row) for row in found]


def _sifted(listing: Listing[T], found: Sequence[tuple[int, Sequence[Any]]], size: int) -> Walk[T]:
    """`found` by place: what fits (0), the first row that was looked at (1), the last one and the next behind (2)."""
    fitting, nearest, beyond = ([row for at, row in found if at == place] for place in range(3))
    first = nearest[0][0] if nearest else 0
    if len(beyond) > 1:
        fitting = [row for row in fitting if row[0] != beyond[1][0]]
    if len(fitting) > size:
        return Walk(_made(listing, fitting[:size]), first, fitting[size - 1][0])
    last = beyond[0][0] if len(beyond) > 1 else 0
    return Walk(_made(listing, fitting), first, last, bool(last))
