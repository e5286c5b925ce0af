"""Import of readings.csv against the bare minimum: read the CSV, put the ready rows into the same table.

Both run on copies of one base that holds the directory already. Ours is all that loading a delivery does: digest and
count, typing and judging every field, finding the registers, marking contracts, report and progress; counting the
marked contracts again is a job of its own and is left out.
"""

from __future__ import annotations

import asyncio
import csv
import gc
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.deliveries import NOW, ZONE, make_deliveries
from src.exchange.nouns import READINGS
from src.gateways.files.folder import FolderFiles
from src.services.exchange.incoming import load
from src.storage.engine import copy, open_base, transaction, tuples
from tests.databases import Databases

ROWS, MANY_ROWS, ROUNDS = 260_000, 1_300_000, 3
FIRST_LIMIT, AGAIN_LIMIT, MEMORY_LIMIT = 4.0, 8.0, 200.0
_COLUMNS = ("register", "as_of", "source", "value", "status", "reason", "deleted", "version", "counted")

Ratio = dict[str, Any]
"""name, ratio, low (lower quartile), limit: a row of var/bench.json."""


def measure(databases: Databases, folder: Path, engine: str) -> list[Ratio]:
    """Two ratios of speed, and once the memory of a large import, in MB over its limit."""
    inboxes = make_deliveries(folder, ROWS)
    filled = databases.migrated()
    _in_base(filled, lambda: load(inboxes.directory, FolderFiles(inboxes.directory), lambda: NOW, ZONE))
    ready = _ready_rows(databases.copy_of(filled), inboxes.readings)
    found = [_round(databases, filled, inboxes.readings, inboxes.again, ready) for _ in range(ROUNDS)]
    ratios = [
        _ratio(f"import {engine} first", [first / bare for bare, first, _ in found], FIRST_LIMIT),
        _ratio(f"import {engine} again", [again / bare for bare, _, again in found], AGAIN_LIMIT),
    ]
    if engine == "sqlite":  # the engine lives in our process there: the larger of the two
        ratios.append(_ratio("import memory", [_peak_memory(databases, folder / "large") / MEMORY_LIMIT], 1.0))
    return ratios


def _ratio(name: str, found: list[float], limit: float) -> Ratio:
    ordered = sorted(found)
    return {"name": name, "ratio": ordered[len(ordered) // 2], "low": ordered[len(ordered) // 4], "limit": limit}


def _round(
    databases: Databases, filled: str, readings: Path, again: Path, ready: Sequence[Sequence[Any]]
) -> tuple[float, float, float]:
    """Seconds of the bare minimum, of the first load and of the same rows in another delivery."""
    bare = _in_base(databases.copy_of(filled), lambda: _bare(readings, ready))
    ours = databases.copy_of(filled)
    return bare, _in_base(ours, lambda: _ours(readings)), _in_base(ours, lambda: _ours(again))


def _in_base(url: str, work: Callable[[], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        base = open_base(url, 4)
        await base.start()
        try:
            return await work()
        finally:
            await base.stop()

    gc.collect()
    return asyncio.run(run())


async def _bare(inbox: Path, ready: Sequence[Sequence[Any]]) -> float:
    began = time.perf_counter()
    with (inbox / "1" / READINGS.file).open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file, delimiter=";"):
            pass
    async with transaction():
        await copy("reading", _COLUMNS, ready)
    return time.perf_counter() - began


async def _ours(inbox: Path) -> float:
    began = time.perf_counter()
    [outcome] = await load(inbox, FolderFiles(inbox), lambda: NOW, ZONE)
    seconds = time.perf_counter() - began
    assert (outcome.state, outcome.refused) == ("done", 0), outcome
    return seconds


def _ready_rows(url: str, readings: Path) -> list[tuple[Any, ...]]:
    _in_base(url, lambda: load(readings, FolderFiles(readings), lambda: NOW, ZONE))
    sql = f"SELECT {', '.join(_COLUMNS)} FROM reading ORDER BY id"
    return [tuple(row) for row in _in_base(url, lambda: tuples(sql))]


def _peak_memory(databases: Databases, folder: Path) -> float:
    """MB of a process that loads the directory and 1.3 million readings."""
    inboxes = make_deliveries(folder, MANY_ROWS)
    url = databases.migrated()
    command = [sys.executable, "-m", "benchmarks.memory", url, str(inboxes.directory), str(inboxes.readings)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return float(done.stdout)
