"""Files that billing sends beside its rows: what they may be, known by their bytes."""

from dataclasses import dataclass
from typing import Final

MEDIA: Final = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}
"""What is told to a browser, by ending; anything else is not taken."""
LARGEST: Final = 20 * 2**20
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_TAIL: Final = 2048
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that is kept: the key under which it lies, SHA-256, bytes; all empty where there is none."""

    file: str = ""
    digest: str = ""
    size: int = 0

    @property
    def ending(self) -> str:
        return self.file.rpartition(".")[2]


NOTHING: Final = Enclosure()


def ending_of(name: str, data: bytes) -> str | None:
    """The ending of the name, where the bytes are what it says; None where they are not, or no such file is taken."""
    ending = name.rpartition(".")[2].lower()
    return ending if ending in MEDIA and _is(ending, data) else None


def _is(ending: str, data: bytes) -> bool:
    if ending == "pdf":
        return data.startswith(b"%PDF-") and b"%%EOF" in data[-_TAIL:]
    if ending == "xml":
        return _is_xml(data[:_TAIL])
    if ending == "xlsx":
        return data.startswith(_ZIP[0]) and b"[Content_Types].xml" in data and b"xl/workbook.xml" in data
    return data.startswith(_ZIP)


def _is_xml(head: bytes) -> bool:
    for mark in _MARKS:
        head = head.removeprefix(mark)
    plain = head.replace(b"\0", b"").lstrip()
    return plain.startswith(b"<?xml") or (plain.startswith(b"<") and b"<html" not in plain.lower())
