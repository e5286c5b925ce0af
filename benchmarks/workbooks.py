"""Workbooks of ten thousand rows: writing and reading by a child that is ready, against the same cells with the same
library and nothing else; the memory of a child; how long the event loop stands still meanwhile.

No base takes part: what the portal does beside the workbook is measured by the pages.
"""

from __future__ import annotations

import asyncio
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from benchmarks.figures import Ratio, ratio_of
from src.domain.workbooks import SheetHead, SheetRow
from src.gateways.all import DANGEROUS
from src.gateways.workshop.workshop import Workshop
from src.services.tables import CPU_SECONDS
from src.spreadsheets.layout import SHEET
from src.spreadsheets.tasks import READ, WRITE, sheet_in

ROWS, ROUNDS = 10_000, 5
LIMIT, STALL_LIMIT, MEMORY_LIMIT = 2.0, 2.0, 200.0
TICK = 0.002
HEAD = SheetHead(1, "2026-11", "Показания за ноябрь 2026, договор № 1", ("Впишите показания.",))


def measure() -> list[Ratio]:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder)))


def rows() -> list[SheetRow]:
    """Registers with all their cells filled, as an energy manager sends them back."""
    return [
        SheetRow(
            str(number), f"Объект {number // 100}", "г. Ветрогорск, ул. Новая, д. 1", f"Ввод {number % 100}",
            "Меркурий 230", f"{number:08}", "сутки, активная", f"{number}.5", "01.11.2026", "40", 6, 2,
            f"{number + 12}.25", "",
        )
        for number in range(1, ROWS + 1)
    ]  # fmt: skip


async def _measure(folder: Path) -> list[Ratio]:
    file, plain = folder / "ours.xlsx", folder / "bare.xlsx"
    given = rows()
    async with Workshop(DANGEROUS) as workshop:
        written, read = [], []
        for _ in range(ROUNDS):
            ours = await _ours(workshop, lambda: _write(workshop, file, given))
            written.append((ours, _clock(lambda: _bare_write(plain, given))))
        for _ in range(ROUNDS):
            ours = await _ours(workshop, lambda: _read(workshop, file))
            read.append((ours, _clock(lambda: _bare_read(file))))
        stalls = [await _stalls(workshop, file) for _ in range(ROUNDS)]
    return [
        _ratio(f"workbook of {ROWS:,} rows, export", written, LIMIT, "s"),
        _ratio(f"workbook of {ROWS:,} rows, check", read, LIMIT, "s"),
        _ratio(f"event loop stands still, check of {ROWS:,} rows", stalls, STALL_LIMIT, "s"),
        _memory(),
    ]


async def _ours(workshop: Workshop, work: Callable[[], Awaitable[Any]]) -> float:
    await workshop.ready()
    began = time.perf_counter()
    await work()
    return time.perf_counter() - began


def _clock(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


async def _write(workshop: Workshop, target: Path, given: list[SheetRow]) -> None:
    await workshop.do(WRITE, cpu_seconds=CPU_SECONDS, target=target, head=HEAD._asdict(), rows=given)


async def _read(workshop: Workshop, source: Path) -> None:
    found = await asyncio.to_thread(sheet_in, await workshop.do(READ, source=source))  # as the service does
    assert len(found.cells) == ROWS, found.registers


def _bare_write(target: Path, given: list[SheetRow]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    for row in given:
        sheet.append([
            *row[:7],
            Decimal(row.previous),
            row.previous_on,
            Decimal(row.ratio),
            "6,2",
            Decimal(row.value),
        ])
    book.save(target)


def _bare_read(source: Path) -> None:
    book = load_workbook(source, read_only=True)
    for row in book[SHEET].iter_rows():
        for cell in row:
            cell.value  # noqa: B018 that is the work
    book.close()


async def _stalls(workshop: Workshop, file: Path) -> tuple[float, float]:
    """The longest time in which nobody else got a turn: during a check, and beside a process that only burns CPU."""
    await workshop.ready()
    ours = await _longest(_read(workshop, file))
    await workshop.ready()
    burning = await asyncio.create_subprocess_exec(sys.executable, "-c", "while True: pass")
    theirs = await _longest(asyncio.sleep(1.5))
    burning.kill()
    await burning.wait()
    return ours, theirs


async def _longest(work: Awaitable[Any]) -> float:
    under_way = asyncio.ensure_future(work)
    worst = 0.0
    while not under_way.done():
        began = time.perf_counter()
        await asyncio.sleep(TICK)
        worst = max(worst, time.perf_counter() - began - TICK)
    await under_way
    return worst


def _ratio(name: str, found: list[tuple[float, float]], limit: float, unit: str) -> Ratio:
    ours, bare = (sorted(series)[len(found) // 2] for series in zip(*found, strict=True))
    return ratio_of(name, [our / their for our, their in found], limit, f"{ours:.3f} {unit}, bare {bare:.3f}")


def _memory() -> Ratio:
    """Of the largest child, in a process that has no other children."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.workbooks"], check=True, stdout=subprocess.PIPE, text=True)
    megabytes = float(done.stdout)
    return ratio_of("workbook memory", [megabytes / MEMORY_LIMIT], 1.0, f"{megabytes:.0f} MB")


async def _peak() -> float:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.xlsx"
        async with Workshop(DANGEROUS) as workshop:
            await _write(workshop, file, rows())
            await _read(workshop, file)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    print(asyncio.run(_peak()))
