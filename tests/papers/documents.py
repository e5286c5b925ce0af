"""Documents for tests, honest and hostile, built byte by byte."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPEN = "application/vnd.oasis.opendocument."
END = 0xFFFFFFFE
FREE = 0xFFFFFFFF


def packed(parts: dict[str, bytes], first: str = "") -> bytes:
    """A zip of these parts; `first` lies unpacked in front."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(ZipInfo(name), data, ZIP_STORED if name == first else ZIP_DEFLATED)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    """Names of further parts: `__` is a slash, and `_x` at the end the point before an ending."""
    return packed({"[Content_Types].xml": TYPES, "word/document.xml": b"<w:document xmlns:w='w'/>", **_named(more)})


def xlsx(**more: bytes) -> bytes:
    return packed({"[Content_Types].xml": TYPES, "xl/workbook.xml": b"<workbook/>", **_named(more)})


def opened(kind: str, **more: bytes) -> bytes:
    parts = {"mimetype": (OPEN + kind).encode(), "content.xml": b"<office:x xmlns:office='o'/>", **_named(more)}
    return packed(parts, "mimetype")


def _named(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}


def relations(kind: str, target: str, mode: str = "External") -> bytes:
    line = f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return f'<Relationships xmlns="{RELATIONS}">{line}</Relationships>'.encode()


def pdf(words: bytes = b"", streams: tuple[tuple[bytes, bytes], ...] = (), behind: bytes = b"") -> bytes:
    """`words` in the catalogue; streams as dictionary and bytes."""
    body = b"%PDF-1.7\n1 0 obj <</Type /Catalog " + words + b">> endobj\n"
    for at, (about, data) in enumerate(streams, 2):
        body += b"%d 0 obj <<%s>> stream\n%s\nendstream endobj\n" % (at, about, data)
    return body + b"trailer <</Root 1 0 R>>\n%%EOF\n" + behind


def objects(words: bytes) -> tuple[bytes, bytes]:
    """A packed list of objects."""
    return b"/Type /ObjStm /Filter /FlateDecode", zlib.compress(words)


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def sheet(kind: int) -> bytes:
    """What a workbook says of one of its sheets."""
    return record(0x85, struct.pack("<IBB", 0, 0, kind) + b"\x01\x00A")


def word_stream(flags: int = 0) -> bytes:
    return (b"\xec\xa5" + b"\0" * 9 + bytes((flags,))).ljust(4096, b"\0")


def workbook_stream(*records: bytes, size: int = 4096) -> bytes:
    return b"".join((record(0x809, b"\0" * 16), *records, record(0x0A))).ljust(size, b"\0")


def compound(*streams: tuple[str, bytes], small: bool = False) -> bytes:
    """A file of the old kind with these streams in its root; small ones lie in the small sectors."""
    sectors, table, entries = list[bytes](), list[int](), list[bytes]()
    together, small_table = b"", list[int]()
    for name, data in streams:
        start, of, size = (len(small_table), small_table, 64) if small else (len(sectors), table, 512)
        pieces = [data[at : at + size].ljust(size, b"\0") for at in range(0, len(data), size)]
        of += [start + at + 1 for at in range(len(pieces) - 1)] + [END]
        if small:
            together += b"".join(pieces)
        else:
            sectors += pieces
        entries.append(_entry(name, 2, start, len(data), right=len(entries) + 2))
    entries[-1] = entries[-1][:72] + struct.pack("<I", FREE) + entries[-1][76:]
    root_start = _lay(sectors, table, together) if small else END
    small_start = _lay(sectors, table, struct.pack(f"<{len(small_table)}I", *small_table)) if small else END
    root = _entry("Root Entry", 5, root_start, len(together), child=1)
    folder = _lay(sectors, table, b"".join([root, *entries]))
    fat = len(sectors)
    table.append(0xFFFFFFFD)
    sectors.append(struct.pack("<128I", *(table + [FREE] * (128 - len(table)))))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10
    head += struct.pack("<IIIIIIIII", 1, folder, 0, 4096, small_start, int(small), END, 0, fat)
    head += struct.pack("<I", FREE) * 108
    return head.ljust(512, b"\0") + b"".join(sectors)


def _lay(sectors: list[bytes], table: list[int], data: bytes) -> int:
    start = len(sectors)
    pieces = [data[at : at + 512].ljust(512, b"\0") for at in range(0, max(len(data), 1), 512)]
    table += [start + at + 1 for at in range(len(pieces) - 1)] + [END]
    sectors += pieces
    return start


def _entry(name: str, kind: int, start: int, size: int, right: int = FREE, child: int = FREE) -> bytes:
    said = name.encode("utf-16-le") + b"\0\0"
    head = said.ljust(64, b"\0") + struct.pack("<HBB", len(said), kind, 1) + struct.pack("<III", FREE, right, child)
    return head + b"\0" * 36 + struct.pack("<III", start, size, 0)


DOC = compound(("WordDocument", word_stream()))
XLS = compound(("Workbook", workbook_stream(sheet(0))))
