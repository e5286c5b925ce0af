"""Tables of the portal's own data as a workbook: rows go into a file batch by batch, a child makes a workbook of it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from src.domain.orders import Stage
from src.domain.workbooks import Table
from src.gateways.workshop.workshop import Broken, TooHard, Workshop
from src.services.making import Making, NotWritten, Told, nobody, watched
from src.spreadsheets.table import line_of
from src.spreadsheets.tasks import TABLES, lines_told

CPU_SECONDS = 30.0
"""The portal's own data is no attack: ten thousand rows of nineteen cells took 7.5 s of a machine with much to do."""
WALL_SECONDS = 90.0
"""The same rows took 21 s of the clock there."""
MOST_ROWS = 10_000
"""Of history in one workbook; more of it is for CSV."""

Item = Table | Sequence[str]
"""The beginning of a sheet, or a row of it: a text for each column."""


Batches = AsyncIterator[Sequence[Item]]


async def write(workshop: Workshop, batches: Batches, making: Making, lines: int = 0) -> None:
    """Write the workbook to where it is to be made; memory is that of a batch. `lines`: how many there will be, as far
    as it is known beforehand. Raises NotWritten."""
    await _write(workshop, batches, making.target, making.told, lines)


async def short(workshop: Workshop, batches: Batches) -> bytes:
    """A workbook that nobody waits long for. Raises NotWritten."""
    with TemporaryDirectory(prefix="kabinet-") as folder:
        target = Path(folder) / "table.xlsx"
        await _write(workshop, batches, target, nobody, 0)
        return await asyncio.to_thread(target.read_bytes)


async def _write(workshop: Workshop, batches: Batches, target: Path, told: Told, lines: int) -> None:
    with TemporaryDirectory(prefix="kabinet-") as folder:
        source, far = Path(folder) / "rows.json", Path(folder) / "far"
        rows = await _gather(source, batches, told, lines)
        work = workshop.do(
            TABLES, cpu_seconds=CPU_SECONDS, wall_seconds=WALL_SECONDS, source=source, target=target, far=far
        )

        async def look() -> None:
            await told(Stage.WRITING, min(lines_told(far), rows), rows)

        await look()
        try:
            await watched(work, look)
        except (TooHard, Broken) as error:
            raise NotWritten from error


async def _gather(source: Path, batches: Batches, told: Told, lines: int) -> int:
    """The number of rows."""
    rows = 0
    with source.open("w", encoding="utf-8") as out:
        async for batch in batches:
            out.writelines(line_of(item) for item in batch)
            rows += sum(not isinstance(item, Table) for item in batch)
            await told(Stage.READING, min(rows, lines) if lines else rows, lines)
    return rows
