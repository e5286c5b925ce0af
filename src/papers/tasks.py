"""What a child of the workshop can be asked about documents: plain arguments and answers; a refusal is one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from src.domain.attachments import HEAD, LARGEST, AttachmentRefused, Fault, Kind, Look, look_of
from src.papers.answers import LOOK
from src.papers.compound import look_into_compound
from src.papers.packed import look_into_packed
from src.papers.pdf import look_into_pdf


def _look(source: str) -> dict[str, Any]:
    try:
        return {"kind": str(_kind(Path(source)))}
    except AttachmentRefused as refusal:
        return {"refused": str(refusal.fault)}


def _kind(source: Path) -> Kind:
    if source.stat().st_size > LARGEST:
        raise AttachmentRefused(Fault.TOO_LARGE)
    with source.open("rb") as file:
        look = look_of(file.read(HEAD))
    if look is Look.PACKED:
        return look_into_packed(source)
    if look is Look.COMPOUND:
        return look_into_compound(source.read_bytes())
    if look is Look.PDF:
        return look_into_pdf(source.read_bytes())
    raise AttachmentRefused(Fault.UNKNOWN)


TASKS: dict[str, Callable[..., dict[str, Any]]] = {LOOK: _look}
