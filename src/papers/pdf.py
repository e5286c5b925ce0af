"""A PDF: one document from the first byte to the last, in which nothing acts by itself and no other file is hidden.

Names are looked for in the open parts and in packed lists of objects. Who means it badly enough may hide a name from
this look: the file is never shown by the portal, it is handed on as a file.
"""

import re
import zlib
from typing import Final

from src.domain.attachments import AttachmentRefused, Fault, Kind

_END: Final = b"%%EOF"
_STREAM: Final = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_HEX: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_LOCKED: Final = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
_ACTIVE: Final = re.compile(
    rb"/(?:JavaScript|Launch|RichMedia|XFA|ImportData|SubmitForm|Rendition|Movie|Sound)(?![\w])"
)
_EMBEDDED: Final = re.compile(rb"/(?:EmbeddedFiles?|GoToE|Collection)(?![\w])")
_LINKED: Final = re.compile(rb"/(?:OpenAction|AA\s*<<\s*/\w+)\s*<<[^>]*?/S\s*/(?:URI|GoToR)(?!\w)|/FS\s*/URL(?!\w)")
"""Followed on opening, without a click."""
_ZIP: Final = re.compile(rb"PK\x05\x06|PK\x03\x04")
_FAULTS: Final = (
    (_LOCKED, Fault.LOCKED), (_ACTIVE, Fault.ACTIVE), (_EMBEDDED, Fault.EMBEDDED), (_LINKED, Fault.LINKED),
)  # fmt: skip
_DICT: Final = 2048
"""Bytes before a stream in which its own words stand."""
MOST_UNPACKED: Final = 64 * 2**20
TAIL: Final = 2**16


def look_into_pdf(data: bytes) -> Kind:
    end = data.rfind(_END)
    if not re.match(rb"%PDF-[12]\.\d", data) or end < 0 or data[end + len(_END) :].strip(b"\0\t\n\r\x1a "):
        raise AttachmentRefused(Fault.BROKEN)
    if _ZIP.search(data, max(0, end - TAIL), end) and b"PK\x05\x06" in data[-TAIL:]:
        raise AttachmentRefused(Fault.EMBEDDED)
    words = _words(data)
    for pattern, fault in _FAULTS:
        if pattern.search(words):
            raise AttachmentRefused(fault)
    return Kind.PDF


def _words(data: bytes) -> bytes:
    """All that is not packed or drawn, and the lists of objects unpacked, with names as they are meant."""
    open_parts, at, left = list[bytes](), 0, MOST_UNPACKED
    for found in _STREAM.finditer(data):
        open_parts.append(data[at : found.start()])
        at = found.end()
        if b"/ObjStm" in data[max(0, found.start() - _DICT) : found.start()]:
            unpacked = _unpacked(found[1], left)
            left -= len(unpacked)
            open_parts.append(unpacked)
    open_parts.append(data[at:])
    return _HEX.sub(lambda sign: bytes.fromhex(sign[1].decode()), b"\n".join(open_parts))


def _unpacked(stream: bytes, most: int) -> bytes:
    """One that is not packed as usual is looked at as it is."""
    if most <= 0:
        raise AttachmentRefused(Fault.TOO_LARGE_INSIDE)
    try:
        out = zlib.decompressobj().decompress(stream, most + 1)
    except zlib.error:
        return stream
    if len(out) > most:
        raise AttachmentRefused(Fault.TOO_LARGE_INSIDE)
    return out
