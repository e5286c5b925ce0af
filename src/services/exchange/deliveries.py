"""One delivery of billing: file after file, batch after batch, each batch with its progress in one transaction.

Killed anywhere, the next call goes on behind the last committed batch: the rows, the counts and the length of the
report were written together, and what the report holds beyond that length is cut off.
"""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, replace

from src.domain.exchange import Reason
from src.exchange.enclosed import FILES, fault_of, is_enclosed
from src.exchange.files import Read, Refusal, RefusedFile, RowReader, check_file
from src.exchange.folders import Delivery, ManifestLine
from src.exchange.report import Report
from src.services.exchange.loading import Loader, Moment, Progress
from src.services.exchange.order import LOADERS
from src.services.exchange.pace import Pace
from src.storage.deliveries import DeliveryState, move
from src.storage.engine import transaction
from src.storage.statistics import refresh_statistics

_KNOWN = {loader.noun.file for loader in LOADERS}
MANY_ROWS = 1000
"""A file of so many changes how its table is best searched."""
MOST_STRAYS = 1000
"""Of so many the report tells."""


@dataclass(slots=True)
class Course:
    """A delivery under way: what is on the disk, what the base knows, and who is told."""

    delivery: Delivery
    state: DeliveryState
    report: Report
    moment: Moment
    progress: Progress
    done: int = 0

    @property
    def total(self) -> int:
        return sum(line.rows for line in self.delivery.lines)


async def load_files(course: Course) -> None:
    """Step 0 judges the manifest; step n loads file n. Steps that the base knows as done are passed over."""
    named = Counter(line.file for line in course.delivery.lines)
    lines = {line.file: line for line in course.delivery.lines if named[line.file] == 1}
    if course.state.step == 0:
        await _advance(course, _strays(course.delivery, named), next_step=True)
    for step, loader in enumerate(LOADERS, 1):
        line = lines.get(loader.noun.file)
        if course.state.step == step:
            if line is not None:
                await _load_file(course, loader, line)
            await _advance(course, [], next_step=True)
        course.done += line.rows if line else 0


def _strays(delivery: Delivery, named: Counter[str]) -> list[tuple[str, Refusal]]:
    """What lies in the folder and what the manifest names must be the same files, each known and named once."""
    found = [(file, Reason.NOT_IN_MANIFEST) for file in delivery.files_on_disk() if file not in named]
    found += [(file, fault) for file, times in sorted(named.items()) if (fault := _fault(delivery, file, times))]
    if delivery.enclosed.too_many:
        found.append((FILES, Reason.MANY_FILES))
    return [(file, Refusal(0, "", reason, "")) for file, reason in found[:MOST_STRAYS]]


def _fault(delivery: Delivery, file: str, times: int) -> Reason | None:
    """Of a name in the manifest."""
    fault = fault_of(file) if is_enclosed(file) else None if file in _KNOWN else Reason.UNKNOWN_FILE
    return fault or (Reason.TWICE_IN_MANIFEST if times > 1 else None)


async def _load_file(course: Course, loader: Loader, line: ManifestLine) -> None:
    path = course.delivery.path / line.file
    try:
        await asyncio.to_thread(check_file, path, loader.noun, line.rows, line.sha256)
    except FileNotFoundError:
        await _advance(course, [(line.file, Refusal(0, "", Reason.FILE_MISSING, ""))])
        return
    except RefusedFile as refused:
        await _advance(course, [(line.file, Refusal(0, "", refused.reason, refused.value))])
        return
    pace = Pace()
    with await asyncio.to_thread(RowReader, path, loader.noun, course.state.line) as reader:
        while (read := await asyncio.to_thread(reader.read, min(pace.size, loader.noun.stretch))).records:
            pace.took(await _load_batch(course, loader, read))
            course.progress(line.file, course.done + course.state.line, course.total)
    if line.rows >= MANY_ROWS:
        await refresh_statistics(loader.table)


async def _load_batch(course: Course, loader: Loader, read: Read) -> float:
    """Write one stretch; how many seconds the transaction took."""
    prepared = await loader.prepare(read, course.moment)
    async with transaction():
        began = time.monotonic()
        late = await loader.write(prepared, course.moment)
        refused = sorted([*read.refused, *prepared.refused, *late])
        await _record(course, [(loader.noun.file, refusal) for refusal in refused], records=read.records)
    return time.monotonic() - began


async def _advance(course: Course, refused: list[tuple[str, Refusal]], *, next_step: bool = False) -> None:
    async with transaction():
        await _record(course, refused, next_step=next_step)


async def _record(
    course: Course, refused: list[tuple[str, Refusal]], *, records: int = 0, next_step: bool = False
) -> None:
    """Bring the refusals to the disk, then the progress into the transaction."""
    old, report = course.state, course.report
    if refused:
        report.add(refused)
        await asyncio.to_thread(report.sync)
    new = replace(
        old,
        step=old.step + next_step,
        line=0 if next_step else old.line + records,
        accepted=old.accepted + (records - len(refused) if records else 0),
        refused=old.refused + len(refused),
        report_bytes=report.length,
    )
    await move(old, new)
    course.state = new
