"""SQLite: one writer behind a lock with IMMEDIATE transactions, pooled `query_only` readers, WAL."""

import asyncio
import os
import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from src.storage.links import Dialect, InexactValue, Link, LinkIterator, Row, Violation
from src.storage.sqlite_thread import ConnectionThread

T = TypeVar("T")


def _refuse(value: object) -> str:
    raise InexactValue(f"{value!r}: the base holds scaled integers and microseconds")


def tell_driver_our_forms() -> None:
    """Piccolo's import registers adapters that send Decimal through float, and slow ones for whole numbers."""
    sqlite3.register_adapter(Decimal, _refuse)
    sqlite3.register_adapter(datetime, _refuse)
    sqlite3.register_converter("INTEGER", int)


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")


class SqliteLink:
    def __init__(self, thread: ConnectionThread) -> None:
        self._thread = thread

    async def fetch(self, sql: str, values: Sequence[Any]) -> list[Row]:
        def job(connection: sqlite3.Connection) -> list[Row]:
            cursor = connection.execute(sql, values)
            found = cursor.fetchall()
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in found]

        return await self._run(job)

    async def tuples(self, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        return await self._run(lambda connection: connection.execute(sql, values).fetchall())

    async def execute(self, sql: str, values: Sequence[Any]) -> int:
        return await self._run(lambda connection: connection.execute(sql, values).rowcount)

    async def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        await self._run(lambda connection: connection.executemany(sql, rows))

    async def copy(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        marks = ", ".join("?" * len(columns))
        await self.many(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608

    async def _run(self, job: Callable[[sqlite3.Connection], T]) -> T:
        def named(connection: sqlite3.Connection) -> T:
            try:
                return job(connection)
            except sqlite3.IntegrityError as error:
                raise Violation(_constraint(connection, str(error))) from error

        return await self._thread.post(named)


def _constraint(connection: sqlite3.Connection, message: str) -> str:
    """SQLite tells the columns of a broken UNIQUE, not its name: look it up in the table's own text."""
    kind, _, what = message.partition(" constraint failed")
    what = what.removeprefix(": ")
    if kind == "FOREIGN KEY":
        return "foreign_key"
    if kind != "UNIQUE":
        return what
    table = what.partition(".")[0]
    columns = ", ".join(part.rpartition(".")[2] for part in what.split(", "))
    for (text,) in connection.execute("SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL", (table,)):
        found = re.search(rf"(?:CONSTRAINT (\w+) UNIQUE|UNIQUE INDEX (\w+) ON \w+) \({re.escape(columns)}\)", text)
        if found:
            return found[1] or found[2]
    return what


class SqliteDriver:
    dialect: Dialect = "sqlite"

    def __init__(self, path: Path, readers: int) -> None:
        self._path = path
        self._readers = readers
        self._idle: list[ConnectionThread] = []
        self._writer: ConnectionThread | None = None

    async def start(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(self._path, os.O_CREAT, 0o600))  # people's data: not for other users of the machine
        self._turns = asyncio.Semaphore(self._readers)
        self._lock = asyncio.Lock()
        self._writer = ConnectionThread(self._path, query_only=False)

    async def stop(self) -> None:
        """Wait for what is running, then end every thread."""
        async with self._lock:
            for _ in range(self._readers):
                await self._turns.acquire()
            for thread in (*self._idle, self._writer):
                if thread is not None:
                    await thread.close()
            self._idle, self._writer = [], None

    @asynccontextmanager
    async def reading(self) -> LinkIterator:
        async with self._turns:
            thread = self._idle.pop() if self._idle else ConnectionThread(self._path, query_only=True)
            try:
                yield SqliteLink(thread)
            finally:
                self._idle.append(thread)

    @asynccontextmanager
    async def writing(self) -> LinkIterator:
        async with self._lock:
            assert self._writer is not None, "the base is not started"  # noqa: S101
            link: Link = SqliteLink(self._writer)
            clean = False
            try:
                await link.execute("BEGIN IMMEDIATE", ())
                yield link
                await link.execute("COMMIT", ())
                clean = True
            finally:
                if not clean:  # in the queue even when this very wait is cancelled
                    await self._writer.post(_roll_back)
