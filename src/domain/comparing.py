"""A row of a workbook that came back against what is saved: by the rules of the sheet on the screen."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from src.domain.cells import Cell, Decision, Seen, decide, same, seen_in, with_draft
from src.domain.quantities import cut, plain
from src.domain.readings import Problem
from src.domain.sheets import MISTAKEN, Judged, SheetLine, State, judge
from src.domain.uploads import Mistake, RowFault
from src.domain.workbooks import TypedCell


def compare(cell: TypedCell, judged: Judged, own: frozenset[int], version: int) -> Mistake | SheetLine:
    """What is wrong with the value, or the line as it will be: the same one where there is nothing to write.

    `own`: versions of the sheet that this person has written by this very form, which are no news to it; `version`: the
    one that a new draft gets. A cell in which stands what was handed out is not touched, whoever has saved since.
    """
    if not _same_serial(cell.serial, judged.line.meter.serial):
        return _mistake(cell, judged, RowFault.SERIAL, judged.line.meter.serial)
    form = _as_in_form(cell, judged, own)
    decision = decide(judged, form)
    if decision is Decision.CONFLICT:
        return _refused(cell, judged)
    now = judge(with_draft(judged.line, form, version)) if decision is Decision.WRITE else judged
    if now.state in MISTAKEN:
        return problem_of(cell, now, now.checked.problems[0])
    if decision is Decision.LEAVE and not same(cell.typed, judged.shown):
        return _mistake(cell, judged, RowFault.KEPT, judged.shown)
    return now.line


def _as_in_form(cell: TypedCell, judged: Judged, own: frozenset[int]) -> Cell:
    """As the sheet's form would send it; a tick beside a value stays as long as the value does."""
    seen = seen_in(cell.seen) or Seen(0, "", False)
    draft, version = judged.line.draft, judged.line.version
    if same(cell.typed, seen.text):
        return Cell(cell.typed, seen.confirmed, *seen)
    overwrites_nothing = not judged.shown and not seen.text
    if version in own or overwrites_nothing:
        seen = Seen(version, judged.shown, bool(draft and draft.confirmed))
    confirmed = bool(draft and draft.confirmed) and same(cell.typed, judged.shown)
    return Cell(cell.typed, confirmed, *seen)


def _refused(cell: TypedCell, judged: Judged) -> Mistake:
    if judged.state is State.IN_CALCULATION:
        return _mistake(cell, judged, RowFault.COUNTED, judged.shown)
    if judged.refusal:
        return problem_of(cell, judged, judged.refusal)
    return _mistake(cell, judged, RowFault.CONFLICT, judged.shown)


def problem_of(cell: TypedCell, judged: Judged, problem: Problem) -> Mistake:
    return _mistake(cell, judged, problem.kind, _text(problem.limit), _text(problem.found))


def of_cell(cell: TypedCell, kind: StrEnum) -> Mistake:
    """A mistake of which no register is to blame."""
    return Mistake(cell.row, cell.cell, cell.serial, cell.typed, kind.value)


def _mistake(cell: TypedCell, judged: Judged, kind: StrEnum, limit: str = "", found: str = "") -> Mistake:
    rule = judged.line.rule
    about = (cut(limit), cut(found), judged.line.channel.value, rule.fraction_digits)
    return Mistake(cell.row, cell.cell, cell.serial, cell.typed, kind.value, *about)


def _text(about: Decimal | int | date | None) -> str:
    if about is None:
        return ""
    return plain(about) if isinstance(about, Decimal) else str(about)


def _same_serial(one: str, other: str) -> bool:
    """A program may have made a number of it: zeros in front are then lost."""
    one, other = (cut(" ".join(text.split())) for text in (one, other))
    return one == other or (one.isdecimal() and one.lstrip("0") == other.lstrip("0"))
