"""The base: one per process, bound to every table; transactions; queries as text.

Reading needs nothing; writing needs `async with transaction()`. Values are what the driver holds: integers, texts,
booleans, dates. `CAST(SUM(x) AS BIGINT)` gives an integer on both engines.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from src.storage.base import CURRENT, Base, Opened, own_transaction
from src.storage.links import Row, note_all, refuse_inexact, spread
from src.storage.postgres_engine import PostgresDriver
from src.storage.sqlite_engine import SqliteDriver, tell_driver_our_forms
from src.storage.tables import TABLES

__all__ = [
    "Base",
    "bound",
    "copy",
    "execute",
    "execute_many",
    "in_batches",
    "joined",
    "open_base",
    "rows",
    "transaction",
    "tuples",
]

_bound: list[Base] = []


def open_base(url: str, pool: int) -> Base:
    """Bind all tables to the base at `sqlite:///PATH` or `postgresql://…`; nothing is opened before `start()`.

    A second call rebinds: there is one base in a process at a time.
    """
    tell_driver_our_forms()
    if url.startswith("sqlite:///"):
        base = Base(SqliteDriver(Path(url.removeprefix("sqlite:///")), readers=pool))
    elif url.startswith(("postgresql://", "postgres://")):
        base = Base(PostgresDriver(url, connections=pool))
    else:
        raise ValueError("a base is sqlite:///PATH or postgresql://…")
    _bound[:] = [base]
    for table in TABLES:
        table._meta.db = base
    return base


def bound() -> Base:
    if not _bound:
        raise RuntimeError("no base is open: call open_base first")
    return _bound[0]


def joined() -> str:
    """The aggregate of the bound engine that joins texts with a separator."""
    return "group_concat" if bound().dialect == "sqlite" else "string_agg"


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """Everything inside is written together or not at all, cancellation included.

    Nested, it is a savepoint: what fails inside is undone, and the outer goes on if the error is caught.
    """
    if outer := own_transaction():
        async with _savepoint(outer):
            yield
        return
    async with bound().driver.writing() as link:
        opened = Opened(link, asyncio.current_task())
        CURRENT.set(opened)
        note_all(lambda counter: setattr(counter, "transactions", counter.transactions + 1))
        try:
            yield
        finally:
            opened.closed = True
            CURRENT.set(None)


@asynccontextmanager
async def _savepoint(opened: Opened) -> AsyncIterator[None]:
    opened.depth += 1
    name = f"inner_{opened.depth}"
    await opened.link.execute(f"SAVEPOINT {name}", ())
    try:
        yield
    except BaseException:
        await opened.link.execute(f"ROLLBACK TO SAVEPOINT {name}", ())
        raise
    finally:
        opened.depth -= 1
        await opened.link.execute(f"RELEASE SAVEPOINT {name}", ())


async def rows(sql: str, *values: Any) -> list[Row]:
    """Run one statement with a `{}` mark for each value (a list for `IN ({})`) and give its rows as dicts."""
    base = bound()
    text, flat = spread(sql, values, base.dialect)
    async with base.link(text) as link:
        found = await link.fetch(text, flat)
    note_all(lambda counter: counter.note(text, len(found)))
    return found


async def tuples(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """As `rows`, without names: for the many rows of sums and imports."""
    base = bound()
    text, flat = spread(sql, values, base.dialect)
    async with base.link(text) as link:
        found = await link.tuples(text, flat)
    note_all(lambda counter: counter.note(text, len(found)))
    return found


async def execute(sql: str, *values: Any) -> int:
    """Run one writing statement; returns how many rows it touched."""
    base = bound()
    text, flat = spread(sql, values, base.dialect)
    async with base.link(text) as link:
        touched = await link.execute(text, flat)
    note_all(lambda counter: counter.note(text, 0))
    return touched


async def execute_many(sql: str, many: Sequence[Sequence[Any]]) -> None:
    """Run the statement for each row of values in the driver's loop: 0.5 M rows/s on SQLite, 0.08 on PostgreSQL."""
    if not many:
        return
    base = bound()
    text, _ = spread(sql, many[0], base.dialect)
    async with base.link(text) as link:
        await link.many(text, many)
    note_all(lambda counter: counter.note(text, 0))


async def copy(table: str, columns: Sequence[str], many: Sequence[Sequence[Any]]) -> None:
    """Insert new rows as fast as the engine can: COPY on PostgreSQL, executemany on SQLite."""
    if not many:
        return
    refuse_inexact(many[0])
    async with bound().link("COPY") as link:
        await link.copy(table, columns, many)
    note_all(lambda counter: counter.note(f"COPY {table}", 0))


async def in_batches(forget: Callable[[int], Awaitable[int]], size: int) -> int:
    """How many went. `forget` takes away so many at the most and says how many there were; each batch is a transaction
    of its own, so that nobody who saves waits for the whole."""
    total = 0
    while True:
        async with transaction():
            gone = await forget(size)
        total += gone
        if gone < size:
            return total
