"""Long work in the event loop, with a turn for everybody else after every quarter of a millisecond of it.

What such work keeps is looked over by the collector of garbage at every turn, while it is little: the ten thousand
objects that it waits for otherwise are five milliseconds in which nobody has a turn. Nor is it let go all at once.
"""

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Iterable, MutableMapping, MutableSequence
from typing import Any, TypeVar

T = TypeVar("T")
AT_ONCE = 100
"""Rows whose end takes a small part of a millisecond."""
AT_MOST = 0.00025
"""Seconds: whoever waits has others before and behind in the queue, and a loop with nothing to do wakes no faster."""


async def in_turns(items: Iterable[T]) -> AsyncIterator[T]:
    """What is done with an item, and making the next one, counts as the work."""
    began = time.perf_counter()
    for item in items:
        yield item
        if time.perf_counter() - began > AT_MOST:
            gc.collect(0)
            await asyncio.sleep(0)
            began = time.perf_counter()


async def let_go(rows: MutableSequence[Any] | MutableMapping[Any, Any]) -> None:
    """Empty what was long, some rows at a time."""
    while rows:
        if isinstance(rows, MutableMapping):
            for _ in range(min(AT_ONCE, len(rows))):
                rows.popitem()
        else:
            del rows[-AT_ONCE:]
        await asyncio.sleep(0)
