"""A sheet that came back against what is saved: a few rows at a time, so that others get their turn."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from src.domain.access import GuardedContract
from src.domain.comparing import compare, of_cell
from src.domain.sheets import Draft, Judged, SheetLine, judge
from src.domain.uploads import Mistake, RowFault
from src.domain.workbooks import ReadSheet, TypedCell
from src.services.readings.sheet import Head
from src.storage.readings import lines, upload_checks
from src.storage.turns import in_turns

READ_AT_ONCE = 20
"""A millisecond of the base: on a machine of few cores the loop may stand in line behind whoever reads."""
Told = Callable[[int], Awaitable[None]]
"""Hears how many cells have been looked at."""


@dataclass
class Compared:
    """`version`: of the sheet, from before anything was read; `handed`: the one at which the form was handed out;
    `kept`: cells whose value is older than what is saved; `changed`: registers whose draft becomes another one, or
    none; `drafted`, `uncovered`: by how much the sheet's counts of filled and of sent registers change then."""

    version: int
    handed: int
    mistakes: list[Mistake] = field(default_factory=list)
    kept: list[Mistake] = field(default_factory=list)
    changed: dict[int, Draft | None] = field(default_factory=dict)
    drafted: int = 0
    uncovered: int = 0

    def add(self, judged: Judged, outcome: Mistake | SheetLine) -> None:
        if isinstance(outcome, Mistake):
            (self.kept if outcome.kind == RowFault.KEPT else self.mistakes).append(outcome)
        elif outcome.draft != judged.line.draft:
            self.changed[judged.line.register_id] = outcome.draft
            step = (outcome.draft is not None and outcome.draft.value is not None) - judged.filled
            self.drafted += step
            self.uncovered -= step if judged.in_force else 0

    def stretches(self, size: int) -> Iterator[list[tuple[int, Draft | None]]]:
        """What is changed, some at a time: never a second list of ten thousand."""
        changed = iter(self.changed.items())
        while some := [pair for _, pair in zip(range(size), changed, strict=False)]:
            yield some


async def compare_all(contract: GuardedContract, head: Head, sheet: ReadSheet, told: Told) -> Compared:
    """Every value that was typed, judged as the sheet on the screen would; nothing is written."""
    compared, cells = Compared(head.counts.version if head.counts else 0, sheet.version), sheet.cells
    own = await upload_checks.written_versions(contract, head.period, head.zone, sheet.version)
    for start in range(0, len(cells), READ_AT_ONCE):
        some = cells[start : start + READ_AT_ONCE]
        compared.mistakes += [of_cell(cell, cell.fault) for cell in some if cell.fault]
        await _compare_some(contract, head, {int(cell.key): cell for cell in some if not cell.fault}, own, compared)
        await told(start + len(some))
    return compared


async def _compare_some(
    contract: GuardedContract, head: Head, some: dict[int, TypedCell], own: frozenset[int], compared: Compared
) -> None:
    if not some:
        return
    found = await lines.lines_of_registers(contract, head.period, head.zone, list(some))
    missing = [id_ for id_ in some if id_ not in found]
    gone = await lines.serials_of_gone(contract, missing) if missing else {}
    async for id_, cell in in_turns(some.items()):
        if line := found.get(id_):
            judged = judge(line)
            compared.add(judged, compare(cell, judged, own, compared.version + 1))
        else:
            compared.mistakes.append(of_cell(cell, RowFault.GONE if id_ in gone else RowFault.UNKNOWN))
