"""Long work in the event loop, with a turn for everybody else before every few pieces of it."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import TypeVar

T = TypeVar("T")
AT_ONCE = 10
"""Lines of a sheet: judging them takes half a millisecond, on a slow machine one."""


async def in_turns(items: Iterable[T]) -> AsyncIterator[T]:
    for number, item in enumerate(items):
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)
        yield item
