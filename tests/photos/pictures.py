"""Pictures of every kind, made here: good ones, and those of people who mean no good."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pillow_heif
from PIL import Image

PLACE = {1: "N", 2: (55.0, 45.0, 7.0), 3: "E", 4: (37.0, 37.0, 3.0)}
"""Latitude and longitude of Red Square, as a phone writes them."""
MAKER = "Secret Phone 9"


def meter(width: int = 400, height: int = 300) -> Image.Image:
    """Red on top, blue below: one sees how it was held."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste((255, 0, 0), (0, 0, width, height // 2))
    return image


def told(orientation: int = 1) -> Image.Exif:
    """What a phone says of a picture: the place, its maker, how it was held."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = MAKER, orientation
    exif.get_ifd(0x8825).update(PLACE)
    return exif


def as_bytes(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def jpeg(orientation: int = 1, size: tuple[int, int] = (400, 300)) -> bytes:
    return as_bytes(meter(*size), "JPEG", exif=told(orientation), comment=f"by {MAKER}".encode())


def heic(orientation: int = 1, size: tuple[int, int] = (400, 300)) -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(meter(*size)).save(out, quality=60, exif=told(orientation).tobytes())
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bomb(width: int, height: int) -> bytes:
    """A png of a few bytes that says it is that large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(100_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def png_with_text(size: int) -> bytes:
    """A png whose packed text unfolds to so many bytes."""
    plain = as_bytes(meter(), "PNG")
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(size), 9))
    return plain[:33] + text + plain[33:]


def jpeg_with_large_exif() -> bytes:
    """Ten megabytes of segments before the picture."""
    plain = as_bytes(meter(), "JPEG")
    segment = b"\xff\xe1\xff\xff" + b"Exif\0\0" + bytes(0xFFFF - 8)
    return plain[:2] + segment * 160 + plain[2:]


def heic_bomb(width: int, height: int) -> bytes:
    """A heic whose box of the size (`ispe`) tells of more than there is."""
    plain = heic()
    at = plain.index(b"ispe") + 8
    return plain[:at] + struct.pack(">II", width, height) + plain[at + 8 :]


def written(folder: Path, data: bytes, name: str = "picture") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def jpeg_of_many_scans() -> bytes:
    """A progressive jpeg of few bytes whose last scan comes two thousand times."""
    plain = as_bytes(meter(5000, 4000), "JPEG", progressive=True, quality=10)
    last = plain.rindex(b"\xff\xda")
    return plain[:last] + plain[last:-2] * 2000 + plain[-2:]
