"""Tables of the portal's own data as a workbook: rows go into a file batch by batch, a child makes a workbook of it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from src.domain.workbooks import Table
from src.gateways.workshop.workshop import Broken, TooHard, Workshop
from src.spreadsheets.table import line_of
from src.spreadsheets.tasks import TABLES

CPU_SECONDS = 30.0
"""The portal's own data is no attack: ten thousand rows of nineteen cells took 7.5 s of a machine with much to do."""
WALL_SECONDS = 90.0
"""The same rows took 21 s of the clock there."""
MOST_ROWS = 10_000
"""Of history in one workbook; more of it is for CSV."""

Item: TypeAlias = Table | Sequence[str]
"""The beginning of a sheet, or a row of it: a text for each column."""


class NotWritten(Exception):
    """The machine has no time or memory for it now."""


async def workbook(workshop: Workshop, batches: AsyncIterator[Sequence[Item]]) -> bytes:
    """The bytes of the workbook; memory is that of a batch and of the file. Raises NotWritten."""
    with TemporaryDirectory(prefix="kabinet-") as folder:
        source, target = Path(folder) / "rows.json", Path(folder) / "table.xlsx"
        with source.open("w", encoding="utf-8") as lines:
            async for batch in batches:
                lines.writelines(line_of(item) for item in batch)
        try:
            await workshop.do(TABLES, cpu_seconds=CPU_SECONDS, wall_seconds=WALL_SECONDS, source=source, target=target)
        except (TooHard, Broken) as error:
            raise NotWritten from error
        return await asyncio.to_thread(target.read_bytes)
