"""Readings of a delivery: those of billing go in as they come, those of a client only get their status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from src.storage.engine import bound, copy, execute, execute_many, tuples
from src.storage.imports import among, differs, listed
from src.storage.links import Dialect


class KnownRegister(NamedTuple):
    """`limit` is the scaled value at which it has gone through zero."""

    id: int
    limit: int


class ImportedReading(NamedTuple):
    """Version 0: the versions of sendings begin with 1, so billing's word and the client's never meet."""

    register: int
    as_of: int
    source: str
    value: int
    status: str
    reason: str
    deleted: bool


@dataclass(slots=True)
class Sent:
    """A reading that was sent through the portal; `value` scaled."""

    id: int
    register: int
    as_of: int
    receipt: str
    value: int
    status: str
    reason: str


_NEW: Final = (*ImportedReading._fields, "version", "counted")


async def registers_of(keys: Iterable[str]) -> dict[str, KnownRegister]:
    sql = f"SELECT key, id, digits FROM register WHERE key IN {among(bound().dialect)}"  # noqa: S608
    return {key: KnownRegister(id_, 10 ** (digits + 6)) for key, id_, digits in await tuples(sql, listed(keys))}


async def write_readings(readings: Sequence[ImportedReading]) -> None:
    """Insert or update; their keys are different. Equal rows are left alone."""
    if bound().dialect == "sqlite":
        await execute_many(_upsert_text("sqlite"), readings)
        return
    read_before = await _registers_with_readings({reading.register for reading in readings})
    await copy("reading", _NEW, [(*reading, 0, "") for reading in readings if reading.register not in read_before])
    if rest := [reading for reading in readings if reading.register in read_before]:
        columns = [list(column) for column in zip(*rest, strict=True)]
        async with bound().link(_FROM_ARRAYS) as link:
            await link.execute(_FROM_ARRAYS, columns)


async def change_sheets(contracts: Iterable[int], since: int) -> None:
    """Give the sheets for readings from this instant on another version: whoever is sending looks again.

    Comes before their readings are touched, as in a sending, so that the two wait for each other and never cross.
    """
    some = among(bound().dialect, "BIGINT")
    sql = f"UPDATE sheet SET version = version + 1 WHERE contract IN {some} AND as_of >= {{}}"  # noqa: S608
    await execute(sql, listed(contracts), since)


async def sent_through_portal(registers: Iterable[int]) -> list[Sent]:
    """What clients have sent of these registers; held until the transaction ends."""
    sql = f"""SELECT g.id, g.register, g.as_of, r.number, g.value, g.status, g.reason
        FROM reading g JOIN receipt r ON r.id = g.receipt
        WHERE g.register IN {among(bound().dialect, "BIGINT")} AND g.source = 'client' FOR UPDATE"""  # noqa: S608
    return [Sent(*row) for row in await tuples(sql, listed(registers))]


async def write_statuses(sent: Iterable[Sent]) -> None:
    await execute_many(
        "UPDATE reading SET status = {}, reason = {} WHERE id = {}", [(s.status, s.reason, s.id) for s in sent]
    )


async def _registers_with_readings(registers: Iterable[int]) -> set[int]:
    sql = f"""SELECT r.id FROM register r WHERE r.id IN {among(bound().dialect, "BIGINT")}
        AND EXISTS (SELECT 1 FROM reading g WHERE g.register = r.id)"""  # noqa: S608
    return {register for (register,) in await tuples(sql, listed(registers))}


_CONFLICT: Final = """ON CONFLICT (register, as_of, source, version) DO UPDATE
    SET value = excluded.value, status = excluded.status, reason = excluded.reason, deleted = excluded.deleted"""
_CHANGING: Final = ("value", "status", "reason", "deleted")


@lru_cache
def _upsert_text(dialect: Dialect) -> str:
    return f"""INSERT INTO reading ({", ".join(_NEW)}) VALUES ({"{}, " * 7} 0, '')
        {_CONFLICT} WHERE {differs("reading", _CHANGING, dialect)}"""  # noqa: S608


# COPY cannot update, and a statement for each row is slow: the rows travel as columns, and those that say nothing new
# are left out before they would lock anything
_FROM_ARRAYS: Final = f"""INSERT INTO reading ({", ".join(_NEW)})
    SELECT u.*, 0, '' FROM unnest($1::BIGINT[], $2::BIGINT[], $3::VARCHAR[], $4::BIGINT[], $5::VARCHAR[], $6::VARCHAR[],
        $7::BOOLEAN[]) AS u (register, as_of, source, value, status, reason, deleted)
    LEFT JOIN reading g ON g.register = u.register AND g.as_of = u.as_of AND g.source = u.source AND g.version = 0
    WHERE g.id IS NULL OR (g.value, g.status, g.reason, g.deleted) IS DISTINCT FROM
        (u.value, u.status, u.reason, u.deleted)
    {_CONFLICT}"""  # noqa: S608
