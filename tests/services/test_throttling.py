"""Attempts are counted, delayed and never blocked for good."""

import asyncio
from datetime import timedelta

import pytest

from src.services import throttling
from src.services.throttling import TooSoon, network_of


async def tries(clock, count, key="account:anna", free=3):
    for _ in range(count):
        await throttling.attempt({key: free}, clock())


async def test_free_attempts_cost_nothing_then_the_wait_doubles(base, clock):
    await tries(clock, 4)
    waits = []
    for _ in range(4):
        with pytest.raises(TooSoon) as refusal:
            await tries(clock, 1)
        waits.append(refusal.value.seconds)
        clock.pass_by(timedelta(seconds=waits[-1]))
        await tries(clock, 1)
    assert waits == [1, 2, 4, 8]


async def test_an_attempt_while_waiting_does_not_lengthen_the_wait(base, clock):
    await tries(clock, 6 - 2)
    for _ in range(5):
        with pytest.raises(TooSoon) as refusal:
            await tries(clock, 1)
    assert refusal.value.seconds == 1


async def test_a_refusal_by_one_counter_leaves_the_others_as_they_were(base, clock):
    await tries(clock, 2, key="b", free=1)
    with pytest.raises(TooSoon):
        await throttling.attempt({"a": 3, "b": 1}, clock())
    assert not await throttling.proof_needed({"a": 1}, clock())


async def test_proof_is_asked_when_the_free_attempts_are_used_up(base, clock):
    await tries(clock, 2)
    assert not await throttling.proof_needed({"account:anna": 3}, clock())
    await tries(clock, 1)
    assert await throttling.proof_needed({"account:anna": 3}, clock())


async def test_a_day_later_all_is_forgotten(base, clock):
    await tries(clock, 4)
    clock.pass_by(timedelta(days=1, seconds=1))
    assert not await throttling.proof_needed({"account:anna": 3}, clock())
    await tries(clock, 3)


async def test_attempts_at_the_same_moment_are_all_counted(base, clock):
    results = await asyncio.gather(*(tries(clock, 1) for _ in range(10)), return_exceptions=True)
    assert sum(result is None for result in results) == 4


async def test_old_counters_are_removed(base, clock):
    await tries(clock, 4)
    await throttling.forget_old(clock.pass_by(timedelta(days=2)))
    await tries(clock, 4)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", ""),
        ("unix socket", "unix socket"),
    ],
)
def test_neighbours_count_together(address, network):
    assert network_of(address) == network
