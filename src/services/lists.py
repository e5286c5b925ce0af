"""Filtered lists of a contract's things: a page, the total of a selection, all of it for a file."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

from src.domain.access import GuardedContract
from src.domain.lists import Asked, Total
from src.services.paging import Slice
from src.storage import lists, totals
from src.storage.lists import Listing

T = TypeVar("T")
PAGE: Final = 50
BATCH: Final = 500
EXPORTED: Final = 250_000
"""Lines of one CSV."""
WORKBOOK: Final = 50_000
"""Of one workbook, of six columns at most; more is for CSV."""
AT_ONCE: Final = 2_000
"""Of a workbook that nobody waits long for."""


@dataclass(frozen=True, slots=True)
class Lists(Generic[T]):
    """What can be got of the things of one kind; the contract has been guarded for seeing them."""

    listing: Listing[T]

    async def page(self, contract: GuardedContract, asked: Asked) -> Slice[T]:
        """One query; a second one where the mark is gone, and the list begins anew."""
        walk = await lists.find(self.listing, contract, asked, PAGE)
        if not walk.first and (asked.after or asked.before):
            asked = replace(asked, after=0, before=0)
            walk = await lists.find(self.listing, contract, asked, PAGE)
        if asked.before:
            return Slice(walk.rows[::-1], walk.last, walk.first, walk.broken_off)
        return Slice(walk.rows, walk.first if asked.after else 0, walk.last, walk.broken_off)

    async def total(self, contract: GuardedContract, asked: Asked) -> Total:
        return await totals.total(self.listing, contract, asked)

    async def is_short(self, contract: GuardedContract, asked: Asked) -> bool:
        """Whether a workbook of it is made while its person waits; not for sure, where too much is to be looked at."""
        total = await self.total(contract, asked)
        return total.whole and total.count <= AT_ONCE

    async def export(
        self, contract: GuardedContract, asked: Asked, most: int = EXPORTED
    ) -> AsyncIterator[tuple[Sequence[T], bool]]:
        """All that is asked for, batch by batch, at most `most` rows; the last batch says whether there are more."""
        asked, left = replace(asked, after=0, before=0), most
        while True:
            walk = await lists.find(self.listing, contract, asked, min(BATCH, left))
            left -= len(walk.rows)
            yield walk.rows, bool(walk.last) and not left
            if not walk.last or not left:
                return
            asked = replace(asked, after=walk.last)
