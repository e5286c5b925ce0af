"""Keeping drafts: shared by all who may submit, cell by cell, never over what one has not seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from src.domain.access import GuardedContract
from src.domain.cells import Cell, Decision, decide, with_draft
from src.domain.journal import Actor, Event
from src.domain.sheets import MISTAKEN, Judged, judge
from src.services.readings.sheet import Head, WindowShut
from src.storage import journal
from src.storage.engine import transaction
from src.storage.readings import drafts, lines
from src.storage.readings.heads import Counts


class UnknownRegister(Exception):
    """A register that this contract has never had."""


@dataclass(frozen=True, slots=True)
class Gone:
    """What was typed for a register that has left the sheet since it was shown; `serial` is of its meter."""

    serial: str
    typed: str


@dataclass
class Saved:
    """`counts`: of the sheet now; `lines`: every cell as it stands now; `conflicts`: what was typed into cells that had
    changed meanwhile; `gone`: what was typed for registers that are not in the sheet any more."""

    counts: Counts
    lines: dict[int, Judged] = field(default_factory=dict)
    conflicts: dict[int, str] = field(default_factory=dict)
    gone: dict[int, Gone] = field(default_factory=dict)
    written: int = 0

    @property
    def mistaken(self) -> frozenset[int]:
        return frozenset(id_ for id_, judged in self.lines.items() if judged.state in MISTAKEN)

    @property
    def refused(self) -> int:
        """How many values were typed and not saved."""
        return len(self.conflicts) + len(self.gone)


async def save(actor: Actor, contract: GuardedContract, head: Head, cells: Mapping[int, Cell]) -> Saved:
    """Save what was touched, in one transaction. Refused values are kept as typed, without a value.

    Raises WindowShut and UnknownRegister, then nothing is saved.
    """
    if not head.open:
        raise WindowShut
    async with transaction():
        counts = await drafts.lock_sheet(contract, head.period, head.zone)
        found = await lines.lines_of_registers(contract, head.period, head.zone, list(cells))
        gone = await gone_of(contract, {id_: cell for id_, cell in cells.items() if id_ not in found})
        before = {id_: judge(line) for id_, line in found.items()}
        saved = decided(before, cells, counts)
        saved.gone = gone
        await _write(actor, contract, head, before, saved)
    return saved


async def gone_of(contract: GuardedContract, cells: Mapping[int, Cell]) -> dict[int, Gone]:
    """The meter may have been taken away while its cell was filled: that must not cost the other cells."""
    serials = await lines.serials_of_gone(contract, list(cells)) if cells else {}
    if unknown := cells.keys() - serials.keys():
        raise UnknownRegister(unknown)
    return {id_: Gone(serials[id_], cell.typed) for id_, cell in cells.items() if not cell.untouched}


def decided(before: Mapping[int, Judged], cells: Mapping[int, Cell], counts: Counts) -> Saved:
    """What becomes of each cell; the sheet is locked at these counts' version."""
    saved = Saved(counts, dict(before))
    for id_, judged in before.items():
        match decide(judged, cells[id_]):
            case Decision.CONFLICT:
                saved.conflicts[id_] = cells[id_].typed
            case Decision.WRITE:
                saved.lines[id_] = judge(with_draft(judged.line, cells[id_], counts.version))
    return saved


async def _write(
    actor: Actor, contract: GuardedContract, head: Head, before: Mapping[int, Judged], saved: Saved
) -> None:
    period, zone = head.period, head.zone
    changed = {id_: now.line.draft for id_, now in saved.lines.items() if now.line.draft != before[id_].line.draft}
    if not changed:
        return
    saved.written = len(changed)
    kept = [drafts.NewDraft(id_, d.typed, d.value, d.confirmed) for id_, d in changed.items() if d is not None]
    await drafts.put_drafts(contract, period, zone, kept, saved.counts.version, actor)
    await drafts.drop_drafts(contract, period, zone, [id_ for id_, draft in changed.items() if draft is None])
    filled = {id_: saved.lines[id_].filled - before[id_].filled for id_ in changed}
    uncovered = -sum(step for id_, step in filled.items() if before[id_].in_force)
    drafted = sum(filled.values())
    await drafts.shift_counts(contract, period, zone, drafted, uncovered)
    saved.counts = replace(saved.counts, drafted=saved.counts.drafted + drafted, sent=saved.counts.sent + uncovered)
    await journal.note(actor, Event.READINGS_SAVED, contract.id, period=str(period), registers=len(changed))
