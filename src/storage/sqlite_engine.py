"""SQLite: one writer behind a lock with IMMEDIATE transactions, pooled `query_only` readers, WAL."""

import asyncio
import os
import sqlite3
from contextlib import asynccontextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from src.storage.links import Dialect, InexactValue, Link, LinkIterator
from src.storage.sqlite_link import SqliteLink
from src.storage.sqlite_thread import ConnectionThread


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
