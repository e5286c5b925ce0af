"""Sixteen writers in two processes: none fails, none is lost."""

import asyncio
import multiprocessing

from src.storage.engine import Base, bound, execute, open_base, rows, transaction
from src.storage.memberships import add_request, lock_contract
from tests.cast import Cast
from tests.factories import NOW

WRITERS, TURNS = 8, 25


async def _add(turns: int) -> None:
    for _ in range(turns):
        async with transaction():
            [found] = await rows("SELECT expires_at FROM spent WHERE key = 'counter' FOR UPDATE")
            await execute("UPDATE spent SET expires_at = {} WHERE key = 'counter'", found["expires_at"] + 1)


async def _write(url: str) -> None:
    base = open_base(url, 4)
    await base.start()
    await asyncio.gather(*(_add(TURNS) for _ in range(WRITERS)))
    await base.stop()


def _process(url: str) -> None:
    asyncio.run(_write(url))


async def test_no_write_fails_and_none_is_lost(base: Base, database_url: str) -> None:
    async with transaction():
        await execute("INSERT INTO spent (key, expires_at) VALUES ('counter', 0)")
    spawning = multiprocessing.get_context("spawn")
    processes = [spawning.Process(target=_process, args=(database_url,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        await asyncio.to_thread(process.join, 60)
    assert [process.exitcode for process in processes] == [0, 0]
    assert await rows("SELECT expires_at FROM spent") == [{"expires_at": 2 * WRITERS * TURNS}]


async def test_a_contract_whose_access_changes_takes_rows_that_name_it(cast: Cast) -> None:
    """Else somebody who saves readings, with the sheet locked, and an administrator would wait for each other."""
    locked, written = asyncio.Event(), asyncio.Event()

    async def change() -> None:
        async with transaction():
            await lock_contract(cast.contract.id)
            locked.set()
            await written.wait()

    async def write() -> None:
        await locked.wait()
        async with transaction():
            await add_request(cast.dmitry.id, cast.contract.id, NOW)
        written.set()

    if bound().dialect == "postgres":  # SQLite has one writer at a time
        await asyncio.wait_for(asyncio.gather(change(), write()), 20)
