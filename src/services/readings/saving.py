"""Keeping drafts: shared by all who may submit, cell by cell, never over what one has not seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from src.domain.access import GuardedContract
from src.domain.journal import Actor, Event
from src.domain.periods import Period
from src.domain.quantities import TYPED_LENGTH, read_number
from src.domain.readings import Severity, check
from src.domain.sheets import MISTAKEN, Draft, Judged, SheetLine, judge
from src.domain.statuses import IN_FORCE
from src.services.readings.sheet import Head
from src.settings import Settings
from src.storage import journal
from src.storage.engine import transaction
from src.storage.readings.drafts import NewDraft, drop_drafts, lock_sheet, put_drafts, shift_counts
from src.storage.readings.lines import lines_of_registers


class WindowShut(Exception):
    """The window of the period is not open: nothing is saved, drafts are read-only."""


class UnknownRegister(Exception):
    """A register that this contract does not have in this period."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What came from the form: the text, and the version, text and tick that the person had before them."""

    typed: str
    confirmed: bool
    seen_version: int
    seen_text: str
    seen_confirmed: bool

    @property
    def untouched(self) -> bool:
        return same(self.typed, self.seen_text) and self.confirmed == self.seen_confirmed


@dataclass
class Saved:
    """`lines`: every cell as it stands now; `conflicts`: what was typed into cells that had changed meanwhile."""

    lines: dict[int, Judged] = field(default_factory=dict)
    conflicts: dict[int, str] = field(default_factory=dict)
    written: int = 0

    @property
    def mistaken(self) -> int:
        return sum(judged.state in MISTAKEN for judged in self.lines.values())


async def save(
    actor: Actor, contract: GuardedContract, settings: Settings, head: Head, cells: Mapping[int, Cell]
) -> Saved:
    """Save what was touched, in one transaction. Refused values are kept as typed, without a value.

    Raises WindowShut and UnknownRegister, then nothing is saved.
    """
    if not head.open:
        raise WindowShut
    async with transaction():
        return await _save(actor, contract, settings, head.period, cells)


async def _save(
    actor: Actor, contract: GuardedContract, settings: Settings, period: Period, cells: Mapping[int, Cell]
) -> Saved:
    zone = settings.time_zone
    version = await lock_sheet(contract, period, zone)
    lines = await lines_of_registers(contract, period, zone, list(cells))
    if missing := cells.keys() - lines.keys():
        raise UnknownRegister(missing)
    saved = Saved()
    before = {id_: judge(line) for id_, line in lines.items()}
    for id_, judged in before.items():
        saved.lines[id_] = judged
        match _decide(judged, cells[id_]):
            case "conflict":
                saved.conflicts[id_] = cells[id_].typed
            case "write":
                saved.lines[id_] = judge(_with_draft(judged.line, cells[id_], version))
    await _write(actor, contract, settings, period, version, before, saved)
    return saved


def same(one: str, other: str) -> bool:
    """Whether two texts say the same number, or are the same text."""
    number = read_number(one)
    return one.strip() == other.strip() or (isinstance(number, Decimal) and number == read_number(other))


def _decide(judged: Judged, cell: Cell) -> str:
    draft = judged.line.draft
    confirmed = bool(draft and draft.confirmed)
    if not judged.editable or cell.untouched:
        return "leave"
    if same(cell.typed, judged.shown) and cell.confirmed == confirmed:
        return "leave"
    return "write" if judged.line.version == cell.seen_version else "conflict"


def _with_draft(line: SheetLine, cell: Cell, version: int) -> SheetLine:
    """The line as it will be: emptied, or typed back to what was sent, it has no draft any more."""
    typed = " ".join(cell.typed.split())[:TYPED_LENGTH]
    if not typed or (line.sent and line.sent.status in IN_FORCE and read_number(typed) == line.sent.value):
        return replace(line, draft=None)
    # a tick is good for the very value beside which it stood
    confirmed = cell.confirmed and same(typed, cell.seen_text)
    checked = check(line.rule, typed, confirmed)
    offered = any(problem.severity is Severity.OFFER for problem in checked.problems)
    return replace(line, draft=Draft(typed, checked.value, confirmed and offered, version))


async def _write(
    actor: Actor,
    contract: GuardedContract,
    settings: Settings,
    period: Period,
    version: int,
    before: Mapping[int, Judged],
    saved: Saved,
) -> None:
    zone = settings.time_zone
    changed = {id_: now.line.draft for id_, now in saved.lines.items() if now.line.draft != before[id_].line.draft}
    if not changed:
        return
    saved.written = len(changed)
    kept = [NewDraft(id_, d.typed, d.value, d.confirmed) for id_, d in changed.items() if d is not None]
    await put_drafts(period, zone, kept, version, actor)
    await drop_drafts(period, zone, [id_ for id_, draft in changed.items() if draft is None])
    filled = {id_: _filled(saved.lines[id_]) - _filled(before[id_]) for id_ in changed}
    uncovered = -sum(step for id_, step in filled.items() if _in_force(before[id_]))
    await shift_counts(contract, period, zone, sum(filled.values()), uncovered)
    await journal.note(actor, Event.READINGS_SAVED, contract.id, period=str(period), registers=len(changed))


def _filled(judged: Judged) -> int:
    return int(judged.line.draft is not None and judged.line.draft.value is not None)


def _in_force(judged: Judged) -> bool:
    return judged.line.sent is not None and judged.line.sent.status in IN_FORCE
