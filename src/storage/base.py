"""What Piccolo calls an engine, over a driver that keeps its connections; and the transaction of the running task."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, NoReturn

from piccolo.engine.base import BaseAtomic, BaseBatch, BaseTransaction, Engine
from piccolo.querystring import QueryString

from src.storage.links import Dialect, Driver, Link, Row, TransactionMisused, note_all, refuse_inexact

_READ = re.compile(r"\s*(select|explain|values|with)\b", re.IGNORECASE)


@dataclass
class Opened:
    """The transaction of one task; `depth` counts the savepoints inside it."""

    link: Link
    owner: asyncio.Task[Any] | None
    depth: int = 0
    closed: bool = False


CURRENT: ContextVar[Opened | None] = ContextVar("transaction", default=None)


def own_transaction() -> Opened | None:
    """The open transaction of this task. A child task (gather, wait_for) inherits the variable and is refused."""
    opened = CURRENT.get()
    if opened is None or opened.closed:
        return None
    if opened.owner is not asyncio.current_task():
        raise TransactionMisused("a child task must not use its parent's transaction")
    return opened


class Base(Engine[Any]):
    """What Piccolo calls an engine, over a driver that keeps its connections."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        super().__init__(engine_type=driver.dialect, min_version_number=0)

    @property
    def dialect(self) -> Dialect:
        return self.driver.dialect

    async def start(self) -> None:
        await self.driver.start()

    async def stop(self) -> None:
        await self.driver.stop()

    @asynccontextmanager
    async def link(self, sql: str) -> AsyncIterator[Link]:
        """The transaction's connection, or a reader for one statement."""
        if opened := own_transaction():
            yield opened.link
        elif _READ.match(sql):
            async with self.driver.reading() as link:
                yield link
        else:
            raise TransactionMisused(f"a write outside transaction(): {sql[:60]}")

    async def run_querystring(self, querystring: QueryString, in_pool: bool = True) -> list[Row]:
        sql, values = querystring.compile_string(engine_type=self.engine_type)
        refuse_inexact(values)
        async with self.link(sql) as link:
            found = await link.fetch(sql, values)
        note_all(lambda counter: counter.note(sql, len(found)))
        return found

    async def run_ddl(self, ddl: str, in_pool: bool = True) -> list[Row]:
        async with self.link(ddl) as link:
            return await link.fetch(ddl, ())

    async def check_version(self) -> None:
        """Piccolo would connect while the engine is made; the migrations tell soon enough."""

    async def prep_database(self) -> None: ...

    async def get_version(self) -> float:
        return self.get_version_sync()

    def get_version_sync(self) -> float:
        """Only compared by Piccolo with 3.35, since when SQLite knows RETURNING."""
        return 3.4

    async def batch(self, query: Any, batch_size: int = 100, node: str | None = None) -> BaseBatch:
        _refuse("Piccolo's batch swallows exceptions: read pages by key")

    def transaction(self, *args: Any, **kwargs: Any) -> BaseTransaction:
        _refuse("Piccolo's transaction joins and poisons: use storage.engine.transaction()")

    def atomic(self) -> BaseAtomic:
        _refuse("use storage.engine.transaction()")


def _refuse(why: str) -> NoReturn:
    raise TransactionMisused(why)
