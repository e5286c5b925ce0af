"""What only a file of SQLite can do wrong."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from src.storage.engine import execute, open_base, rows, transaction
from src.storage.sqlite_link import SqliteLink


async def test_sqlite_readers_cannot_write(tmp_path: Path) -> None:
    base = open_base(f"sqlite:///{tmp_path / 'base.sqlite'}", 1)
    await base.start()
    async with transaction():
        await execute("CREATE TABLE thing (id INTEGER)")
    async with base.driver.reading() as link:
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            await link.execute("INSERT INTO thing (id) VALUES (1)", ())
    await base.stop()


async def test_readers_and_the_writer_do_not_wait_for_each_other(tmp_path: Path) -> None:
    base = open_base(f"sqlite:///{tmp_path / 'base.sqlite'}", 1)
    await base.start()
    async with transaction():
        await execute("CREATE TABLE thing (id INTEGER)")
    await base.stop()
    with closing(sqlite3.connect(tmp_path / "base.sqlite")) as file:
        assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)


async def test_a_busy_sqlite_leaks_no_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("src.storage.sqlite_thread.BUSY_SECONDS", 0.01)
    before = threading.active_count()
    base = open_base(f"sqlite:///{tmp_path / 'base.sqlite'}", 1)
    await base.start()
    await rows("SELECT 1 AS one")
    other = sqlite3.connect(tmp_path / "base.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for _ in range(5):
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            async with transaction():
                raise AssertionError("must not begin")
    assert threading.active_count() <= before + 3  # writer, reader and asyncio's own helper
    other.close()
    async with transaction():
        await execute("CREATE TABLE thing (id INTEGER)")
    await base.stop()
    assert not [thread for thread in threading.enumerate() if thread.name == "sqlite base.sqlite"]


async def test_a_base_of_people_is_not_readable_by_others(tmp_path: Path) -> None:
    base = open_base(f"sqlite:///{tmp_path / 'deep' / 'base.sqlite'}", 1)
    await base.start()
    await base.stop()
    assert (tmp_path / "deep" / "base.sqlite").stat().st_mode & 0o077 == 0


class Overheard:
    """A thread of a connection that is none, and keeps what its jobs hand over to other threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.results: list[Any] = []

    async def post(self, job: Any) -> Any:
        self.results.append(job(self.connection))
        return self.results[-1]


async def test_no_cursor_leaves_its_thread() -> None:
    """Whoever drops one resets its statement, which the thread may be running again by then."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        thread: Any = Overheard(connection)
        link = SqliteLink(thread)
        await link.execute("CREATE TABLE thing (id INTEGER)", ())
        await link.many("INSERT INTO thing (id) VALUES (?)", [(1,), (2,)])
        await link.copy("thing", ("id",), [(3,)])
        await link.fetch("SELECT id FROM thing", ())
        await link.tuples("SELECT id FROM thing", ())
    assert not any(isinstance(result, sqlite3.Cursor) for result in thread.results)
