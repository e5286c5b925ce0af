"""The parts of a packed document, each unpacked once as it goes by: whether it is whole, and what its XML would fetch
or start."""

import re
from typing import IO, Final
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from src.domain.attachments import AttachmentRefused, Fault

AT_ONCE: Final = 2**16
_OVERLAP: Final = 64
MOST_RELATIONS: Final = 60_000
_RELATIONS: Final = (".rels", "[content_types].xml", "meta-inf/manifest.xml")
_UNSAFE: Final = (
    (re.compile(rb"<!(?:DOCTYPE|ENTITY)"), Fault.BROKEN),
    (re.compile(rb"vnd\.sun\.star\.(?:script|expand)"), Fault.MACROS),
    (re.compile(rb"\bDDEAUTO\b|ddeLink\b|dde-(?:source|link)"), Fault.ACTIVE),
)
_HYPERLINK: Final = "/hyperlink"
_TEMPLATE: Final = "/attachedtemplate"
_HERE: Final = re.compile(r"(?:file:///)?(?:[A-Za-z]:[\\/])?[^:/\\][^:]*|file:///[A-Za-z]:[^:]*")
"""A template on the writer's own machine: nobody fetches it from anywhere."""


def look_through(archive: ZipFile, parts: list[ZipInfo]) -> None:
    """Raises AttachmentRefused; BadZipFile where a part is not what its sum says."""
    for part in parts:
        name = part.filename.lower()
        with archive.open(part) as file:
            if name.endswith(_RELATIONS):
                _Relations().read(file)
            else:
                _pass_by(file, name.endswith((".xml", ".vml", ".rdf")))


def _pass_by(file: IO[bytes], xml: bool) -> None:
    before = b""
    while piece := file.read(AT_ONCE):
        for pattern, fault in _UNSAFE if xml else ():
            if pattern.search(before + piece):
                raise AttachmentRefused(fault)
        before = piece[-_OVERLAP:]
        if xml and b"\0" in piece:
            raise AttachmentRefused(Fault.BROKEN)  # another alphabet, in which nothing was found


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
        if kind.endswith(_HYPERLINK) or (kind.endswith(_TEMPLATE) and _HERE.fullmatch(target)):
            return
        raise AttachmentRefused(Fault.LINKED)

    @staticmethod
    def _unsafe(*_: object) -> None:
        raise AttachmentRefused(Fault.BROKEN)
