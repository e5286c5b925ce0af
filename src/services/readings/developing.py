"""A picture that somebody brought is developed by a child and kept as files."""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from src.domain.photos import PhotoFault, PhotoRefused
from src.gateways.files.files import Files, new_key
from src.gateways.workshop.workshop import Broken, TooHard, Workshop
from src.photos.answers import DEVELOP, Developed, Unanswered, developed_in, kept_bytes

KIND = "photos"
"""The folder of their files."""
CPU_SECONDS = 6.0
"""A heic of thirty million pixels takes two on a small machine."""


@dataclass(frozen=True, slots=True)
class Darkroom:
    """The children that develop pictures, and where they are kept."""

    workshop: Workshop
    files: Files


@dataclass(frozen=True, slots=True)
class Print:
    """A developed picture: keys of its two files, and its sides in pixels."""

    file: str
    small: str
    width: int
    height: int


async def digest_of(source: Path) -> str:
    """SHA-256 of the bytes that were brought."""
    return await asyncio.to_thread(_digest, source)


def _digest(source: Path) -> str:
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


async def develop(darkroom: Darkroom, source: Path, now: datetime) -> Print:
    """Both files, kept; no row knows them yet. Raises PhotoRefused and what the gateway of files raises."""
    developed, pictures = await pictures_of(darkroom.workshop, source)
    keys = [new_key(KIND, now, "jpg") for _ in pictures]
    for key, data in zip(keys, pictures, strict=True):
        await darkroom.files.put(key, data)
    return Print(keys[0], keys[1], developed.width, developed.height)


async def pictures_of(workshop: Workshop, source: Path) -> tuple[Developed, list[bytes]]:
    """The whole picture and the small one, looked at but not kept. Raises PhotoRefused."""
    with TemporaryDirectory(prefix="kabinet-") as folder:
        return await _developed(workshop, source, Path(folder) / "whole", Path(folder) / "small")


async def _developed(workshop: Workshop, source: Path, whole: Path, small: Path) -> tuple[Developed, list[bytes]]:
    """What the child says, and the very bytes that were looked at: its files are not read again."""
    try:
        answer = await workshop.do(DEVELOP, cpu_seconds=CPU_SECONDS, source=source, whole=whole, small=small)
        return developed_in(answer), [await asyncio.to_thread(kept_bytes, path) for path in (whole, small)]
    except TooHard as error:
        raise PhotoRefused(PhotoFault.TOO_HARD) from error
    except (Broken, Unanswered) as error:
        raise PhotoRefused(PhotoFault.BROKEN) from error
