"""Small PDFs of invented documents: a page of text, its letters embedded, so that it looks alike everywhere and can be
searched and read back."""

import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

_FONT: Final = Path(__file__).parent / "font"
_SIZE: Final = 11
_TITLE: Final = 15
_LEFT, _TOP, _STEP = 56, 780, 18


def pdf(title: str, lines: Sequence[str]) -> bytes:
    """A page of A4; letters that the font has not are left out."""
    font, widths, names = _letters()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Lang(ru-RU)>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        _stream(_content(title, lines)),
        b"<</Type/Font/Subtype/Type0/BaseFont/Demo/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 9 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Demo/CIDToGIDMap/Identity/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 7 0 R/W[0[" + widths + b"]]>>",
        b"<</Type/FontDescriptor/FontName/Demo/Flags 4/FontBBox[-200 -250 1200 950]/ItalicAngle 0/Ascent 928"
        b"/Descent -236/CapHeight 729/StemV 80/FontFile2 8 0 R>>",
        font,
        names,
    ]
    return b"".join(_assembled(objects))


def _assembled(objects: Sequence[bytes]) -> Iterator[bytes]:
    yield (head := b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    at, places = len(head), list[int]()
    for number, body in enumerate(objects, 1):
        text = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        places.append(at)
        at += len(text)
        yield text
    count = len(objects) + 1
    yield b"xref\n0 %d\n0000000000 65535 f \n" % count + b"".join(b"%010d 00000 n \n" % place for place in places)
    yield b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, at)


def _content(title: str, lines: Sequence[str]) -> bytes:
    shown = [b"BT /F %d Tf %d %d Td <%b> Tj" % (_TITLE, _LEFT, _TOP, _told(title))]
    shown += [b"/F %d Tf 0 -%d Td" % (_SIZE, _STEP)]
    shown += [b"0 -%d Td <%b> Tj" % (_STEP, _told(line)) for line in lines]
    return b"\n".join([*shown, b"ET"])


def _told(text: str) -> bytes:
    return b"".join(b"%04X" % number for sign in text if (number := _alphabet().find(sign)) > 0)


def _stream(data: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<</Filter/FlateDecode/Length %d%b>>stream\n%b\nendstream" % (len(packed), more, packed)


@lru_cache(1)
def _alphabet() -> str:
    """The letters in the order of the font's glyphs; the first one stands for those that it has not."""
    return (_FONT / "letters.txt").read_text(encoding="utf-8").splitlines()[0]


@lru_cache(1)
def _letters() -> tuple[bytes, bytes, bytes]:
    """The font, the widths of its glyphs, and what each of them says."""
    data = (_FONT / "letters.ttf").read_bytes()
    widths = (_FONT / "letters.txt").read_text(encoding="utf-8").splitlines()[1].encode()
    pairs = b"\n".join(b"<%04X> <%04X>" % (number, ord(sign)) for number, sign in enumerate(_alphabet()))
    head = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Demo def /CMapType 2 def\n"
    head += b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    names = head + _chunks(pairs.split(b"\n")) + b"endcmap CMapName currentdict /CMap defineresource pop end end"
    return _stream(data, b"/Length1 %d" % len(data)), widths, _stream(names)


def _chunks(pairs: Sequence[bytes]) -> bytes:
    """A hundred at most stand together."""
    parts = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    return b"".join(b"%d beginbfchar\n%b\nendbfchar\n" % (len(part), b"\n".join(part)) for part in parts)
