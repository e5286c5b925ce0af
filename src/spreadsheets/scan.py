"""Limits of the XML inside a workbook, held by a parser that keeps nothing, before a library builds anything of it."""

import re
import zipfile
import zlib
from pathlib import Path
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile

from openpyxl.utils import column_index_from_string

from src.domain.workbooks import FileFault, WorkbookRefused

MOST_ROWS = 20_000
MOST_COLUMNS = 64
MOST_ELEMENTS = 2_500_000
"""Of a sheet or the texts of all sheets: twenty thousand rows of the widest form have a third of it."""
MOST_MERGED = 50_000
"""Cells of a sheet that stand under a merged one: each is an object of its own to whoever opens the workbook whole."""
MOST_SMALL_ELEMENTS = 60_000
"""Of any other part: styles, relations, the list of sheets."""
DEEPEST = 60
AT_ONCE = 2**16

_BIG = re.compile(r"xl/(worksheets/[^/]+|sharedstrings)\.xml")
_XML = re.compile(r".*\.(xml|rels|vml)|.*\.rels")
_DIGITS = "0123456789"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_COLUMNS = frozenset([*_LETTERS, *(first + second for first in _LETTERS for second in _LETTERS)][:MOST_COLUMNS])
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"']*)""")
_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
_MACROS = "macroenabled"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/"
_LINK_KINDS = ("/hyperlink",)
"""An address in a cell leads somewhere only when a person follows it."""


def limits(path: Path) -> None:
    """Read every XML part of a file that the guard let in; raises WorkbookRefused."""
    try:
        with ZipFile(path) as archive:
            _read_parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise WorkbookRefused(FileFault.BROKEN) from error


def _read_parts(archive: ZipFile) -> None:
    for name in archive.namelist():
        if _XML.fullmatch(name.lower()):
            with archive.open(name) as part:
                _Part(name).read(part)


class _Part:
    """One part as it goes by: how deep, how many elements, rows and cells of a row."""

    def __init__(self, name: str) -> None:
        big = _BIG.fullmatch(name.lower())
        self._name = name
        self._left = MOST_ELEMENTS if big else MOST_SMALL_ELEMENTS
        self._depth = self._rows = self._cells = self._merged = 0
        self._row_number = ""
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.StartElementHandler = self._start_big if big else self._start_small
        self._parser.EndElementHandler = None if big else self._end
        self._parser.StartDoctypeDeclHandler = self._unsafe
        self._parser.EntityDeclHandler = self._unsafe

    def read(self, part: IO[bytes]) -> None:
        piece = part.read(AT_ONCE)
        self._check_encoding(piece[:200])
        try:
            while piece:
                self._parser.Parse(piece, False)
                piece = part.read(AT_ONCE)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise WorkbookRefused(FileFault.BROKEN, self._name) from error

    def _check_encoding(self, start: bytes) -> None:
        """UTF-8 alone: whatever a part says in another encoding may be read otherwise by another program."""
        declared = _DECLARED.search(start)
        if not start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") or b"\0" in start:
            raise WorkbookRefused(FileFault.UNSAFE, self._name)
        if declared and declared[1].lower() not in _ENCODINGS:
            raise WorkbookRefused(FileFault.UNSAFE, self._name)

    def _start_big(self, name: str, attributes: dict[str, str]) -> None:
        """Called for every element of a sheet, half a million times for a large one: short ways first."""
        self._left -= 1
        if self._left < 0:
            raise WorkbookRefused(FileFault.TOO_LARGE_INSIDE, self._name)
        if name[-2:] == "}c":
            self._cell(attributes.get("r", ""))
        elif name[-4:] == "}row":
            self._row(attributes.get("r", ""))
        elif name[-10:] == "}mergeCell":
            self._merge(attributes.get("ref", ""))

    def _start_small(self, name: str, attributes: dict[str, str]) -> None:
        """A part may be a sheet wherever it lies: the same ends hold in all of them."""
        self._start_big(name, attributes)
        self._depth += 1
        if self._depth > DEEPEST:
            raise WorkbookRefused(FileFault.TOO_LARGE_INSIDE, self._name)
        if self._depth == 1 and name.startswith(_STRICT):
            raise WorkbookRefused(FileFault.STRICT)
        if name.rpartition("}")[2] in {"Relationship", "Override", "Default"}:
            self._related(attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1

    def _row(self, number: str) -> None:
        self._rows += 1
        self._cells = 0
        self._row_number = number
        if self._rows > MOST_ROWS or (number and _beyond(number)):
            raise WorkbookRefused(FileFault.TOO_MANY_ROWS, self._name)

    def _cell(self, place: str) -> None:
        self._cells += 1
        letters = place.rstrip(_DIGITS)
        if self._cells > MOST_COLUMNS or (letters not in _COLUMNS and place):
            raise WorkbookRefused(FileFault.TOO_MANY_COLUMNS, self._name)
        number = place[len(letters) :]
        if number != self._row_number and place and _beyond(number):
            raise WorkbookRefused(FileFault.TOO_MANY_ROWS, self._name)

    def _merge(self, ref: str) -> None:
        found = _RANGE.fullmatch(ref)
        if not found:
            raise WorkbookRefused(FileFault.BROKEN, self._name)
        width = 1 + abs(column_index_from_string(found[1]) - column_index_from_string(found[3]))
        self._merged += width * (1 + abs(int(found[2]) - int(found[4])))
        if self._merged > MOST_MERGED:
            raise WorkbookRefused(FileFault.TOO_LARGE_INSIDE, self._name)

    def _related(self, attributes: dict[str, str]) -> None:
        outside = attributes.get("TargetMode", "").lower() == "external"
        if outside and not attributes.get("Type", "").lower().endswith(_LINK_KINDS):
            raise WorkbookRefused(FileFault.EXTERNAL_LINKS, self._name)
        if _MACROS in attributes.get("ContentType", "").lower():
            raise WorkbookRefused(FileFault.MACROS, self._name)

    def _unsafe(self, *_: object) -> None:
        raise WorkbookRefused(FileFault.UNSAFE, self._name)


def _beyond(number: str) -> bool:
    """Whether it is no number of a row that may be there."""
    return not (number.isascii() and number.isdecimal() and len(number) < 8 and 0 < int(number) <= MOST_ROWS)
