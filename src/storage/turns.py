"""Long work in the event loop, with a turn for everybody else after every half millisecond of it."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from typing import TypeVar

T = TypeVar("T")
AT_MOST = 0.0005
"""Seconds: whoever waits has others before and behind in the queue, and a loop with nothing to do wakes no faster."""


async def in_turns(items: Iterable[T]) -> AsyncIterator[T]:
    """What is done with an item, and making the next one, counts as the work."""
    began = time.perf_counter()
    for item in items:
        yield item
        if time.perf_counter() - began > AT_MOST:
            await asyncio.sleep(0)
            began = time.perf_counter()
