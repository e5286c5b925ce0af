"""What a child that developed a picture says, and whether to believe it: the portal opens no picture itself."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from src.domain.photos import LARGEST_KEPT, LONGEST_SIDE, PhotoFault, PhotoRefused

DEVELOP: Final = "photos.develop"
_BEGIN, _END, _SCAN, _OF_PROGRAM = 0xD8, 0xD9, 0xDA, 0xE0
_TABLES: Final = frozenset({_OF_PROGRAM, 0xDB, 0xC0, 0xC4, _SCAN})
"""All that a plain JPEG is made of: JFIF head, quantization, frame, Huffman tables, scan. No EXIF, no comment."""


class Unanswered(ValueError):
    """The answer has another shape than the task's: whoever gave it is not to be believed."""


class Developed(NamedTuple):
    width: int
    height: int


def developed_in(answer: Mapping[str, Any]) -> Developed:
    """Raises PhotoRefused as the child did, Unanswered when it is no answer at all."""
    if "refused" in answer:
        try:
            fault = PhotoFault(answer["refused"])
        except ValueError as error:
            raise Unanswered from error
        raise PhotoRefused(fault)
    sides = (answer.get("width"), answer.get("height"))
    if not all(type(side) is int and 0 < side <= LONGEST_SIDE for side in sides):
        raise Unanswered
    return Developed(*sides)  # type: ignore[arg-type]  # both were looked at


_PLAINLY: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
"""A link is not followed, and a pipe is not waited for."""


def kept_bytes(path: Path) -> bytes:
    """The picture that the child wrote, read once; Unanswered when it is anything but one JPEG with nothing in it but
    itself, in a plain file: a child that was taken over may have put a link or a pipe in its place."""
    try:
        with open(os.open(path, _PLAINLY), "rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode) or about.st_nlink != 1:
                raise Unanswered
            data = file.read(LARGEST_KEPT + 1)
    except OSError as error:
        raise Unanswered from error
    if len(data) > LARGEST_KEPT or not is_plain_jpeg(data):
        raise Unanswered
    return data


def is_plain_jpeg(data: bytes) -> bool:
    """Whether the bytes are one picture in which no more is told than it shows: no place, no maker, nothing behind."""
    if data[:2] != bytes((0xFF, _BEGIN)) or data[-2:] != bytes((0xFF, _END)):
        return False
    at = 2
    while at + 4 <= len(data):
        mark, kind, length = data[at], data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if mark != 0xFF or kind not in _TABLES or length < 2:
            return False
        if kind == _OF_PROGRAM and not (length == 16 and data[at + 4 : at + 9] == b"JFIF\0"):
            return False
        at += 2 + length
        if kind == _SCAN:
            return _is_scan(data, at)
    return False


def _is_scan(data: bytes, start: int) -> bool:
    """In the scan a byte FF is followed by 0 or a restart mark, until the end of all."""
    found = data.find(0xFF, start)
    while 0 <= found < len(data) - 2:
        if data[found + 1] and not 0xD0 <= data[found + 1] <= 0xD7:
            return False
        found = data.find(0xFF, found + 2)
    return found == len(data) - 2
