"""Long work lets others in."""

import asyncio
import time
from collections.abc import Iterator

import pytest

from src.storage.turns import AT_MOST, in_turns


async def test_others_get_their_turn_whenever_the_work_has_taken_long(monkeypatch: pytest.MonkeyPatch) -> None:
    now, done, seen = 0.0, list[int](), list[int]()
    monkeypatch.setattr(time, "perf_counter", lambda: now)

    def made() -> Iterator[int]:
        nonlocal now
        for item in range(9):
            now += AT_MOST * 0.24  # making takes some time
            yield item

    async def work() -> None:
        nonlocal now
        async for item in in_turns(made()):
            done.append(item)
            now += AT_MOST * 0.24  # and so does what is done with it

    working = asyncio.create_task(work())
    while not working.done():
        seen.append(len(done))
        await asyncio.sleep(0)
    assert sorted(set(seen)) == [0, 3, 6, 9]
    assert done == list(range(9))
