"""Documents that are packed folders (.docx, .xlsx, .odt, .ods): their list of parts, then each part as it goes by.

Nothing is laid on the disk, and no more is unpacked than is declared.
"""

import re
import zipfile
import zlib
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from src.domain.attachments import AttachmentRefused, Fault, Kind
from src.papers.parts import look_through

MOST_PARTS: Final = 1000
LARGEST_UNPACKED: Final = 100 * 2**20
RATIO: Final = 150
RATIO_FROM: Final = 2**20
"""Only parts above this size are held against the ratio: short repetitive XML packs well, honestly."""
_LOCKED_BIT: Final = 0x1
_END: Final = b"PK\x05\x06"
_END_BYTES: Final = 22

_MAIN: Final = {"word/document.xml": Kind.DOCX, "xl/workbook.xml": Kind.XLSX}
_MEDIA: Final = {
    b"application/vnd.oasis.opendocument.text": Kind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
}
_FAULTS: Final = (
    (re.compile(r"vbaproject|vbadata|/macrosheets/|/dialogsheets/|intlmacro|activex|customui"), Fault.MACROS),
    (re.compile(r"(basic|scripts)/.|/basic/"), Fault.MACROS),
    (re.compile(r"/externallinks/|/connections\.xml|/querytables/|webextension|richvaluewebimage"), Fault.LINKED),
    (re.compile(r"/embeddings/|/ctrlprops/|oleobject|afchunk|/model/"), Fault.EMBEDDED),
)
_PLAIN: Final = re.compile(
    r".*\.(xml|rels|rdf|vml|png|jpe?g|gif|bmp|tiff?|emf|wmf|svm|svg|wdp|ico|odttf|fntdata|ttf|sigs)|_rels/\.rels|mimetype"
    r"|.*/printersettings/[^/]+\.bin|objectreplacements/.*|layout-cache|thumbnails/.*|.*/"
)
_ENCODED: Final = "\\", ":", "\0"


def look_into_packed(path: Path) -> Kind:
    _refuse_wrapped(path)
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            _judge_parts(parts)
            kind = _kind(archive, [part.filename.lower() for part in parts])
            look_through(archive, parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise AttachmentRefused(Fault.BROKEN) from error
    return kind


def _refuse_wrapped(path: Path) -> None:
    """It is the container from the first byte to the last: nothing hangs in front of it or behind."""
    data = path.read_bytes()
    if data[-_END_BYTES : -_END_BYTES + 4] != _END:
        raise AttachmentRefused(Fault.BROKEN)


def _judge_parts(parts: list[ZipInfo]) -> None:
    names = [part.filename.lower() for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise AttachmentRefused(Fault.TOO_LARGE_INSIDE)
    if not parts or min(part.header_offset for part in parts) or len(set(names)) != len(names):
        raise AttachmentRefused(Fault.BROKEN)
    if not any(name in _MAIN for name in names) and "mimetype" not in names:
        raise AttachmentRefused(Fault.ARCHIVE)
    for part, name in zip(parts, names, strict=True):
        _judge_part(part, name)


def _judge_part(part: ZipInfo, name: str) -> None:
    if part.flag_bits & _LOCKED_BIT:
        raise AttachmentRefused(Fault.LOCKED)
    if part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} or _strays(part.orig_filename):
        raise AttachmentRefused(Fault.BROKEN)
    if part.file_size > RATIO_FROM and part.file_size > RATIO * max(part.compress_size, 1):
        raise AttachmentRefused(Fault.TOO_LARGE_INSIDE)
    if found := next((fault for pattern, fault in _FAULTS if pattern.search(name)), None):
        raise AttachmentRefused(found)
    if not _PLAIN.fullmatch(name):
        raise AttachmentRefused(Fault.EMBEDDED)


def _strays(name: str) -> bool:
    """Whether the name would lead out of the archive, or is read as another one by another program."""
    return name.startswith("/") or ".." in name.split("/") or any(mark in name for mark in _ENCODED)


def _kind(archive: ZipFile, names: list[str]) -> Kind:
    """One and no other: a container that is two kinds at once is read by each program as it likes."""
    kinds = {kind for name, kind in _MAIN.items() if name in names}
    if "mimetype" in names:
        kinds.add(_MEDIA.get(archive.read("mimetype")[:100].strip(), Kind.JPG))
    if len(kinds) != 1 or Kind.JPG in kinds:
        raise AttachmentRefused(Fault.UNKNOWN)
    [kind] = kinds
    return kind
