"""PostgreSQL: a pool; a connection that cannot be rolled back is thrown away, never used again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import asyncpg

from src.storage.links import Dialect, LinkIterator, Row, TransactionLost, Violation


@contextmanager
def _named_violations() -> Any:
    try:
        yield
    except asyncpg.IntegrityConstraintViolationError as error:
        raise Violation(error.constraint_name or error.column_name or "") from error


class PostgresLink:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def fetch(self, sql: str, values: Sequence[Any]) -> list[Row]:
        with _named_violations():
            return [dict(record) for record in await self._connection.fetch(sql, *values)]

    async def tuples(self, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Records, which compare and unpack as tuples."""
        with _named_violations():
            found: list[tuple[Any, ...]] = await self._connection.fetch(sql, *values)
            return found

    async def execute(self, sql: str, values: Sequence[Any]) -> int:
        with _named_violations():
            status = await self._connection.execute(sql, *values)
        last = status.rpartition(" ")[2]
        return int(last) if last.isdigit() else 0

    async def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        with _named_violations():
            await self._connection.executemany(sql, rows)

    async def copy(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        with _named_violations():
            await self._connection.copy_records_to_table(table, columns=columns, records=rows)


SETTINGS = {
    "application_name": "kabinet",
    "jit": "off",
    "lock_timeout": "30s",
    # the larger queries take longer to plan than to run, and all are written to walk an index whatever they are asked
    "plan_cache_mode": "force_generic_plan",
    # planned for a contract of a few registers, a page of a large one would gather and sort all; planned while a
    # table is small, or its statistics young, a look-up by key would read all of it
    "enable_bitmapscan": "off",
    "enable_seqscan": "off",
    # each row of a page has a point, a meter and a register of its own: nothing that was looked up comes again
    "enable_memoize": "off",
}


async def _keep_as_is(_connection: Any) -> None:
    """Nothing of a session outlives a transaction here; asyncpg's own reset would cost a round trip a query."""


class PostgresDriver:
    dialect: Dialect = "postgres"

    def __init__(self, url: str, connections: int) -> None:
        self._url = url
        self._connections = connections
        self._pool: Any = None

    async def start(self) -> None:
        self._pool = await asyncpg.create_pool(
            self._url,
            min_size=1,
            max_size=self._connections,
            reset=_keep_as_is,
            command_timeout=120,
            server_settings=SETTINGS,
        )

    async def stop(self) -> None:
        if self._pool is not None:
            await self._pool.close()
            self._pool = None

    @asynccontextmanager
    async def reading(self) -> LinkIterator:
        async with self._connection() as connection:
            yield PostgresLink(connection)

    @asynccontextmanager
    async def writing(self) -> LinkIterator:
        async with self._connection() as connection:
            clean = False
            try:
                await connection.execute("BEGIN")
                yield PostgresLink(connection)
                with _named_violations():
                    status = await connection.execute("COMMIT")
                if status != "COMMIT":
                    raise TransactionLost(status)
                clean = True
            finally:
                if not clean:
                    await _roll_back(connection)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Any]:
        async with self._pool.acquire() as connection:
            yield connection


async def _roll_back(connection: Any) -> None:
    try:
        if connection.is_in_transaction():
            await connection.execute("ROLLBACK")
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
        connection.terminate()
    except BaseException:
        connection.terminate()
        raise
