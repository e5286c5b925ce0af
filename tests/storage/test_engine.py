"""The base on either engine: every trap of Piccolo and the drivers that was met is closed here."""

import asyncio
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from src.storage.engine import Base, copy, execute, execute_many, open_base, rows, transaction, tuples
from src.storage.links import InexactValue, TransactionLost, TransactionMisused, Violation, counted
from src.storage.tables import Spent


async def spent() -> list[str]:
    return [key for (key,) in await tuples("SELECT key FROM spent ORDER BY key")]


async def spend(key: str) -> None:
    await execute("INSERT INTO spent (key, expires_at) VALUES ({}, {})", key, 1)


async def spend_and(statement: str) -> None:
    async with transaction():
        await spend("a")
        await execute(statement)


async def test_what_fails_inside_is_undone_and_raised(base: Base) -> None:
    with pytest.raises(Violation) as caught:
        await spend_and(
            "INSERT INTO submission_window (contract_key, period, opens_at, closes_at, deleted)"
            " VALUES ('*', '2026-11', 2, 1, FALSE)"
        )
    assert caught.value.constraint == "submission_window_half_open"
    assert await spent() == []


async def test_a_broken_unique_is_known_by_its_name(base: Base) -> None:
    window = "INSERT INTO submission_window (contract_key, period, opens_at, closes_at, deleted) VALUES"
    async with transaction():
        await execute(window + " ('*', '2026-11', 1, 2, FALSE)")
        with pytest.raises(Violation) as caught:
            async with transaction():
                await execute(window + " ('*', '2026-11', 1, 3, FALSE)")
    assert caught.value.constraint == "submission_window_unique"


async def test_a_nested_failure_leaves_the_outer_whole(base: Base) -> None:
    async with transaction():
        await spend("outer")
        with pytest.raises(Violation):
            await spend_and("INSERT INTO spent (key, expires_at) VALUES ('outer', 2)")
        async with transaction():
            await spend("second")
    assert await spent() == ["outer", "second"]


async def test_an_error_caught_without_a_savepoint_is_never_a_silent_rollback(base: Base) -> None:
    try:
        async with transaction():
            await spend("a")
            with pytest.raises(Violation):
                await spend("a")
    except TransactionLost:
        assert base.dialect == "postgres"
        assert await spent() == []
    else:
        assert await spent() == ["a"]


async def test_children_must_not_use_the_transaction(base: Base) -> None:
    with pytest.raises(TransactionMisused):
        async with transaction():
            await asyncio.gather(spend("a"), spend("b"))
    async with transaction():
        await spend("after")
    assert await spent() == ["after"]


async def test_a_child_that_outlives_the_transaction_reads_on_its_own(base: Base) -> None:
    gate = asyncio.Event()

    async def later() -> list[str]:
        await gate.wait()
        return await spent()

    async with transaction():
        await spend("a")
        child = asyncio.create_task(later())
    gate.set()
    assert await child == ["a"]


@pytest.fixture
async def deferred(base: Base) -> None:
    """Two tables whose foreign key is checked at the commit."""
    async with transaction():
        await execute("CREATE TABLE parent (id BIGINT PRIMARY KEY)")
        await execute(
            "CREATE TABLE child (parent BIGINT, CONSTRAINT child_of_parent FOREIGN KEY (parent)"
            " REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)"
        )


async def test_a_failing_commit_poisons_nothing(base: Base, deferred: None) -> None:
    for _ in range(6):  # more often than there are connections
        with pytest.raises(Violation):
            async with transaction():
                await execute("INSERT INTO child (parent) VALUES (7)")
        assert await rows("SELECT * FROM child") == []
    async with transaction():
        await spend("after")
    assert await spent() == ["after"]


async def test_cancelling_rolls_back(base: Base) -> None:
    inside = asyncio.Event()

    async def slow() -> None:
        async with transaction():
            await spend("lost")
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(slow())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with transaction():
        await spend("kept")
    assert await spent() == ["kept"]


async def test_cancelled_at_any_step_nothing_is_half_done(base: Base) -> None:
    async def pair(number: int) -> None:
        async with transaction():
            await spend(f"{number:03} a")
            await spend(f"{number:03} b")

    tasks = [asyncio.create_task(pair(number)) for number in range(60)]
    for turn, task in enumerate(tasks):
        for _ in range(turn % 7):
            await asyncio.sleep(0)
        if turn % 3:
            task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    keys = await spent()
    assert len(keys) >= 40
    assert all(keys.count(key[:-1] + "a") == keys.count(key[:-1] + "b") for key in keys)


async def test_writing_needs_a_transaction(base: Base) -> None:
    with pytest.raises(TransactionMisused):
        await spend("a")
    with pytest.raises(TransactionMisused):
        await Spent.insert(Spent(key="a", expires_at=1))
    with pytest.raises(TransactionMisused):
        await copy("spent", ("key", "expires_at"), [("a", 1)])


async def test_piccolos_own_ways_that_swallow_and_poison_are_shut(base: Base) -> None:
    with pytest.raises(TransactionMisused):
        await Spent.select().batch(batch_size=10)
    with pytest.raises(TransactionMisused):
        base.transaction()
    with pytest.raises(TransactionMisused):
        base.atomic()


@pytest.mark.parametrize("value", [Decimal("0.1"), 0.1, datetime(2026, 11, 1, tzinfo=UTC)])
async def test_nothing_inexact_gets_in(base: Base, value: object) -> None:
    async with transaction():
        with pytest.raises(InexactValue):
            await execute("INSERT INTO spent (key, expires_at) VALUES ('a', {})", value)
        with pytest.raises(InexactValue):
            await execute_many("INSERT INTO spent (key, expires_at) VALUES ({}, {})", [("a", value)])
        with pytest.raises(InexactValue):
            await Spent.insert(Spent(key="a", expires_at=value))
    assert await spent() == []


async def test_large_integers_and_their_sum_are_exact(base: Base) -> None:
    big = 9_007_199_254_740_993  # 2^53 + 1: the first that a float loses
    async with transaction():
        await copy("spent", ("key", "expires_at"), [("a", big), ("b", big)])
    assert await rows("SELECT CAST(SUM(expires_at) AS BIGINT) AS total FROM spent") == [{"total": 2 * big}]


async def test_lists_spread_and_an_empty_one_matches_nothing(base: Base) -> None:
    async with transaction():
        await execute_many("INSERT INTO spent (key, expires_at) VALUES ({}, {})", [(key, 1) for key in "abc"])
    find = "SELECT key FROM spent WHERE key IN ({}) AND expires_at = {} ORDER BY key"
    assert await tuples(find, ["a", "c"], 1) == [("a",), ("c",)]
    assert await tuples(find, [], 1) == []


async def test_statements_rows_and_transactions_are_counted(base: Base) -> None:
    with counted() as counter:
        async with transaction():
            await spend("a")
            await spend("b")
        await spent()
    assert (counter.statements, counter.rows, counter.transactions) == (3, 2, 1)


async def test_a_reader_does_not_see_what_is_not_committed(base: Base) -> None:
    seen: list[list[str]] = []
    inside, looked = asyncio.Event(), asyncio.Event()

    async def look() -> None:
        await inside.wait()
        seen.append(await spent())
        looked.set()

    reader = asyncio.create_task(look())
    async with transaction():
        await spend("a")
        inside.set()
        await looked.wait()
    await reader
    assert seen == [[]]


def test_an_unknown_address_is_refused() -> None:
    with pytest.raises(ValueError, match="sqlite:///"):
        open_base("mysql://x", 1)
