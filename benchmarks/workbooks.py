"""Workbooks of ten thousand rows: writing and reading by a child that is ready, against the same cells with the same
library and nothing else; the memory of a child; how long the event loop stands still meanwhile.

No base takes part: checking.py measures the stall over the whole way of a check.
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
from statistics import median
from typing import Any

from openpyxl import Workbook, load_workbook

from benchmarks.figures import Ratio, ratio_of, unmeasured
from benchmarks.stalls import run, stall_ratio, stalls
from src.domain.workbooks import SheetHead, SheetRow
from src.gateways.all import DANGEROUS
from src.gateways.workshop.workshop import Broken, TooHard, Workshop
from src.services.tables import CPU_SECONDS
from src.spreadsheets.layout import SHEET
from src.spreadsheets.tasks import READ, WRITE, Reading, stretches

ROWS, ROUNDS = 10_000, 9
LIMIT, MEMORY_LIMIT = 2.0, 200.0
HEAD = SheetHead(1, "2026-11", "Показания за ноябрь 2026, договор № 1", ("Впишите показания.",))


def measure() -> list[Ratio]:
    with tempfile.TemporaryDirectory() as folder:
        return run(_measure(Path(folder)))


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
    file, plain, given = folder / "ours.xlsx", folder / "bare.xlsx", rows()
    async with Workshop(DANGEROUS) as workshop:
        return [
            await _rounds("export", workshop, lambda: _write(workshop, file, given), lambda: _bare_write(plain, given)),
            await _rounds("check", workshop, lambda: _read(workshop, file), lambda: _bare_read(file)),
            await _still(workshop, file),
            _memory(),
        ]


async def _rounds(what: str, workshop: Workshop, work: Callable[[], Awaitable[Any]], bare: Callable[[], None]) -> Ratio:
    name = f"workbook of {ROWS:,} rows, {what}"
    try:
        found = [(await _ours(workshop, work), _clock(bare)) for _ in range(ROUNDS)]
    except (TooHard, Broken) as error:
        return unmeasured(name, LIMIT, error)
    ours, theirs = (median(series) for series in zip(*found, strict=True))
    return ratio_of(name, [our / their for our, their in found], LIMIT, f"{ours:.3f} s, bare {theirs:.3f}")


async def _still(workshop: Workshop, file: Path) -> Ratio:
    name = f"{ROWS:,} rows read"
    try:
        return stall_ratio(name, [await stalls(workshop, _read(workshop, file)) for _ in range(ROUNDS)])
    except (TooHard, Broken) as error:
        return unmeasured(name, LIMIT, error)


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
    await workshop.do(WRITE, cpu_seconds=CPU_SECONDS, target=target, head=HEAD._asdict(), told=stretches(given))


async def _read(workshop: Workshop, source: Path) -> None:
    reading = Reading()
    found = reading.sheet(await workshop.do(READ, source=source, hear=reading.hear))  # as the service does
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


def _memory() -> Ratio:
    """Of the largest child, in a process that has no other children."""
    command = [sys.executable, "-m", "benchmarks.workbooks"]
    try:
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    except subprocess.CalledProcessError as error:
        return unmeasured("workbook memory", 1.0, error)
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
