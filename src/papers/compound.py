"""Documents of the old kind (.doc, .xls): a small file system of its own, read without trusting a number in it."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from src.domain.attachments import AttachmentRefused, Fault, Kind

_FREE: Final = 0xFFFFFFFA
"""From here on numbers of sectors mean none, an end or the tables themselves."""
_ENTRY: Final = 128
MOST_ENTRIES: Final = 4096
_SMALL: Final = 64
_MACROS: Final = frozenset({"vba", "_vba_project", "_vba_project_cur", "macros"})
_EMBEDDED: Final = frozenset({"\x01ole10native", "package"})
_BOUND_SHEET: Final = 0x85
_BOOK: Final = 0x1AE
_OWN_BOOKS: Final = frozenset({0, 1, 0x401, 0x3A01})
"""What stands for the length of an address where a formula leads to no other file: to nothing, to this one, to what the
program brings along."""
_FILE_PASS: Final = 0x2F
_PLAIN_SHEETS: Final = frozenset({0, 2})
"""Of cells, and of a chart."""
_FIELDS: Final = {
    ("DDE", "DDEAUTO"): Fault.ACTIVE,
    ("INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK", "DATABASE"): Fault.LINKED,
}
_WORD_FLAGS: Final = 11
_WORD_LOCKED: Final = 1
"""A byte of the head of a text, and the bit in it."""


def look_into_compound(data: bytes) -> Kind:
    try:
        return _look(Compound(data))
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise AttachmentRefused(Fault.BROKEN) from error


def _look(compound: "Compound") -> Kind:
    entries = compound.entries()
    names = {entry.name for entry in entries}
    if "encryptedpackage" in names:
        raise AttachmentRefused(Fault.LOCKED)
    if names & _MACROS:
        raise AttachmentRefused(Fault.MACROS)
    if names & _EMBEDDED:
        raise AttachmentRefused(Fault.EMBEDDED)
    return _kind(compound, entries)


@dataclass(frozen=True, slots=True)
class Entry:
    name: str
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    def __init__(self, data: bytes) -> None:
        shift = struct.unpack_from("<H", data, 30)[0]
        if shift not in {9, 12}:
            raise AttachmentRefused(Fault.BROKEN)
        self._data, self._size = data, 1 << shift
        self._fat = [number for sector in self._fat_sectors() for number in self._numbers(sector)]

    def _fat_sectors(self) -> Iterator[int]:
        head = struct.unpack_from("<109I", self._data, 76)
        yield from (sector for sector in head if sector < _FREE)
        sector, count = struct.unpack_from("<II", self._data, 68)
        for _ in range(min(count, len(self._data) // self._size)):
            if sector >= _FREE:
                return
            *some, sector = self._numbers(sector)
            yield from (each for each in some if each < _FREE)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise AttachmentRefused(Fault.BROKEN)
        return self._data[start : start + self._size].ljust(self._size, b"\0")

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self._size // 4}I", self._sector(sector))

    def chain(self, start: int, most: int) -> bytes:
        """The sectors that begin here, `most` bytes of them; a ring of sectors ends there too."""
        found, at = bytearray(), start
        while at < _FREE and len(found) < most:
            found += self._sector(at)
            at = self._fat[at]
        return bytes(found[:most])

    def entries(self) -> list[Entry]:
        raw = self.chain(struct.unpack_from("<I", self._data, 48)[0], MOST_ENTRIES * _ENTRY)
        if len(raw) >= MOST_ENTRIES * _ENTRY:
            raise AttachmentRefused(Fault.TOO_LARGE_INSIDE)
        return [_entry(raw[at : at + _ENTRY]) for at in range(0, len(raw), _ENTRY)]

    def at_root(self, entries: list[Entry]) -> list[Entry]:
        """What lies in the root itself, and not in some folder below."""
        found, left, seen = list[Entry](), [entries[0].child], set[int]()
        while left:
            at = left.pop()
            if at < len(entries) and at not in seen:
                seen.add(at)
                found.append(entries[at])
                left += [entries[at].left, entries[at].right]
        return found

    def stream(self, entries: list[Entry], entry: Entry) -> bytes:
        """Small streams lie together in one of the root's."""
        if entry.size >= struct.unpack_from("<I", self._data, 56)[0]:
            return self.chain(entry.start, min(entry.size, len(self._data)))
        together = self.chain(entries[0].start, len(self._data))
        table = self.chain(struct.unpack_from("<I", self._data, 60)[0], len(self._data))
        found, at, most = bytearray(), entry.start, min(entry.size, len(self._data))
        while at < _FREE and len(found) < most:
            found += together[at * _SMALL : (at + 1) * _SMALL].ljust(_SMALL, b"\0")
            at = struct.unpack_from("<I", table, at * 4)[0]
        return bytes(found[:most])


def _entry(raw: bytes) -> Entry:
    length = min(struct.unpack_from("<H", raw, 64)[0], 64)
    left, right, child = struct.unpack_from("<III", raw, 68)
    start, size = struct.unpack_from("<II", raw, 116)
    return Entry(raw[: max(0, length - 2)].decode("utf-16-le").lower(), left, right, child, start, size)


def _kind(compound: Compound, entries: list[Entry]) -> Kind:
    roots = {entry.name: entry for entry in compound.at_root(entries)}
    if found := roots.get("worddocument"):
        _judge_text(compound.stream(entries, found))
        return Kind.DOC
    if found := roots.get("workbook") or roots.get("book"):
        _judge_workbook(compound.stream(entries, found))
        return Kind.XLS
    raise AttachmentRefused(Fault.UNKNOWN)


def _judge_text(stream: bytes) -> None:
    """A lock, and fields, which begin by a sign of their own, in letters of one byte or of two."""
    if stream[_WORD_FLAGS] & _WORD_LOCKED:
        raise AttachmentRefused(Fault.LOCKED)
    for words, fault in _FIELDS.items():
        if any(_field(word, encoding).search(stream) for word in words for encoding in ("ascii", "utf-16-le")):
            raise AttachmentRefused(fault)


def _field(word: str, encoding: str) -> re.Pattern[bytes]:
    begin, blank, name = (re.escape(text.encode(encoding)) for text in ("\x13", " ", word))
    return re.compile(begin + b"(?:" + blank + b")*" + name + b"(?:" + blank + b")+", re.IGNORECASE)


def _judge_workbook(stream: bytes) -> None:
    """Record by record: a lock, sheets that are programs of the days before macros, other files."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _FILE_PASS:
            raise AttachmentRefused(Fault.LOCKED)
        if kind == _BOUND_SHEET and length > 5 and stream[at + 9] not in _PLAIN_SHEETS:
            raise AttachmentRefused(Fault.MACROS)
        if kind == _BOOK and length >= 4 and struct.unpack_from("<H", stream, at + 6)[0] not in _OWN_BOOKS:
            raise AttachmentRefused(Fault.LINKED)
        at += 4 + length
