"""Files that a client joins to what they send: what is taken, why one is not, how it is called."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

LARGEST: Final = 15 * 2**20
"""Bytes of one file."""
LARGEST_ALL: Final = 50 * 2**20
"""Bytes of all files of one thing, as they are kept."""
MOST: Final = 10
"""Files of one thing."""
IN_AN_HOUR: Final = 100
"""Files of one person, whatever they are joined to."""
LARGEST_IN_A_DAY: Final = 500 * 2**20
"""Bytes of one person's files that are kept, whatever they are joined to."""
FREE_FAILURES: Final = 10
"""Files in a row that were not taken, before their person must wait."""
NAME_LENGTH: Final = 120
NAMELESS: Final = "Файл"


class Kind(StrEnum):
    """By content, and the ending of the name."""

    JPG = "jpg"
    PDF = "pdf"
    DOC = "doc"
    DOCX = "docx"
    XLS = "xls"
    XLSX = "xlsx"
    ODT = "odt"
    ODS = "ods"


_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_OPEN: Final = "application/vnd.oasis.opendocument"
MEDIA: Final = {
    Kind.JPG: "image/jpeg",
    Kind.PDF: "application/pdf",
    Kind.DOC: "application/msword",
    Kind.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Kind.XLS: "application/vnd.ms-excel",
    Kind.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Kind.ODT: f"{_OPEN}.text",
    Kind.ODS: f"{_OPEN}.spreadsheet",
}


class Fault(StrEnum):
    """Why a file is not taken; those of pictures have the words of `domain/photos.py`."""

    NONE = "none"
    """no file was chosen"""
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    ALL_TOO_LARGE = "all_too_large"
    TOO_MANY = "too_many"
    UNKNOWN = "unknown"
    """none of the kinds that are taken"""
    PROGRAM = "program"
    ARCHIVE = "archive"
    MACROS = "macros"
    ACTIVE = "active"
    """a document that does something by itself: scripts, launching"""
    EMBEDDED = "embedded"
    """another file is within"""
    LINKED = "linked"
    """it fetches something from elsewhere when it is opened"""
    LOCKED = "locked"
    """a password hides what is within"""
    TOO_LARGE_INSIDE = "too_large_inside"
    BROKEN = "broken"
    TOO_HARD = "too_hard"
    OTHER_FORMAT = "other_format"
    DRAWING = "drawing"
    MOVING = "moving"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"
    TOO_OFTEN = "too_often"
    TOO_LARGE_A_DAY = "too_large_a_day"
    SENDING = "sending"
    CROWDED = "crowded"
    DOWN = "down"
    """the storage of files is silent"""
    SHUT = "shut"
    """what it should be joined to was sent already, or is gone"""


class AttachmentRefused(Exception):
    """The file is not taken; `seconds` until the next may be tried, 0 where that is not the matter."""

    def __init__(self, fault: Fault, seconds: int = 0) -> None:
        super().__init__(str(fault))
        self.fault = fault
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Thing:
    """What files are joined to: a word for its kind, at most twenty letters, and the id of its row."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """`name` as its sender calls it, cleaned, with the ending of its content; `size` in bytes; `who`: '' for the
    supplier."""

    id: int
    name: str
    kind: Kind
    size: int
    who: str
    added_at: datetime

    @property
    def weight(self) -> str:
        """For people: whole kilobytes, or megabytes with one place."""
        if self.size < 1024 * 1024:
            return f"{max(1, (self.size + 512) // 1024)} КБ"
        tenths = (self.size * 10 + 512 * 1024) // (1024 * 1024)
        return f"{tenths // 10},{tenths % 10} МБ"


_SLASHES: Final = re.compile(r"[/\\]")
_ENDING: Final = re.compile(r"\.([A-Za-z0-9]{1,5})$")
_SAME: Final = {"jpeg": Kind.JPG, "jpe": Kind.JPG}
_FORBIDDEN: Final = frozenset('<>:"|?*')
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def shown_name(sent: str) -> str:
    """Of a file that is not kept."""
    name = _seen_of(sent) or NAMELESS
    return name if len(name) <= NAME_LENGTH else name[: NAME_LENGTH - 1] + "…"


def _seen_of(sent: str) -> str:
    """For show alone: no folders, nothing unseen, nothing that turns the text round."""
    name = unicodedata.normalize("NFC", _SLASHES.split(sent)[-1])
    name = "".join(sign for sign in name if unicodedata.category(sign) not in _HIDDEN and sign not in _FORBIDDEN)
    return " ".join(name.split()).strip(". ")


def clean_name(sent: str, kind: Kind) -> str:
    """Of a file that is kept: it ends as its content does."""
    stem = _seen_of(sent)
    ending = _ENDING.search(stem)
    if ending:
        said = ending[1].lower()
        stem = stem[: ending.start()] if _SAME.get(said, said) in set(Kind) or said in _TURNED else stem
    return f"{stem[:NAME_LENGTH].strip('. ') or NAMELESS}.{kind}"


_TURNED: Final = frozenset({"png", "heic", "heif"})
"""What became another kind when it was kept."""


class Look(StrEnum):
    """What a file may be by its first bytes."""

    PICTURE = "picture"
    PDF = "pdf"
    PACKED = "packed"
    COMPOUND = "compound"


HEAD: Final = 64
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_PROGRAMS: Final = (
    b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"dex\n", b"\0asm",
    b"L\0\0\0\x01\x14\x02\0", b"ITSF",
)  # fmt: skip
_ARCHIVES: Final = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF", b"PK\x05\x06", b"(\xb5/\xfd")


def look_of(head: bytes) -> Look:
    """Whom to give the file to look into; raises AttachmentRefused. Its name counts for nothing."""
    if not head:
        raise AttachmentRefused(Fault.EMPTY)
    if head.startswith(_PICTURES) or head[4:8] == b"ftyp":
        return Look.PICTURE
    for start, look in ((b"%PDF-", Look.PDF), (b"PK\x03\x04", Look.PACKED), (COMPOUND, Look.COMPOUND)):
        if head.startswith(start):
            return look
    if head.startswith(_PROGRAMS):
        raise AttachmentRefused(Fault.PROGRAM)
    raise AttachmentRefused(Fault.ARCHIVE if head.startswith(_ARCHIVES) else Fault.UNKNOWN)


COMPOUND: Final = bytes.fromhex("d0cf11e0a1b11ae1")
