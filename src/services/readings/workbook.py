"""The sheet of readings as a workbook: all its lines, read in stretches and written by a child."""

from collections.abc import Callable

from src.domain.access import GuardedContract
from src.domain.orders import Stage
from src.domain.sheets import Judged, judge
from src.domain.workbooks import SheetHead, SheetRow
from src.gateways.workshop.workshop import Broken, TooHard, Workshop
from src.services.making import Making, NotWritten, watched
from src.services.readings.sheet import Head
from src.spreadsheets.tasks import WRITE, stretches
from src.storage.readings.lines import lines_of_rows, standing_rows
from src.storage.turns import in_turns

READ_AT_ONCE = 50
"""Between two stretches other people get their turn."""
CPU_SECONDS = 30.0
"""The portal's own data is no attack: ten thousand rows take two seconds, on a slow machine more."""


async def registers(contract: GuardedContract, head: Head) -> int:
    """How many lines the sheet has."""
    return len(await standing_rows(contract, head.period))


async def write(
    workshop: Workshop, head: Head, titled: SheetHead, words: Callable[[Judged], SheetRow], making: Making
) -> None:
    """Write the workbook to where it is to be made; `words` says a line in texts for people. Raises NotWritten."""
    rows, contract = list[SheetRow](), making.contract
    ids = await standing_rows(contract, head.period)
    for start in range(0, len(ids), READ_AT_ONCE):
        await making.told(Stage.READING, start, len(ids))
        some = ids[start : start + READ_AT_ONCE]
        lines = await lines_of_rows(contract, head.period, head.zone, some)
        rows += [words(judge(line)) async for line in in_turns(lines)]

    async def look() -> None:
        await making.told(Stage.WRITING, 0, 0)

    await look()
    about, told = titled._asdict(), stretches(rows)
    work = workshop.do(WRITE, cpu_seconds=CPU_SECONDS, target=making.target, head=about, told=told)
    try:
        await watched(work, look)
    except (TooHard, Broken) as error:
        raise NotWritten from error
