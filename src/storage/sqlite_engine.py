"""SQLite: one writer behind a lock with IMMEDIATE transactions, pooled `query_only` readers, WAL.

Every connection lives in a thread of its own (`ConnectionThread`); jobs run there in the order in which they were
posted. A cancelled waiter therefore harms nothing: the rollback that follows stands in the same queue.
"""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, Final, TypeVar

from src.storage.links import Dialect, InexactValue, Link, LinkIterator, Row, Violation

T = TypeVar("T")
Job = Callable[[sqlite3.Connection], Any]
BUSY_SECONDS: Final = 30
PRAGMAS: Final = (
    "foreign_keys=1",
    "synchronous=NORMAL",
    "cache_size=-20000",
    "mmap_size=268435456",
    "temp_store=MEMORY",
)


def _refuse(value: object) -> str:
    raise InexactValue(f"{value!r}: the base holds scaled integers and microseconds")


def tell_driver_our_forms() -> None:
    """Piccolo's import registers adapters that send Decimal through float, and slow ones for whole numbers."""
    sqlite3.register_adapter(Decimal, _refuse)
    sqlite3.register_adapter(datetime, _refuse)
    sqlite3.register_converter("INTEGER", int)


class ConnectionThread:
    """A connection and the one thread that touches it."""

    def __init__(self, path: Path, *, query_only: bool) -> None:
        self._path = path
        self._query_only = query_only
        self._jobs: SimpleQueue[tuple[asyncio.Future[Any], Job] | None] = SimpleQueue()
        self._thread = Thread(target=self._serve, name=f"sqlite {path.name}", daemon=True)
        self._thread.start()

    def post(self, job: Callable[[sqlite3.Connection], T]) -> asyncio.Future[T]:
        """Queue the job at once; the future may be awaited, or left alone."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.put((future, job))
        return future

    async def close(self) -> None:
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    def _serve(self) -> None:
        connection: sqlite3.Connection | None = None
        while (item := self._jobs.get()) is not None:
            future, job = item
            result, error = None, None
            try:
                connection = connection or self._open()
                result = job(connection)
            except BaseException as caught:
                error = caught
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                future.get_loop().call_soon_threadsafe(_settle, future, result, error)
            del item, future, job, result, error
        if connection is not None:
            connection.close()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            detect_types=sqlite3.PARSE_DECLTYPES,
            cached_statements=256,
        )
        try:
            _switch_to_wal(connection)
            for pragma in (*PRAGMAS, f"query_only={int(self._query_only)}"):
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """The busy timeout does not cover the switch; a second process may be at it in the same moment."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _settle(future: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
    if future.done():  # cancelled meanwhile
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)


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
