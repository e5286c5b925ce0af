"""The sheet of readings as a workbook: all its lines, read in stretches and written by a child."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from src.domain.access import GuardedContract
from src.domain.sheets import Judged, judge
from src.domain.workbooks import SheetHead, SheetRow
from src.gateways.workshop.workshop import Broken, TooHard, Workshop
from src.services.readings.sheet import Head
from src.services.readings.turns import in_turns
from src.spreadsheets.tasks import WRITE, stretches
from src.storage.readings.lines import lines_of_rows, standing_rows

READ_AT_ONCE = 50
"""Between two stretches other people get their turn."""
CPU_SECONDS = 30.0
"""The portal's own data is no attack: ten thousand rows take two seconds, on a slow machine more."""


class NotWritten(Exception):
    """The machine has no time or memory for it now."""


async def export(
    contract: GuardedContract, head: Head, workshop: Workshop, titled: SheetHead, words: Callable[[Judged], SheetRow]
) -> bytes:
    """The bytes of the workbook; `words` says a line in texts for people. Raises NotWritten."""
    rows = list[SheetRow]()
    ids = await standing_rows(contract, head.period)
    for start in range(0, len(ids), READ_AT_ONCE):
        some = ids[start : start + READ_AT_ONCE]
        lines = await lines_of_rows(contract, head.period, head.zone, some)
        rows += [words(judge(line)) async for line in in_turns(lines)]
    with TemporaryDirectory(prefix="kabinet-") as folder:
        target = Path(folder) / "readings.xlsx"
        try:
            about = titled._asdict()
            await workshop.do(WRITE, cpu_seconds=CPU_SECONDS, target=target, head=about, told=stretches(rows))
        except (TooHard, Broken) as error:
            raise NotWritten from error
        return await asyncio.to_thread(target.read_bytes)
