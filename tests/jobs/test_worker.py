import asyncio
import logging

import pytest

from src.jobs import worker
from src.jobs.worker import Job, working


async def test_a_job_runs_again_and_again() -> None:
    third = asyncio.Event()
    rounds: list[int] = []

    async def count() -> None:
        rounds.append(1)
        if len(rounds) == 3:
            third.set()

    async with working([Job("count", 0, count)]):
        await asyncio.wait_for(third.wait(), 5)


async def test_a_failing_job_is_logged_and_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    good = asyncio.Event()

    async def fail() -> None:
        raise OSError("no mail server")

    async def work() -> None:
        if caplog.records:
            good.set()

    async with working([Job("fails", 0, fail), Job("works", 0, work)]):
        await asyncio.wait_for(good.wait(), 5)
    assert [(r.levelno, r.fields) for r in caplog.records] == [(logging.ERROR, {"job": "fails"})]  # type: ignore[attr-defined]


async def test_a_failing_job_waits_longer_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = asyncio.Event()
    pauses: list[float] = []

    async def fail() -> None:
        raise OSError

    async def no_wait(waiting: object, pause: float) -> None:
        waiting.close()  # type: ignore[attr-defined]
        pauses.append(pause)
        if len(pauses) == 8:
            stop.set()

    monkeypatch.setattr(worker.asyncio, "wait_for", no_wait)
    await worker._repeat(Job("fails", 3, fail), stop)
    assert pauses == [6, 12, 24, 48, 60, 60, 60, 60]


async def test_a_round_under_way_is_finished_at_shutdown() -> None:
    begun, finished = asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        begun.set()
        await asyncio.sleep(0)
        finished.set()

    async with working([Job("slow", 1, slow)]):
        await begun.wait()
    assert finished.is_set()


async def test_a_round_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "LAST_WORD", 0.01)
    begun, cut_off = asyncio.Event(), asyncio.Event()

    async def endless() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            cut_off.set()

    async with working([Job("endless", 1, endless)]):
        await begun.wait()
    assert cut_off.is_set()
