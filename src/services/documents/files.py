"""The files of documents."""

import re
from collections.abc import AsyncIterator, Sequence
from typing import Final

from src.domain.access import GuardedContract
from src.domain.documents import Document
from src.domain.enclosures import LARGEST, Enclosure
from src.gateways.files.files import Files, FileTooLarge, NoSuchFile
from src.services.access import known_id
from src.storage import documents as storage

NAME_LENGTH: Final = 100
PIECE: Final = 256 * 1024
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f"*/:<>?\\|\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
"""What file systems do not take, and what turns the direction of writing."""


class NoSuchDocument(Exception):
    """The contract has no document of this id, or it has no file."""


async def find(contract: GuardedContract, document_id: int) -> Document:
    """A document that has a file; raises NoSuchDocument."""
    found = await picked(contract, [document_id])
    if not found:
        raise NoSuchDocument
    return found[0]


async def picked(contract: GuardedContract, ids: Sequence[int]) -> list[Document]:
    """Those of the ids that are documents of this contract with files, in the order of the list."""
    found = await storage.find_documents(contract, [id_ for id_ in ids if known_id(id_)])
    return [document for document in found if document.enclosure.file]


async def read(document: Document, files: Files) -> bytes:
    """Raises NoSuchDocument where its file is lost, FilesDown."""
    return await read_enclosed(document.enclosure, files)


async def read_enclosed(enclosure: Enclosure, files: Files) -> bytes:
    """The same of whatever billing has sent along."""
    try:
        return await files.get(enclosure.file, LARGEST)
    except (NoSuchFile, FileTooLarge) as error:
        raise NoSuchDocument from error


async def pieces(enclosure: Enclosure, files: Files) -> AsyncIterator[bytes]:
    """The same, to be sent."""
    data = await read_enclosed(enclosure, files)
    for start in range(0, len(data), PIECE):
        yield data[start : start + PIECE]


def file_name(document: Document) -> str:
    """Without ending: «Счёт № 12-0457 от 05.12.2026»."""
    return safe_name(document.name, document.number)


def safe_name(name: str, number: str) -> str:
    """Of a name that is too long its number is cut: kind and date stay, by which people know what it is."""
    if (over := len(name) - NAME_LENGTH) > 0:
        head, _, tail = name.partition(number)
        name = f"{head}{number[: -over - 1]}…{tail}"
    return _FORBIDDEN.sub("-", name).strip(" .")
