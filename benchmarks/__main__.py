"""`./bench [PART …]`: speed, growth, bytes, import, workbooks; all by default. Exit 1 where a limit is missed.

`./bench --scale [--rows N]`: instead of them, lists of millions of rows (scale.py).
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks import bodies, checking, growth, importing, pages, scale, speed, workbooks
from benchmarks.figures import Body, Ratio, print_table, unmeasured, write_json
from benchmarks.filling import fill, sign_in, sqlite_base
from benchmarks.growth import Base
from tests.databases import Databases, PostgresDatabases, SqliteFiles, postgres_server

T = TypeVar("T")
VAR = Path(__file__).parent.parent / "var"
FOLDER = VAR / "bench"
SMALL, MIDDLE, LARGE = 100, 10_000, 100_000
"""Contracts. Filling is dear on PostgreSQL, and its base is gone with its server: MIDDLE is the large one there."""
PARTS = ("speed", "growth", "bytes", "import", "workbooks")


class Engine:
    """One database engine with its servers; `pids`: its own processes, whose time counts as the portal's."""

    def __init__(self, name: str, databases: Databases, folder: Path, pids: tuple[int, ...] = ()) -> None:
        self.name, self.databases, self.folder, self.pids = name, databases, folder, pids
        self.filled: dict[int, str] = {}

    def base(self, contracts: int) -> str:
        """A filled base of this size; whoever writes takes a copy."""
        if contracts not in self.filled:
            self.filled[contracts] = self._fill(contracts)
        return self.filled[contracts]

    def _fill(self, contracts: int) -> str:
        if self.name == "sqlite":
            return f"sqlite:///{sqlite_base(FOLDER, contracts)}"
        url = self.databases.migrated()
        asyncio.run(fill(url, contracts, self.folder))
        return url

    def speed(self) -> list[Ratio]:
        ours = self.databases.copy_of(self.base(MIDDLE))
        people = asyncio.run(sign_in(ours))
        theirs = self.databases.copy_of(ours)
        return speed.measure_speed(self.name, (ours, theirs), self.folder, pages.speed_subjects(people), *self.pids)

    def growth(self) -> list[Ratio]:
        small = self._signed_in(SMALL)
        large = self._signed_in(LARGE if self.name == "sqlite" else MIDDLE)
        return growth.measure_growth(self.name, small, large, self.folder, *self.pids)

    def checking(self) -> list[Ratio]:
        return checking.measure(self.name, self.databases.copy_of(self.base(MIDDLE)), self.folder)

    def bytes(self) -> list[Body]:
        base = self._signed_in(SMALL)
        return bodies.measure_bodies(base.url, base.people["fifty"], self.folder)

    def importing(self) -> list[Ratio]:
        folder = self.folder / "import"
        shutil.rmtree(folder, ignore_errors=True)
        found = [Ratio(**each) for each in importing.measure(self.databases, folder, self.name)]
        shutil.rmtree(folder)
        return found

    def parts(self, wanted: Collection[str]) -> dict[str, Callable[[], list[Ratio]]]:
        all_ = {"speed": self.speed, "growth": self.growth, "import": self.importing, "workbooks": self.checking}
        return {name: work for name, work in all_.items() if name in wanted}

    def _signed_in(self, contracts: int) -> Base:
        url = self.databases.copy_of(self.base(contracts))
        return Base(contracts, url, asyncio.run(sign_in(url)))


@contextmanager
def sqlite() -> Iterator[Engine]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER, prefix="run-") as folder:
        yield Engine("sqlite", SqliteFiles(Path(folder)), Path(folder))


@contextmanager
def postgres() -> Iterator[Engine]:
    with postgres_server() as sockets, tempfile.TemporaryDirectory() as folder:
        pid = int((sockets / "data" / "postmaster.pid").read_text().splitlines()[0])
        yield Engine("postgres", PostgresDatabases(sockets), Path(folder), (pid,))


def main() -> int:
    parser = argparse.ArgumentParser(prog="./bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all by default")
    parser.add_argument("--engine", choices=("sqlite", "postgres"), help="one engine alone")
    parser.add_argument("--scale", action="store_true", help="lists of millions of rows, and nothing else")
    parser.add_argument("--rows", type=int, default=scale.ROWS, help="of each list; %(default)s")
    given = parser.parse_args()
    if wrong := set(given.parts) - set(PARTS):
        parser.error(f"unknown: {', '.join(sorted(wrong))}")
    if given.scale:
        ratios, weighed = measure_scale(given.rows, given.engine), list[Body]()
    else:
        ratios, weighed = measure(tuple(given.parts) or PARTS, given.engine)
    print_table(ratios, weighed)
    write_json(VAR / ("bench-scale.json" if given.scale else "bench.json"), ratios, weighed)
    return int(any(each.missed for each in ratios) or any(body.missed for body in weighed))


def measure(parts: tuple[str, ...], only: str | None) -> tuple[list[Ratio], list[Body]]:
    ratios: list[Ratio] = []
    weighed: list[Body] = []
    if "workbooks" in parts:
        _timed("workbooks", workbooks.measure, ratios, ratios)
    for name, opened in (("sqlite", sqlite), ("postgres", postgres)):
        if only not in (None, name):
            continue
        with opened() as engine:
            for part, work in engine.parts(parts).items():
                _timed(f"{name}: {part}", work, ratios, ratios)
            if "bytes" in parts and not weighed:
                _timed(f"{name}: bytes", engine.bytes, weighed, ratios)
    return ratios, weighed


def measure_scale(count: int, only: str | None) -> list[Ratio]:
    ratios: list[Ratio] = []
    for name in ("sqlite", "postgres"):
        if only in (None, name):
            _timed(f"{name}: scale", partial(scale.measure, name, count, VAR / "scale"), ratios, ratios)
    return ratios


def _timed(what: str, work: Callable[[], list[T]], found: list[T], missed: list[Ratio]) -> None:
    """What breaks is missed; all the rest is measured nevertheless."""
    began = time.monotonic()
    print(f"{what} …", file=sys.stderr, flush=True)
    try:
        found += work()
    except Exception as error:
        traceback.print_exc()
        missed.append(unmeasured(what, 0.0, error))
    print(f"{what}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
