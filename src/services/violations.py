"""«Акты нарушений» of a contract: page by page, summed up, as a file; one of them."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Final

from src.domain.access import GuardedContract
from src.domain.violations import Act, Line, Totals
from src.services.paging import Slice, one_page
from src.storage import violations as storage
from src.storage.violations import Wanted

PAGE: Final = 50
EXPORTED: Final = 250_000
"""Acts of one file."""
BATCH: Final = 500


class NoSuchAct(LookupError):
    """The contract has no act of this number."""


async def show(contract: GuardedContract, wanted: Wanted) -> Slice[Line]:
    """One query, however many acts there are; the newest come first."""

    async def ask(wanted: Wanted, limit: int) -> list[Line]:
        return await storage.list_page(contract, wanted, limit)

    return await one_page(ask, wanted, lambda line: line.id, PAGE)


async def sum_up(contract: GuardedContract, wanted: Wanted) -> Totals:
    return await storage.sum_up(contract, wanted)


async def find(contract: GuardedContract, act_id: int) -> Act:
    """Raises NoSuchAct."""
    act = await storage.find(contract, act_id)
    if act is None:
        raise NoSuchAct(act_id)
    return act


async def export(
    contract: GuardedContract, wanted: Wanted, most: int = EXPORTED
) -> AsyncIterator[tuple[Sequence[Line], bool]]:
    """All that the filter finds, batch by batch, at most `most` acts; the last batch says whether there are more."""
    wanted, left = replace(wanted, after=0, before=0), most
    while True:
        size = min(BATCH, left)
        found = await storage.list_page(contract, wanted, size + 1)
        batch, more = found[:size], len(found) > size
        left -= len(batch)
        yield batch, more and not left
        if not more or not left:
            return
        wanted = replace(wanted, after=batch[-1].id)


__all__ = ["NoSuchAct", "Wanted", "export", "find", "show", "sum_up"]
