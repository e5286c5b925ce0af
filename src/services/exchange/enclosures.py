"""Files that come with a delivery go into the portal's storage, before the row that knows them."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from src.domain.enclosures import NOTHING, Enclosure, ending_of
from src.domain.exchange import Reason
from src.exchange.enclosed import Enclosed
from src.exchange.files import RefusedFile
from src.gateways.files.files import Files, FilesDown, new_key


@dataclass(frozen=True, slots=True)
class Enclosing:
    """The files of a delivery under way, and where they are kept."""

    enclosed: Enclosed
    files: Files


@dataclass(slots=True)
class Keeping:
    """Keeps the files of one stretch of rows, in the folder of their kind. Where the storage falls silent, what was
    put of this stretch goes again: the stretch is tried anew, and would be put once more each time."""

    enclosing: Enclosing
    kind: str
    now: datetime
    _put: list[str] = field(default_factory=list)

    async def keep(self, name: str, known: Enclosure = NOTHING) -> Enclosure:
        """The file of this name, '' for none; `known` where the row has these very bytes already, as a file of the same
        kind. Raises RefusedFile, FilesDown."""
        if not name:
            return NOTHING
        digest = self.enclosing.enclosed.digest(name)
        if known.digest == digest and known.ending == name.rpartition(".")[2].lower():
            return known
        data = await asyncio.to_thread(self.enclosing.enclosed.read, name)
        if (ending := ending_of(name, data)) is None:
            raise RefusedFile(Reason.OTHER_KIND_OF_FILE)
        key = new_key(self.kind, self.now, ending)
        try:
            await self.enclosing.files.put(key, data)
        except FilesDown:
            await self._take_back()
            raise
        self._put.append(key)
        return Enclosure(key, digest, len(data))

    async def _take_back(self) -> None:
        try:
            await self.enclosing.files.delete(self._put)
        except FilesDown:
            return
