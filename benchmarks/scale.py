"""`./bench --scale`: lists of a client with very much, in a base of very much, against a client with a hundred.

The base is filled by SQL under var/scale; what disk that needs is said first. Each filter alone is held to LIMIT;
filters together, of which so many rows are looked at a page, and totals have figures of their own.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.asking import Ask, ask, spent_on
from benchmarks.figures import Ratio, ratio_of
from benchmarks.scale_filling import Filled, fill
from benchmarks.scale_tables import SCALED, Scaled
from benchmarks.servers import Server, portal
from tests.databases import PostgresDatabases, postgres_server

ROWS = 10_000_000
BYTES_A_ROW = {"sqlite": 450, "postgres": 650}
"""With the indexes and the months, and what is needed to make them."""
ROUNDS, TIMES = 9, 30


def measure(engine: str, count: int, folder: Path) -> list[Ratio]:
    folder.mkdir(parents=True, exist_ok=True)
    needed, free = BYTES_A_ROW[engine] * count * len(SCALED), shutil.disk_usage(folder).free
    tables = " and ".join(each.table for each in SCALED)
    told = f"{count:,} rows of {tables} need about {needed / 2**30:.1f} GiB of disk, {free / 2**30:.1f} GiB are free"
    print(f"{engine}: {told} ({folder})", file=sys.stderr, flush=True)
    if needed > free * 0.9:
        raise RuntimeError("not enough disk: choose fewer --rows")
    with tempfile.TemporaryDirectory(dir=folder, prefix="run-") as run, _base(engine, Path(run)) as (url, database):
        filled = asyncio.run(fill(url, count))
        with portal(url, Path(run), "scale", *database) as server:
            return [each for scaled in SCALED for each in _measured(engine, scaled, filled, server)]


@contextmanager
def _base(engine: str, folder: Path) -> Iterator[tuple[str, Sequence[int]]]:
    """The address of an empty base, and the processes of its server."""
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'scale.sqlite'}", ()
        return
    folder.chmod(0o755)  # PostgreSQL has a user of its own
    with postgres_server(folder) as sockets:
        pid = int((sockets / "data" / "postmaster.pid").read_text().splitlines()[0])
        yield PostgresDatabases(sockets).empty(), (pid,)


def _measured(engine: str, scaled: Scaled, filled: Filled, server: Server) -> list[Ratio]:
    pairs = []
    for each in scaled.selections:
        small, large = (
            Ask(
                each.name, each.path(client.contract, scaled.path, client.middle[scaled.table]), filled.token, htmx=True
            )
            for client in (filled.small, filled.large)
        )
        if each.told not in ask(server, large).text:
            raise RuntimeError(f"{large.path} does not say «{each.told}»")
        pairs.append((each, small, large))
    rounds = [
        [(spent_on(server, small, TIMES), spent_on(server, large, TIMES)) for _, small, large in pairs]
        for _ in range(ROUNDS + 1)
    ][1:]  # the first one fills caches
    return [
        _ratio(f"scale, {engine}, {scaled.path}: {selection.name}", selection.limit, found)
        for (selection, *_), found in zip(pairs, zip(*rounds, strict=True), strict=True)
    ]


def _ratio(name: str, limit: float, rounds: Sequence[tuple[float, float]]) -> Ratio:
    small, large = (median(series) * 1000 for series in zip(*rounds, strict=True))
    return ratio_of(name, [after / before for before, after in rounds], limit, f"{small:.2f} ms, then {large:.2f}")
