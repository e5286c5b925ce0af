"""A cell of the sheet's form against what is saved: kept, written, or left because somebody was first."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

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


class Seen(NamedTuple):
    """What a person had before them in a cell: its version, text and tick."""

    version: int
    text: str
    confirmed: bool


_SEEN = re.compile(r"(-?[0-9]{1,9})\.([01])\.(.*)", re.DOTALL)


def seen_in(text: str) -> Seen | None:
    """`version.tick.text`, as it comes back with the cell; None for anything else."""
    found = _SEEN.fullmatch(text)
    return Seen(int(found[1]), found[3], found[2] == "1") if found else None


def seen_of(judged: Judged) -> str:
    """The form that `seen_in` reads."""
    draft = judged.line.draft
    return f"{judged.line.version}.{int(bool(draft and draft.confirmed))}.{judged.shown}"


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
