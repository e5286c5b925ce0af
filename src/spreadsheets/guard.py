"""What a file may be, judged by its bytes and the names of its parts, before any library of workbooks opens it."""

import re
import zipfile
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from src.domain.workbooks import FileFault, WorkbookRefused

LARGEST_FILE = 10 * 2**20
MOST_PARTS = 300
LARGEST_UNPACKED = 60 * 2**20
LARGEST_SMALL_PART = 2 * 2**20
"""Of any part that is neither a sheet nor the texts of all sheets nor a picture."""
RATIO = 150
RATIO_FROM = 2**20
"""Only parts above this size are held against the ratio: short repetitive XML packs well, honestly."""
ENCRYPTED_BIT = 0x1

_OLD = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BIG_PARTS = re.compile(r"xl/(worksheets/[^/]+|sharedstrings)\.xml|xl/media/[^/]+")
_PARTS: tuple[tuple[re.Pattern[str], FileFault], ...] = (
    (re.compile(r"vbaproject|vbadata|/macrosheets/|/dialogsheets/|intlmacro|activex|customui"), FileFault.MACROS),
    (re.compile(r"/externallinks/|connections\.xml|/querytables/|webextension"), FileFault.EXTERNAL_LINKS),
    (re.compile(r"/embeddings/|/ctrlprops/|oleobject|/model/|customdata/"), FileFault.EMBEDDED),
    (re.compile(r"xl/workbook\.bin"), FileFault.BINARY),
)
_PLAIN = re.compile(r".*\.(xml|rels|vml|png|jpe?g|gif|emf|wmf)|.*/printersettings/[^/]+\.bin|_rels/\.rels")
NEEDED = ("[content_types].xml", "xl/workbook.xml")


def check(path: Path) -> None:
    """Look the file over; raises WorkbookRefused. Nothing is unpacked but the list of parts."""
    size = path.stat().st_size
    if not size:
        raise WorkbookRefused(FileFault.EMPTY)
    if size > LARGEST_FILE:
        raise WorkbookRefused(FileFault.TOO_LARGE)
    _check_magic(path)
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, UnicodeDecodeError) as error:
        raise WorkbookRefused(FileFault.BROKEN) from error
    _check_sizes(parts)
    _check_names(parts)


def _check_magic(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(8)
    if start == _OLD:  # Excel wraps an encrypted workbook in the container of its old format
        old = FileFault.ENCRYPTED if _ENCRYPTED in path.read_bytes() else FileFault.OLD_FORMAT
        raise WorkbookRefused(old)
    if not start.startswith(b"PK\x03\x04"):
        raise WorkbookRefused(FileFault.NOT_WORKBOOK)


def _check_sizes(parts: list[ZipInfo]) -> None:
    """Python's zipfile reads no more of a part than it declares, so what is declared may be believed."""
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise WorkbookRefused(FileFault.TOO_LARGE_INSIDE)
    for part in parts:
        out_of_proportion = part.file_size > RATIO_FROM and part.file_size > RATIO * max(part.compress_size, 1)
        small = not _BIG_PARTS.fullmatch(part.filename.lower())
        if out_of_proportion or (small and part.file_size > LARGEST_SMALL_PART):
            raise WorkbookRefused(FileFault.TOO_LARGE_INSIDE, part.filename)


def _check_names(parts: list[ZipInfo]) -> None:
    names = [part.filename.lower() for part in parts]
    if names and names[0] == "mimetype":
        raise WorkbookRefused(FileFault.OPEN_DOCUMENT)
    for part, name in zip(parts, names, strict=True):
        if part.flag_bits & ENCRYPTED_BIT:
            raise WorkbookRefused(FileFault.ENCRYPTED)
        if part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} or _strays(part.orig_filename):
            raise WorkbookRefused(FileFault.BROKEN, part.filename)
        if fault := _kind_of(name):
            raise WorkbookRefused(fault, part.filename)
    if len(set(names)) != len(names):
        raise WorkbookRefused(FileFault.BROKEN)
    if not set(NEEDED) <= set(names):
        raise WorkbookRefused(FileFault.NOT_WORKBOOK)


def _strays(name: str) -> bool:
    """Whether the name would lead out of the archive, or is read as another one by another program."""
    pieces = name.split("/")
    return name.startswith("/") or ".." in pieces or any(mark in name for mark in ("\\", ":", "\0"))


def _kind_of(name: str) -> FileFault | None:
    found = next((fault for pattern, fault in _PARTS if pattern.search(name)), None)
    if found or name.endswith("/") or _PLAIN.fullmatch(name):
        return found
    return FileFault.EMBEDDED
