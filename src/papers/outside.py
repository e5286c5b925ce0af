"""What a packed document would fetch from elsewhere, or start, when it is opened: found in the elements of its XML, not
in its bytes, so that no other spelling hides it. What waits for a click is left alone."""

import re
from typing import Final
from urllib.parse import unquote
from xml.parsers import expat

from src.domain.attachments import AttachmentRefused, Fault

_OPEN: Final = "urn:oasis:names:tc:opendocument:xmlns"
_XLINK: Final = "http://www.w3.org/1999/xlink}href"
_TEMPLATE: Final = f"{_OPEN}:meta:1.0}}template"
_IMAGE: Final = f"{_OPEN}:form:1.0}}image-data"
_FORMULAS: Final = (f"{_OPEN}:table:1.0}}formula", f"{_OPEN}:table:1.0}}expression")
_LINKS: Final = tuple(
    f"{start}/relationships}}{name}"
    for start in ("http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument")
    for name in ("link", "href")
)
_SVG: Final = "http://www.w3.org/2000/svg}"
_VML: Final = "urn:schemas-microsoft-com:vml}"
_DRAWN: Final = {
    _SVG: ("href", _XLINK),
    _VML: ("src", "urn:schemas-microsoft-com:office:office}href"),
}
_WATCHED: Final = frozenset({_XLINK, _IMAGE, *_FORMULAS, *_LINKS, *_DRAWN[_SVG], *_DRAWN[_VML]})
_CLICKED: Final = frozenset({"a", "area"})
_PIECES: Final = frozenset({"instrText", "delInstrText"})
"""Elements of which an instruction may have several."""
_TOLD: Final = _PIECES | {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula"}
"""Elements whose text is an instruction."""
_INSTRUCTIONS: Final = _TOLD | {"fldChar", "fldSimple", "mailMerge"}
_BEGINNING: Final = 64
"""Signs of an instruction in which its name stands."""
_FETCHING: Final = re.compile(r"\s*\\?(?:INCLUDE(?:PICTURE|TEXT)?|IMPORT|LINK|DATABASE|RD)\b", re.IGNORECASE)
_STARTING: Final = re.compile(r"\s*\\?DDE(?:AUTO)?\b", re.IGNORECASE)
_CALLED: Final = re.compile(
    r"\b(?:WEBSERVICE|IMAGE|RTD|DDE)\s*\(|'(?:file|https?|ftps?|smb|dav)://[^']*'#", re.IGNORECASE
)
_SPACES: Final = re.compile(r"[\s\x00-\x20]+")
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_DOING: Final = re.compile(
    r"(?:javascript|vbscript|data|macro|slot|service|vnd\.sun\.star\.\w+|ms-[\w-]+|search-ms|\.uno):", re.IGNORECASE
)
_HERE: Final = re.compile(r"(?:file:///)?(?:[A-Za-z]:[\\/])?[^:/\\][^:]*|/[^:/\\][^:]*")
_ALPHABETS: Final = frozenset({"utf-8", "us-ascii", "ascii"})


def leads_out(target: str) -> bool:
    """Whether this address within a document is somewhere else than in it."""
    plain = _plain(target)
    outside = plain.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", plain) or bool(_SCHEME.match(plain))
    return outside and not plain.startswith("#")


def refuse_doing(target: str) -> None:
    """An address that waits for a click may lead anywhere, but not do something itself."""
    if _DOING.match(_plain(target)):
        raise AttachmentRefused(Fault.ACTIVE)


def refuse_template(target: str) -> None:
    """One on the writer's own machine nobody fetches from anywhere."""
    if target and not _HERE.fullmatch(unquote(target)):
        raise AttachmentRefused(Fault.LINKED)


def _plain(target: str) -> str:
    return _SPACES.sub("", unquote(target))


class Outside:
    """Told the bytes of a part as they go by; raises AttachmentRefused."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = _doctype
        self._parser.EntityDeclHandler = _entity
        self._parser.XmlDeclHandler = _declared
        self._told = list[str]()
        self._field = ""
        self._plain = dict[str, bool]()
        """Names of elements of which nothing but the attributes counts; there may be millions of one."""

    def feed(self, piece: bytes, last: bool = False) -> None:
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as error:
            raise AttachmentRefused(Fault.BROKEN) from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not _WATCHED.isdisjoint(attributes):
            _judge(name, attributes)
        plain = self._plain.get(name)
        if plain is None:
            plain = self._plain[name] = name != f"{_SVG}script" and name.rpartition("}")[2] not in _INSTRUCTIONS
        if not plain:
            self._hear(name, attributes)

    def _hear(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        if local in _TOLD:
            self._told.clear()
            self._parser.CharacterDataHandler = self._told.append
            self._parser.EndElementHandler = self._end
        elif local == "fldChar":
            self._field = ""
        elif local == "fldSimple":
            _judge_field(next((text for key, text in attributes.items() if key.endswith("}instr")), ""))
        elif local == "mailMerge":
            raise AttachmentRefused(Fault.LINKED)
        elif name == f"{_SVG}script":
            raise AttachmentRefused(Fault.ACTIVE)

    def _end(self, name: str) -> None:
        self._parser.CharacterDataHandler = self._parser.EndElementHandler = None
        text = "".join(self._told)
        if name.rpartition("}")[2] in _PIECES:
            self._field = (self._field + text).lstrip()[:_BEGINNING]
            _judge_field(self._field)
        else:
            _judge_formula(text)


def _judge(name: str, attributes: dict[str, str]) -> None:
    if any(attributes.get(key) for key in _LINKS):
        raise AttachmentRefused(Fault.LINKED)
    for key in _FORMULAS:
        _judge_formula(attributes.get(key, ""))
    address = attributes.get(_XLINK, "")
    if name.rpartition("}")[2] in _CLICKED:
        refuse_doing(address)
    elif name == _TEMPLATE:
        refuse_template(address)
    elif any(leads_out(attributes.get(key, "")) for key in _addresses(name)):
        raise AttachmentRefused(Fault.LINKED)


def _addresses(name: str) -> tuple[str, ...]:
    """Attributes from which an element of this name is filled."""
    return next((keys for start, keys in _DRAWN.items() if name.startswith(start)), (_XLINK, _IMAGE))


def _judge_field(instruction: str) -> None:
    for pattern, fault in ((_STARTING, Fault.ACTIVE), (_FETCHING, Fault.LINKED)):
        if pattern.match(instruction):
            raise AttachmentRefused(fault)


def _judge_formula(formula: str) -> None:
    if _CALLED.search(formula):
        raise AttachmentRefused(Fault.LINKED)


def _doctype(_name: str, _system: str | None, _public: str | None, has_more: int) -> None:
    """A name of the kind of document is nothing yet; what it declares is."""
    if has_more:
        raise AttachmentRefused(Fault.BROKEN)


def _entity(*_: object) -> None:
    raise AttachmentRefused(Fault.BROKEN)


def _declared(_version: str, encoding: str | None, _standalone: int) -> None:
    """Another alphabet, which some programs know and this look does not."""
    if encoding and encoding.lower() not in _ALPHABETS:
        raise AttachmentRefused(Fault.BROKEN)
