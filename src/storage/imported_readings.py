"""Readings of a delivery: those of billing go in as they come, those of a client only get their status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from src.storage.engine import bound, copy, execute, execute_many, tuples
from src.storage.imports import among, listed
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
    """A reading that was sent through the portal; `receipt` is the number of its receipt, `value` scaled."""

    id: int
    register: int
    as_of: int
    source: str
    receipt: str
    receipt_id: int
    contract: int
    value: int
    status: str
    reason: str
    moved: bool = False
    """Whether billing has said something new of it."""
    rejected: bool = False
    """Whether it has just been rejected."""

    def move(self, status: str, reason: str) -> None:
        self.moved = self.moved or (status, reason) != (self.status, self.reason)
        self.rejected = self.rejected or (status == "rejected" != self.status)
        self.status, self.reason = status, reason


_NEW: Final = (*ImportedReading._fields, "version", "counted")


async def registers_of(keys: Iterable[str]) -> dict[str, KnownRegister]:
    sql = f"SELECT key, id, digits FROM register WHERE key IN {among(bound().dialect)}"  # noqa: S608
    return {key: KnownRegister(id_, 10 ** (digits + 6)) for key, id_, digits in await tuples(sql, listed(keys))}


async def write_readings(readings: Sequence[ImportedReading]) -> list[ImportedReading]:
    """Insert or update, their keys being different; those that say something new."""
    present = await _present(readings)
    new = [reading for reading in readings if reading[:3] not in present]
    changed = [reading for reading in readings if present.get(reading[:3], reading[3:]) != reading[3:]]
    await copy("reading", _NEW, [(*reading, 0, "") for reading in new])
    await execute_many(_CHANGE, [(*reading[3:], *reading[:3]) for reading in changed])
    return [*new, *changed]


async def _present(readings: Sequence[ImportedReading]) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """What is there of these registers between the first and the last of these instants, by key."""
    if not readings:
        return {}
    registers, instants = {reading.register for reading in readings}, [reading.as_of for reading in readings]
    found = await tuples(_PRESENT[bound().dialect], listed(registers), min(instants), max(instants))
    return {(register, as_of, source): tuple(rest) for register, as_of, source, *rest in found}


async def change_sheets(contracts: Iterable[int], since: int) -> None:
    """Give the sheets for readings from this instant on another version: whoever is sending looks again.

    Comes before their readings are touched, as in a sending, so that the two wait for each other and never cross.
    """
    some = among(bound().dialect, "BIGINT")
    sql = f"UPDATE sheet SET version = version + 1 WHERE contract IN {some} AND as_of >= {{}}"  # noqa: S608
    await execute(sql, listed(contracts), since)


async def sent_through_portal(registers: Iterable[int]) -> list[Sent]:
    """What clients have sent of these registers; held until the transaction ends."""
    sql = f"""SELECT g.id, g.register, g.as_of, g.source, r.number, r.id, r.contract, g.value, g.status, g.reason
        FROM reading g JOIN receipt r ON r.id = g.receipt
        WHERE g.register IN {among(bound().dialect, "BIGINT")} FOR UPDATE"""  # noqa: S608
    return [Sent(*row) for row in await tuples(sql, listed(registers))]


async def write_statuses(sent: Iterable[Sent]) -> None:
    await execute_many(
        "UPDATE reading SET status = {}, reason = {} WHERE id = {}", [(s.status, s.reason, s.id) for s in sent]
    )


_HELD: Final = f"SELECT {', '.join(ImportedReading._fields)} FROM reading g WHERE g.register"  # noqa: S608
_WITHIN: Final = "AND g.as_of >= {} AND g.as_of <= {} AND g.version = 0"
# PostgreSQL knows little of a table that is just being filled, and would read all of it for every batch: asked for one
# register after another, it takes the index
_PRESENT: Final[dict[Dialect, str]] = {
    "sqlite": f"{_HELD} IN {among('sqlite')} {_WITHIN}",
    "postgres": f"""SELECT held.* FROM {among("postgres", "BIGINT")} AS asked (register)
        CROSS JOIN LATERAL ({_HELD} = asked.register {_WITHIN} OFFSET 0) AS held""",  # noqa: S608
}
_CHANGE: Final = """UPDATE reading SET value = {}, status = {}, reason = {}, deleted = {}
    WHERE register = {} AND as_of = {} AND source = {} AND version = 0"""
