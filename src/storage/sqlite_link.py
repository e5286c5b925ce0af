"""What one connection of SQLite is asked, in the thread that owns it; broken constraints get their names."""

import re
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from src.storage.links import Row, Violation
from src.storage.sqlite_thread import ConnectionThread

T = TypeVar("T")


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
        def job(connection: sqlite3.Connection) -> None:
            connection.executemany(sql, rows)  # its cursor must not get out: whoever drops it resets the statement

        await self._run(job)

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
