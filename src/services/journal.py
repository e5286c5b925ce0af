"""«Действия»: what a person did, and what anybody did with a contract, page by page and as a file."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from src.domain.access import GuardedContract
from src.domain.journal_lines import Told
from src.services.paging import Slice, one_page
from src.storage import journal_lines as storage
from src.storage.journal_lines import Member, Wanted

PAGE: Final = 50
MEMBERS: Final = 200
EXPORTED: Final = 250_000
"""Lines of one file."""
WORKBOOK: Final = 2_000
"""Of one workbook, for which a person waits in the request; more is for CSV."""
BATCH: Final = 500

List: TypeAlias = Callable[[Wanted, int], Awaitable[list[Told]]]


def of_account(user_id: int) -> List:
    return lambda wanted, limit: storage.list_of_account(user_id, wanted, limit)


def of_contract(contract: GuardedContract) -> List:
    """Of a contract that this person administers: the guard has seen to it."""
    return lambda wanted, limit: storage.list_of_contract(contract, wanted, limit)


async def show(lines: List, wanted: Wanted) -> Slice[Told]:
    """One query, however long the journal is; the newest come first."""
    return await one_page(lines, wanted, lambda told: told.id, PAGE)


async def members_of(contract: GuardedContract) -> Sequence[Member]:
    return await storage.members_of(contract, MEMBERS)


async def export(lines: List, wanted: Wanted, most: int = EXPORTED) -> AsyncIterator[tuple[Sequence[Told], bool]]:
    """All that the filter finds, batch by batch, at most `most` lines; the last batch says whether there are more."""
    wanted, left = replace(wanted, after=0, before=0), most
    while True:
        size = min(BATCH, left)
        found = await lines(wanted, size + 1)
        batch, left = found[:size], left - len(found[:size])
        more = len(found) > size
        yield batch, more and not left
        if not more or not left:
            return
        wanted = replace(wanted, after=batch[-1].id)


__all__ = [
    "WORKBOOK",
    "List",
    "Member",
    "Told",
    "Wanted",
    "export",
    "members_of",
    "of_account",
    "of_contract",
    "show",
]
