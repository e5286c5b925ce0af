"""«Кто имеет доступ», for the head of the company: over all contracts that the person administers."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from src.services.paging import Slice, one_page
from src.storage.members import report as storage
from src.storage.members.listing import Wanted
from src.storage.members.report import Asked, Line, rights_of

PAGE: Final = 50
PRINTED: Final = 500
"""Lines of the page for printing; more is for Excel."""
EXPORTED: Final = 250_000
"""Lines of one file."""
BATCH: Final = 500
SHORT: Final = 2_000
"""Lines of a workbook that a person waits for in the request."""


async def list_lines(user_id: int, asked: Asked, now: datetime, size: int = PAGE) -> Slice[Line]:
    """Three queries at most, whatever number of contracts and people there is."""

    async def ask(people: Wanted, limit: int) -> list[Line]:
        beside = people.before or people.after
        mark = await storage.find_mark(user_id, beside, now) if beside else None
        if beside and mark is None:
            return []
        return await storage.list_lines(user_id, asked, mark, people.before > 0, now, limit)

    return await one_page(ask, asked.people, lambda line: line.member.id, size)


async def has_more(user_id: int, asked: Asked, now: datetime, than: int) -> bool:
    return len(await storage.list_lines(user_id, _from_start(asked), None, False, now, than + 1)) > than


async def export(user_id: int, asked: Asked, now: datetime, most: int) -> AsyncIterator[tuple[Sequence[Line], bool]]:
    """All that the filter finds, batch by batch, at most `most`; the last batch says whether there is more."""
    asked, mark, left = _from_start(asked), None, most
    while True:
        size = min(BATCH, left)
        found = await storage.list_lines(user_id, asked, mark, False, now, size + 1)
        batch, left = found[:size], left - len(found[:size])
        more = len(found) > size
        yield batch, more and not left
        if not more or not left:
            return
        mark = await storage.find_mark(user_id, batch[-1].member.id, now)
        if mark is None:  # the right was lost while the file was made: it ends here
            return


def _from_start(asked: Asked) -> Asked:
    return replace(asked, people=replace(asked.people, after=0, before=0))


__all__ = ["EXPORTED", "PRINTED", "SHORT", "Asked", "Line", "export", "has_more", "list_lines", "rights_of"]
