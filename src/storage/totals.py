"""What a selection of a list comes to: whole months as they are kept (list_months.py), the rest row by row, as long as
not too many rows are to be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from src.domain.access import GuardedContract
from src.domain.lists import Asked, Leader, Total
from src.domain.periods import Period
from src.storage.engine import tuples
from src.storage.lists import Condition, Listing, led, walked

ALL: Final = "0"
"""Added up together, not by a column."""
LOOKED_AT: Final = 5_000
"""Rows of one total."""


async def total(listing: Listing[Any], contract: GuardedContract, asked: Asked) -> Total:
    """One query: whole months are added up as they are kept, what is left of others row by row."""
    found = await _found(listing, contract, asked, ALL)
    if any(looked > LOOKED_AT for _, looked, *_ in found):
        return Total(0, (0,) * len(listing.sums), whole=False)
    return _added(found)


async def by_kind(listing: Listing[Any], contract: GuardedContract, asked: Asked) -> dict[str, Total] | None:
    """The same for each kind that is found; None: there are too many to be looked at."""
    found = await _found(listing, contract, asked, f"l.{listing.kind}")
    if sum(looked for _, looked, *_ in found) > LOOKED_AT:
        return None
    kinds = {kind: _added([row for row in found if row[0] == kind]) for kind in sorted({kind for kind, *_ in found})}
    return {kind: total for kind, total in kinds.items() if total.count}


def _added(found: Sequence[Sequence[Any]]) -> Total:
    _, _, count, *sums = zip(*found, strict=True)
    return Total(sum(count), tuple(map(sum, sums)))


async def _found(listing: Listing[Any], contract: GuardedContract, asked: Asked, by: str) -> Sequence[Sequence[Any]]:
    """By what was asked: how many rows were looked at for it, how many fit, and their sums."""
    leading, rest = led(listing, asked)
    if not listing.months or rest or asked.leader is not Leader.DAY:
        parts = [_summed(listing, contract, leading, rest, by)]
    else:
        kind = [(text, value) for text, value in leading if value == asked.kind]
        months, edges = _split(asked.since, asked.until)
        parts = [_kept(listing, contract, kind, months, by)]
        parts += [_summed(listing, contract, [*kind, *_between(listing, *edge)], [], by) for edge in edges]
    grouped = f" GROUP BY {by}" if by != ALL else ""
    sql = " UNION ALL ".join(text + grouped for text, _ in parts)
    return await tuples(sql, *(value for _, values in parts for value in values))


def _summed(
    listing: Listing[Any], contract: GuardedContract, leading: Sequence[Condition], rest: Sequence[Condition], by: str
) -> Condition:
    fits = " AND ".join(text for text, _ in rest) or "TRUE"
    # no more columns than are needed: those of the index alone, where nothing else is compared
    grouped = (listing.kind,) if by != ALL else ()
    columns = tuple(dict.fromkeys((*listing.sums, *(listing.compared if rest else grouped)))) or ("id",)
    sql, values = walked(listing, contract, columns, leading, f"LIMIT {LOOKED_AT + 1}")
    sums = "".join(
        f", CAST(COALESCE(SUM(CASE WHEN {fits} THEN l.{name} ELSE 0 END), 0) AS BIGINT)" for name in listing.sums
    )
    counted = f"COUNT(*), CAST(COALESCE(SUM(CASE WHEN {fits} THEN 1 ELSE 0 END), 0) AS BIGINT)"
    given = [value for _, value in rest] * (1 + len(listing.sums))
    return f"SELECT {by}, {counted}{sums} FROM ({sql}) l", [*given, *values]  # noqa: S608


def _kept(
    listing: Listing[Any], contract: GuardedContract, kind: Sequence[Condition], months: tuple[str, str], by: str
) -> Condition:
    conditions = [*kind, *(each for each in zip(("l.period >= {}", "l.period < {}"), months, strict=True) if each[1])]
    where = "".join(f" AND {text}" for text, _ in conditions)
    sums = "".join(f", CAST(COALESCE(SUM(l.{name}), 0) AS BIGINT)" for name in ("things", *listing.sums))
    sql = f"SELECT {by}, 0{sums} FROM {listing.months} l WHERE l.contract = {{}}{where}"  # noqa: S608
    return sql, [contract.id, *(value for _, value in conditions)]


def _between(listing: Listing[Any], since: date, until: date) -> list[Condition]:
    return [(f"l.{listing.day} >= {{}}", since), (f"l.{listing.day} < {{}}", until)]


def _split(since: date | None, until: date | None) -> tuple[tuple[str, str], list[tuple[date, date]]]:
    """The whole months of a span, the last one not included ('': without end), and the rest of it, day by day."""
    first, edges = _month(since), list[tuple[date, date]]()
    last = _month(until)
    if since and first and since != first.day(1):
        first = first.next
        edges.append((since, first.day(1)))
    if until and last and until != last.day(1):
        edges.append((last.day(1), until))
    if since and until and first and last and first > last:  # all of it within one month
        edges = [(since, until)]
        last = first
    return (str(first or ""), str(last or "")), edges


def _month(day: date | None) -> Period | None:
    return Period(day.year, day.month) if day else None
