"""Which documents go into one archive: as many as a person waits for, as many as may be ordered, or too many."""

from collections.abc import Sequence
from typing import Final

from src.domain.access import GuardedContract
from src.domain.documents import Document
from src.domain.lists import Asked
from src.services.documents import files
from src.services.documents.listing import DOCUMENTS

AT_ONCE: Final = 50
BYTES_AT_ONCE: Final = 20 * 2**20
"""Files, and their bytes, that are sent while they are packed."""
MOST: Final = 1_000
BYTES: Final = 60 * 2**20
"""Files, and their bytes, of one archive."""
LOOKED_AT: Final = 5_000
"""Documents of a selection, with a file or without."""


class NoArchive(Exception):
    """`much`: more was chosen than one archive holds; else nothing of it has a file."""

    def __init__(self, much: bool) -> None:
        super().__init__(much)
        self.much = much


async def choose(contract: GuardedContract, asked: Asked, ids: Sequence[int] | None = None) -> Sequence[Document]:
    """Documents with files: of these ids, AT_ONCE of them at most, else all that the filters find. Raises NoArchive."""
    if ids and len(ids) > AT_ONCE:
        raise NoArchive(much=True)
    chosen = await _selection(contract, asked) if ids is None else await files.picked(contract, ids)
    if not chosen or not _fit(chosen, MOST, BYTES):
        raise NoArchive(much=bool(chosen))
    return chosen


async def _selection(contract: GuardedContract, asked: Asked) -> list[Document]:
    chosen = list[Document]()
    async for batch, cut in DOCUMENTS.export(contract, asked, LOOKED_AT):
        chosen += [document for document in batch if document.enclosure.file]
        if cut or not _fit(chosen, MOST, BYTES):
            raise NoArchive(much=True)
    return chosen


def is_short(chosen: Sequence[Document]) -> bool:
    """Whether nobody waits long for it."""
    return _fit(chosen, AT_ONCE, BYTES_AT_ONCE)


def _fit(chosen: Sequence[Document], most: int, size: int) -> bool:
    return len(chosen) <= most and sum(document.enclosure.size for document in chosen) <= size
