"""The parts of a packed document, each unpacked once as it goes by: whether it is whole, and what its XML would fetch
or start."""

import re
from collections.abc import Sequence
from typing import IO, Final
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from src.domain.attachments import AttachmentRefused, Fault
from src.papers.outside import Outside, refuse_doing, refuse_template

AT_ONCE: Final = 2**16
_OVERLAP: Final = 64
MOST_RELATIONS: Final = 60_000
_RELATIONS: Final = (".rels", "[content_types].xml", "meta-inf/manifest.xml")
_UNSAFE: Final = (
    (re.compile(rb"<!(?:DOCTYPE|ENTITY)"), Fault.BROKEN),
    (re.compile(rb"vnd\.sun\.star\.(?:script|expand)"), Fault.MACROS),
    (re.compile(rb"dde-(?:source|link|connection-decl\b)"), Fault.ACTIVE),
    (re.compile(rb"ddeLink\b"), Fault.ACTIVE),
)
_HYPERLINK: Final = "/hyperlink"
_TEMPLATE: Final = "/attachedtemplate"
_DATA: Final = ("customxml/", "docprops/")
"""Nothing of them is drawn or fetched; other programs than offices write them."""
_DRAWN: Final = re.compile(rb"(?:\bsrc|:href)\s*=\s*[\"']\s*(?:[a-z][a-z0-9+.-]*:|[/\\&])", re.IGNORECASE)
"""In shapes of a spreadsheet, whose parts are often no good XML."""


def look_through(archive: ZipFile, parts: list[ZipInfo]) -> None:
    """Raises AttachmentRefused; BadZipFile where a part is not what its sum says."""
    for part in parts:
        name = part.filename.lower()
        with archive.open(part) as file:
            if name.endswith(_RELATIONS):
                _Relations().read(file)
            else:
                _pass_by(file, name)


def _pass_by(file: IO[bytes], name: str) -> None:
    """Each piece is looked at as bytes, with the end of the one before, and as elements."""
    patterns = _patterns(name)
    outside = Outside() if name.endswith((".xml", ".svg")) and not name.startswith(_DATA) else None
    before = b""
    while piece := file.read(AT_ONCE):
        for pattern, fault in patterns:
            if pattern.search(before + piece):
                raise AttachmentRefused(fault)
        before = piece[-_OVERLAP:]
        if patterns and b"\0" in piece:
            raise AttachmentRefused(Fault.BROKEN)  # another alphabet, in which nothing was found
        if outside:
            outside.feed(piece)
    if outside and before:  # offices leave some empty
        outside.feed(b"", last=True)


def _patterns(name: str) -> Sequence[tuple[re.Pattern[bytes], Fault]]:
    if name.endswith(".vml"):
        return (*_UNSAFE, (_DRAWN, Fault.LINKED))
    return _UNSAFE if name.endswith((".xml", ".rdf")) else ()


class _Relations:
    """What a part names: relations, kinds of contents, a list of files."""

    def __init__(self) -> None:
        self._left = MOST_RELATIONS
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._unsafe
        self._parser.EntityDeclHandler = self._unsafe

    def read(self, file: IO[bytes]) -> None:
        try:
            while piece := file.read(AT_ONCE):
                self._parser.Parse(piece, False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise AttachmentRefused(Fault.BROKEN) from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._left -= 1
        if self._left < 0:
            raise AttachmentRefused(Fault.TOO_LARGE_INSIDE)
        if name.endswith("}encryption-data"):
            raise AttachmentRefused(Fault.LOCKED)
        if "macroenabled" in attributes.get("ContentType", "").lower():
            raise AttachmentRefused(Fault.MACROS)
        if attributes.get("TargetMode", "").lower() == "external":
            self._judge(attributes.get("Type", "").lower(), attributes.get("Target", ""))

    @staticmethod
    def _judge(kind: str, target: str) -> None:
        """An address leads somewhere only when a person follows it; all else is fetched on opening."""
        if kind.endswith(_HYPERLINK):
            refuse_doing(target)
        elif kind.endswith(_TEMPLATE):
            refuse_template(target)
        else:
            raise AttachmentRefused(Fault.LINKED)

    @staticmethod
    def _unsafe(*_: object) -> None:
        raise AttachmentRefused(Fault.BROKEN)
