"""A SQLite connection in a thread of its own; jobs run there in the order in which they were posted.

A cancelled waiter harms nothing: the rollback that follows stands in the same queue.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, Final, TypeVar

T = TypeVar("T")
Job = Callable[[sqlite3.Connection], Any]
BUSY_SECONDS: Final = 30
PRAGMAS: Final = (
    "foreign_keys=1",
    "synchronous=NORMAL",
    "cache_size=-20000",
    "temp_store=MEMORY",
)


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
