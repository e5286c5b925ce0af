"""The way into the base of rows that stand in a filtered list: what it comes to by month is kept beside them."""

from dataclasses import dataclass
from typing import Any

from src.exchange.files import Read, Refusal
from src.exchange.nouns import Noun
from src.services.exchange.directory_loader import DirectoryLoader
from src.services.exchange.loading import Moment, Prepared
from src.storage.list_months import carry, held
from src.storage.lists import Listing


@dataclass(frozen=True, slots=True)
class ListedLoader:
    rows: DirectoryLoader
    listing: Listing[Any]

    @property
    def noun(self) -> Noun:
        return self.rows.noun

    @property
    def table(self) -> str:
        return self.rows.table

    async def prepare(self, read: Read, moment: Moment) -> Prepared:
        return await self.rows.prepare(read, moment)

    async def write(self, prepared: Prepared, moment: Moment) -> list[Refusal]:
        gone = await held(self.listing, prepared.keys)
        refused = await self.rows.write(prepared, moment)
        await carry(self.listing, gone, await held(self.listing, prepared.keys))
        return refused
