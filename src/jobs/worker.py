"""The loop around the jobs: each runs again and again, and none stops the others by failing."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from src.web.log import say

LONGEST_PAUSE = 60.0
"""Seconds; a job that keeps failing is tried ever more rarely, up to this."""
LAST_WORD = 10.0
"""Seconds that a job under way at shutdown may go on; every job can be cut off and goes on at the next start."""


@dataclass(frozen=True, slots=True)
class Job:
    """`run` does one round and returns; `every` is the pause between rounds in seconds."""

    name: str
    every: float
    run: Callable[[], Awaitable[object]]


@asynccontextmanager
async def working(jobs: Sequence[Job]) -> AsyncIterator[None]:
    """The jobs run while the block does; at its end each finishes its round or is cut off."""
    stop = asyncio.Event()
    tasks = [asyncio.create_task(_repeat(job, stop), name=job.name) for job in jobs]
    try:
        yield
    finally:
        stop.set()
        await _finish(tasks)


async def _finish(tasks: list[asyncio.Task[None]]) -> None:
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=LAST_WORD)
    for task in late:
        say("job cut off at shutdown", logging.WARNING, job=task.get_name())
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _repeat(job: Job, stop: asyncio.Event) -> None:
    pause = job.every
    while not stop.is_set():
        pause = job.every if await _one_round(job) else min(max(pause, 1.0) * 2, LONGEST_PAUSE)
        try:
            await asyncio.wait_for(stop.wait(), pause)
        except TimeoutError:
            continue


async def _one_round(job: Job) -> bool:
    """Whether the round went well. An error of any kind is logged: the next round may go better."""
    try:
        await job.run()
    except Exception:
        say("job failed", logging.ERROR, trace=True, job=job.name)
        return False
    return True
