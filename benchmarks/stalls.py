"""How long the event loop stands still: the longest time in which nobody else gets a turn, during some work and, for as
long, beside a process that only burns CPU."""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from collections.abc import Awaitable, Coroutine, Sequence
from typing import Any, TypeVar

import uvloop

from benchmarks.figures import Ratio, ratio_of
from src.gateways.workshop.workshop import Workshop
from src.launch.server import rest_collector

T = TypeVar("T")
LIMIT = 2.0
TICK = 0.002


def run(work: Coroutine[Any, Any, T]) -> T:
    """On the server's loop, with the server's rare collections of garbage."""
    threshold = gc.get_threshold()
    rest_collector()
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(work)
    finally:
        gc.unfreeze()
        gc.set_threshold(*threshold)


async def stalls(workshop: Workshop, work: Awaitable[Any]) -> tuple[float, float]:
    """Seconds: during the work, and idle. No child is getting ready when either begins."""
    await workshop.ready()
    began = time.perf_counter()
    ours = await _longest(work)
    took = time.perf_counter() - began
    await workshop.ready()
    burning = await asyncio.create_subprocess_exec(sys.executable, "-c", "while True: pass")
    try:
        return ours, await _longest(asyncio.sleep(took))
    finally:
        burning.kill()
        await burning.wait()


async def _longest(work: Awaitable[Any]) -> float:
    under_way = asyncio.ensure_future(work)
    worst = 0.0
    while not under_way.done():
        began = time.perf_counter()
        await asyncio.sleep(TICK)
        worst = max(worst, time.perf_counter() - began - TICK)
    await under_way
    return worst


def stall_ratio(what: str, found: Sequence[tuple[float, float]]) -> Ratio:
    ours, idle = (sorted(series)[len(found) // 2] * 1000 for series in zip(*found, strict=True))
    note = f"{ours:.1f} ms, idle {idle:.1f}"
    return ratio_of(f"event loop stands still, {what}", [own / their for own, their in found], LIMIT, note)
