"""«Показания на начало периода»: registers with nothing to count from, and their drafts.

The sheet's row is the lock here too: what a period is counted from is what its drafts are held against.
"""

from collections.abc import Collection, Mapping

from src.domain.access import GuardedContract
from src.domain.cells import Cell
from src.domain.journal import Actor, Event
from src.domain.sheets import Judged, SheetLine, Wanted, judge
from src.services.paging import one_page
from src.services.readings.saving import Saved, decided, gone_of
from src.services.readings.sheet import PAGE, Head, Page, WindowShut, group
from src.storage import engine, journal
from src.storage.readings import drafts, opening_drafts, openings


async def find_page(contract: GuardedContract, head: Head, wanted: Wanted) -> Page:
    """At most fifty lines, grouped by object, in one query: the cost is that of the page."""

    async def ask(wanted: Wanted, limit: int) -> list[SheetLine]:
        return await openings.page_of_openings(contract, head.period, head.zone, wanted, limit)

    page = await one_page(ask, wanted, lambda line: line.row_id, PAGE)
    shown = [line for line in page.rows if _asked(line)]
    return Page(group(shown) if shown else (), page.before, page.after)


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
