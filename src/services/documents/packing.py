"""Files of several documents as one archive."""

import asyncio
import zipfile
from collections import Counter
from collections.abc import AsyncIterator, Sequence

from src.domain.documents import Document
from src.gateways.files.files import Files
from src.services.documents.files import NoSuchDocument, file_name, read

LOST = "Не вошли.txt"


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
