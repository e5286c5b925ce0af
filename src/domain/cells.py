"""A cell of the sheet's form against what is saved: kept, written, or left because somebody was first."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from src.domain.quantities import cut, read_number
from src.domain.readings import Severity, check
from src.domain.sheets import Draft, Judged, SheetLine
from src.domain.statuses import IN_FORCE


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


class Decision(StrEnum):
    LEAVE = "leave"
    WRITE = "write"
    CONFLICT = "conflict"


def same(one: str, other: str) -> bool:
    """Whether two texts say the same number, or are the same text."""
    number = read_number(one)
    return one.strip() == other.strip() or (isinstance(number, Decimal) and number == read_number(other))


def decide(judged: Judged, cell: Cell) -> Decision:
    """Nothing to do where the cell was not touched or says what is saved; never over a version that was not seen, nor
    where the register has meanwhile been refused or counted."""
    draft = judged.line.draft
    confirmed = bool(draft and draft.confirmed)
    if cell.untouched or (same(cell.typed, judged.shown) and cell.confirmed == confirmed):
        return Decision.LEAVE
    seen = judged.line.version == cell.seen_version
    return Decision.WRITE if judged.editable and seen else Decision.CONFLICT


def with_draft(line: SheetLine, cell: Cell, version: int) -> SheetLine:
    """The line as it will be: emptied, or typed back to what was sent, it has no draft any more."""
    typed = cut(" ".join(cell.typed.split()))
    if not typed or (line.sent and line.sent.status in IN_FORCE and read_number(typed) == line.sent.value):
        return line._replace(draft=None)
    # a tick is good for the very value beside which it stood
    confirmed = cell.confirmed and same(typed, cell.seen_text)
    checked = check(line.rule, typed, confirmed)
    offered = any(problem.severity is Severity.OFFER for problem in checked.problems)
    return line._replace(draft=Draft(typed, checked.value, confirmed and offered, version))
