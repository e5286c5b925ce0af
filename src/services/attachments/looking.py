"""A file that somebody brought is looked into by a child: a picture is made anew, a document is kept as it is."""

import asyncio
import hashlib
from pathlib import Path
from typing import Final, NamedTuple

from src.domain.attachments import HEAD, LARGEST, AttachmentRefused, Fault, Kind, Look, look_of
from src.domain.photos import PhotoFault, PhotoRefused
from src.gateways.workshop.workshop import Broken, TooHard, Workshop
from src.papers.answers import LOOK, Unanswered, kind_in
from src.services.readings.developing import pictures_of

CPU_SECONDS: Final = 6.0


class Taken(NamedTuple):
    """The bytes to be kept, and what they are."""

    kind: Kind
    data: bytes


async def look_into(workshop: Workshop, source: Path, digest: str, pictures: bool = False) -> Taken:
    """Raises AttachmentRefused; with `pictures` for all else. The portal itself reads no more of the file than its
    first bytes, and its sum."""
    head, size = await asyncio.to_thread(_head, source)
    if size > LARGEST:
        raise AttachmentRefused(Fault.TOO_LARGE)
    try:
        if look_of(head) is Look.PICTURE:
            _, (whole, _) = await pictures_of(workshop, source)
            return Taken(Kind.JPG, whole)
        if pictures:
            raise AttachmentRefused(Fault.OTHER_FORMAT)
        kind = kind_in(await workshop.do(LOOK, cpu_seconds=CPU_SECONDS, source=source))
    except PhotoRefused as refusal:
        raise AttachmentRefused(_fault(refusal.fault)) from refusal
    except TooHard as error:
        raise AttachmentRefused(Fault.TOO_HARD) from error
    except (Broken, Unanswered) as error:
        raise AttachmentRefused(Fault.BROKEN) from error
    return Taken(kind, await asyncio.to_thread(_same, source, digest))


def _head(source: Path) -> tuple[bytes, int]:
    with source.open("rb") as file:
        return file.read(HEAD), source.stat().st_size


def _same(source: Path, digest: str) -> bytes:
    """The very bytes that were looked into."""
    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise AttachmentRefused(Fault.BROKEN)
    return data


def _fault(fault: PhotoFault) -> Fault:
    return Fault.UNKNOWN if fault is PhotoFault.NOT_PICTURE else Fault(fault)
