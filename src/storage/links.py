"""What both engines have in common: one connection in use, its errors, the marks of a query, the counter for tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal, Protocol

Dialect = Literal["sqlite", "postgres"]
Row = dict[str, Any]


class TransactionMisused(RuntimeError):
    """A write outside `transaction()`, or a query of another task inside somebody's transaction."""


class TransactionLost(RuntimeError):
    """The base rolled back instead of committing: an error inside was caught without a nested `transaction()`."""


class InexactValue(TypeError):
    """A float, Decimal or datetime on its way into the base: use the forms of storage/forms.py."""


class Violation(Exception):
    """A constraint of the schema refused; `constraint` is its name (`foreign_key` on SQLite, which names none)."""

    def __init__(self, constraint: str) -> None:
        super().__init__(constraint)
        self.constraint = constraint


class Link(Protocol):
    """One connection while it is ours. SQL has the engine's own marks here."""

    async def fetch(self, sql: str, values: Sequence[Any]) -> list[Row]: ...
    async def tuples(self, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]: ...
    async def execute(self, sql: str, values: Sequence[Any]) -> int: ...
    async def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None: ...
    async def copy(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None: ...


class Driver(Protocol):
    """How one engine opens, reads and writes."""

    dialect: Dialect

    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    def reading(self) -> AbstractAsyncContextManager[Link]: ...
    def writing(self) -> AbstractAsyncContextManager[Link]: ...


LinkIterator = AsyncIterator[Link]


def spread(sql: str, values: Sequence[Any], dialect: Dialect) -> tuple[str, list[Any]]:
    """Turn `{}` marks into the engine's. A list, `id IN ({})` with `[1, 2]`, becomes as many marks, on PostgreSQL one
    array: the statement is then the same for every length. An empty list matches nothing. `FOR UPDATE` or
    `FOR NO KEY UPDATE` at the end is left out on SQLite, where the transaction is the lock."""
    shape: list[int] = []
    flat: list[Any] = []
    for value in values:
        if not isinstance(value, list | tuple):
            shape.append(_ONE)
            flat.append(value)
            continue
        refuse_inexact(value)
        shape.append(_ARRAY if dialect == "postgres" else len(value))
        flat.append(value) if dialect == "postgres" else flat.extend(value)
    refuse_inexact(flat)
    return _marked(sql, dialect, tuple(shape)), flat


_ONE, _ARRAY = -1, -2


def refuse_inexact(values: Sequence[Any]) -> None:
    for value in values:
        if type(value) in {float, Decimal, datetime}:
            raise InexactValue(f"{value!r}: the base holds scaled integers and microseconds")


@lru_cache(maxsize=1024)
def _marked(sql: str, dialect: Dialect, shape: tuple[int, ...]) -> str:
    parts = sql.split("{}")
    if len(parts) != len(shape) + 1:
        raise ValueError(f"{len(parts) - 1} marks, {len(shape)} values: {sql}")
    text = parts[0]
    for number, (count, rest) in enumerate(zip(shape, parts[1:], strict=True), 1):
        if count == _ARRAY:
            text = _any(text)
        mark = f"${number}" if dialect == "postgres" else ", ".join("?" * abs(count)) or "NULL"
        text += mark + rest
    return text if dialect == "postgres" else text.removesuffix(" FOR UPDATE").removesuffix(" FOR NO KEY UPDATE")


def _any(text: str) -> str:
    if not text.endswith(" IN (") or text.endswith(" NOT IN ("):
        raise ValueError(f"a list stands in IN ({{}}) alone: {text[-40:]}")
    return text.removesuffix("IN (") + "= ANY("


@dataclass
class Counter:
    """What the base was asked while `counted()` was open: for tests that hold the budgets q and w."""

    statements: int = 0
    rows: int = 0
    transactions: int = 0
    texts: list[str] = field(default_factory=list)

    def note(self, sql: str, rows: int) -> None:
        self.statements += 1
        self.rows += rows
        self.texts.append(" ".join(sql.split()))


_counters: list[Counter] = []


@contextmanager
def counted() -> Iterator[Counter]:
    """Count the statements, returned rows and transactions of the whole process until the end of the block."""
    counter = Counter()
    _counters.append(counter)
    try:
        yield counter
    finally:
        _counters.remove(counter)


def note_all(note: Callable[[Counter], None]) -> None:
    for counter in _counters:
        note(counter)
