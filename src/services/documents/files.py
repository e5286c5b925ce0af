"""The files of documents: one, or several in an archive."""

import asyncio
import re
import zipfile
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from typing import Final

from src.domain.access import GuardedContract
from src.domain.documents import Document
from src.domain.enclosures import LARGEST
from src.gateways.files.files import Files, FileTooLarge, NoSuchFile
from src.services.access import known_id
from src.storage import documents as storage

NAME_LENGTH: Final = 100
LOST: Final = "Не вошли.txt"
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f"*/:<>?\\|]+')


class NoSuchDocument(Exception):
    """The contract has no document of this id, or it has no file."""


async def find(contract: GuardedContract, document_id: int) -> Document:
    """A document that has a file; raises NoSuchDocument."""
    found = await storage.find_documents(contract, [document_id]) if known_id(document_id) else []
    if not found or not found[0].enclosure.file:
        raise NoSuchDocument
    return found[0]


async def read(document: Document, files: Files) -> bytes:
    """Raises NoSuchDocument where its file is lost, FilesDown."""
    try:
        return await files.get(document.enclosure.file, LARGEST)
    except (NoSuchFile, FileTooLarge) as error:
        raise NoSuchDocument from error


async def picked(contract: GuardedContract, ids: Sequence[int]) -> list[Document]:
    """Those of the ids that are documents of this contract with files, in the order of the list."""
    found = await storage.find_documents(contract, [id_ for id_ in ids if known_id(id_)])
    return [document for document in found if document.enclosure.file]


def file_name(document: Document) -> str:
    """Without ending: «Счёт № 12-0457 от 05.12.2026»."""
    return _FORBIDDEN.sub("-", document.name)[:NAME_LENGTH].strip(" .")


async def archive(documents: Sequence[Document], files: Files) -> AsyncIterator[bytes]:
    """A zip in pieces, a file after another: memory is that of the largest. What is lost is told in a text beside them.
    Raises FilesDown."""
    pieces, lost, given = _Pieces(), list[str](), Counter[str]()
    with zipfile.ZipFile(pieces, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for document in documents:
            try:
                data = await read(document, files)
            except NoSuchDocument:
                lost.append(document.name)
                continue
            await asyncio.to_thread(packed.writestr, _entry(document, given), data)
            yield pieces.take()
        if lost:
            text = "Файлы этих документов сейчас не найдены, запросите их у поставщика:\n" + "\n".join(lost) + "\n"
            packed.writestr(LOST, text.encode())
    yield pieces.take()


def _entry(document: Document, given: Counter[str]) -> zipfile.ZipInfo:
    """Two documents of one name are told apart by a number; the day of a document is that of its file."""
    name = file_name(document)
    given[name.casefold()] += 1
    if (times := given[name.casefold()]) > 1:
        name += f" ({times})"
    day = document.issued_on
    entry = zipfile.ZipInfo(f"{name}.{document.enclosure.ending}", (max(day.year, 1980), day.month, day.day, 0, 0, 0))
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    return entry


class _Pieces:
    """What an archive writes, to be taken away piece by piece."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, data: bytes, /) -> int:
        self._written += data
        return len(data)

    def flush(self) -> None: ...
    def close(self) -> None: ...

    def take(self) -> bytes:
        taken, self._written = bytes(self._written), bytearray()
        return taken
