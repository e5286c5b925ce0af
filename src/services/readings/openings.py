"""«Показания на начало периода»: registers with nothing to count from, and their drafts.

The sheet's row is the lock here too: what a period is counted from is what its drafts are held against.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from src.domain.access import GuardedContract
from src.domain.cells import Cell
from src.domain.journal import Actor, Event
from src.domain.sheets import Judged, SheetLine, Wanted, judge
from src.services.readings.saving import Saved, decided, gone_of
from src.services.readings.sheet import PAGE, Head, Page, WindowShut, group
from src.storage import engine, journal
from src.storage.readings import drafts, opening_drafts, openings


async def find_page(contract: GuardedContract, head: Head, wanted: Wanted) -> Page:
    """At most fifty lines, grouped by object, in one query: the cost is that of the page."""
    lines = await openings.page_of_openings(contract, head.period, head.zone, wanted, PAGE + 1)
    if not lines and (wanted.after or wanted.before):  # the register it began at needs nothing any more: begin anew
        wanted = replace(wanted, after=0, before=0)
        lines = await openings.page_of_openings(contract, head.period, head.zone, wanted, PAGE + 1)
    more = len(lines) > PAGE
    lines = lines[-PAGE:] if wanted.before else lines[:PAGE]
    if not lines:
        return Page((), 0, 0)
    earlier = more if wanted.before else bool(wanted.after)
    later = bool(wanted.before) or more
    shown = [line for line in lines if _asked(line)]
    ends = lines[0].row_id if earlier else 0, lines[-1].row_id if later else 0
    return Page(group(shown) if shown else (), *ends)


def _asked(line: SheetLine) -> bool:
    """Whether somebody may still say it, or has."""
    return line.counted is None or line.sent is not None


async def find_lines(contract: GuardedContract, head: Head, ids: Collection[int]) -> Page:
    """Just these registers, whatever is known of them now."""
    found = await openings.openings_of_registers(contract, head.period, head.zone, list(ids))
    return Page(group(list(found.values())) if found else (), 0, 0)


async def save(actor: Actor, contract: GuardedContract, head: Head, cells: Mapping[int, Cell]) -> Saved:
    """As `saving.save`, for openings."""
    if not head.open:
        raise WindowShut
    async with engine.transaction():
        counts = await drafts.lock_sheet(contract, head.period, head.zone)
        found = await openings.openings_of_registers(contract, head.period, head.zone, list(cells))
        gone = await gone_of(contract, {id_: cell for id_, cell in cells.items() if id_ not in found})
        before = {id_: judge(line) for id_, line in found.items()}
        saved = decided(before, cells, counts)
        saved.gone = gone
        await _write(actor, contract, head, before, saved)
    return saved


async def _write(
    actor: Actor, contract: GuardedContract, head: Head, before: Mapping[int, Judged], saved: Saved
) -> None:
    period = head.period
    lines = [now.line for id_, now in saved.lines.items() if now.line.draft != before[id_].line.draft]
    if not lines:
        return
    saved.written = len(lines)
    kept = [opening_drafts.NewDraft(each.register_id, each.rule.as_of, each.draft) for each in lines if each.draft]
    await opening_drafts.put_drafts(contract, period, kept, actor)
    await opening_drafts.drop_drafts(contract, period, [each.register_id for each in lines if not each.draft])
    await journal.note(actor, Event.OPENINGS_SAVED, contract.id, period=str(period), registers=len(lines))
