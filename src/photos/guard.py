"""What a picture is by its first bytes, before any library opens it. The name of the file counts for nothing."""

from pathlib import Path
from typing import Final

from src.domain.photos import LARGEST, PhotoFault, PhotoRefused

_HEAD: Final = 64
_HEIC: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})
_MOVING: Final = frozenset({b"hevc", b"hevx", b"hevm", b"hevs", b"msf1", b"avis"})
_OTHERS: Final = (b"GIF8", b"BM", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"8BPS", b"\0\0\1\0", b"\xff\x0a", b"FORM")


def format_of(source: Path) -> str:
    """The library's name of the format; raises PhotoRefused."""
    size = source.stat().st_size
    if not size:
        raise PhotoRefused(PhotoFault.EMPTY)
    if size > LARGEST:
        raise PhotoRefused(PhotoFault.TOO_LARGE)
    with source.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    return _of_boxes(head) if head[4:8] == b"ftyp" else _refused(head)


def _of_boxes(head: bytes) -> str:
    brand = head[8:12]
    if brand in _HEIC:
        return "HEIF"
    if brand in _MOVING:
        raise PhotoRefused(PhotoFault.MOVING)
    raise PhotoRefused(PhotoFault.OTHER_FORMAT if brand == b"avif" else PhotoFault.NOT_PICTURE)


def _refused(head: bytes) -> str:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<?xml", b"<svg", b"<!doctype svg")):
        raise PhotoRefused(PhotoFault.DRAWING)
    known = head.startswith(_OTHERS) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")
    raise PhotoRefused(PhotoFault.OTHER_FORMAT if known else PhotoFault.NOT_PICTURE)
