"""Workbooks that tests make: an honest sheet of readings, and what hostile people would send."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook

from src.domain.workbooks import SheetHead, SheetRow
from src.spreadsheets.writing import write

HEAD = SheetHead(17, "2026-11", "Показания за ноябрь 2026 г., договор № 1", ("Заполните жёлтые ячейки.",))
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
TYPES, RELATIONS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
_INLINE = re.compile(r'(<c [^>]*)t="inlineStr"([^>/]*)><is><t[^>]*>([^<]*)</t></is></c>')
SHARED_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
SHARED_RELATION = (
    b'<Relationship Id="shared" Target="sharedStrings.xml" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
)


def row(key: int, **changes: Any) -> SheetRow:
    plain = SheetRow(
        str(key), "Магазин", "ул. Ленина, 1", "Ввод 1", "Меркурий 230", f"00{key:04}", "активная", "12450.5",
        "01.11.2026", "40", 6, 2, "", "",
    )  # fmt: skip
    return plain._replace(**changes)


def honest(path: Path, *rows: SheetRow) -> Path:
    write(path, HEAD, rows or (row(1), row(2), row(3)))
    return path


def changed(path: Path, change: Callable[[Any], None], *rows: SheetRow) -> Path:
    """An honest sheet that somebody worked on."""
    book = load_workbook(honest(path, *rows))
    change(book.worksheets[0])
    book.save(path)
    return path


def filled(path: Path, values: Mapping[str, object], *rows: SheetRow) -> Path:
    def fill(sheet: Any) -> None:
        for cell, value in values.items():
            sheet[cell] = value

    return changed(path, fill, *rows)


def with_parts(path: Path, parts: Mapping[str, bytes], *, drop: frozenset[str] = frozenset()) -> Path:
    """An honest workbook with parts added, replaced or left out."""
    return replaced(honest(path), parts, drop=drop)


def replaced(path: Path, parts: Mapping[str, bytes], *, drop: frozenset[str] = frozenset()) -> Path:
    """The file with parts added, replaced or left out."""
    with ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist() if name not in drop}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in (kept | dict(parts)).items():
            archive.writestr(name, content)
    return path


def as_excel_saves(path: Path) -> Path:
    """The same file with its texts in one list, each once, as Excel and LibreOffice keep them."""
    texts: dict[str, int] = {}

    def listed(cell: re.Match[str]) -> str:
        return f'{cell[1]}t="s"{cell[2]}><v>{texts.setdefault(cell[3], len(texts))}</v></c>'

    sheet = _INLINE.sub(listed, part_of(path, SHEET).decode())
    # the second half of each text is in bold, as people make it
    items = "".join(
        f'<si><r><t>{t[:2]}</t></r><r><rPr><b/></rPr><t xml:space="preserve">{t[2:]}</t></r></si>' for t in texts
    )
    types = part_of(path, TYPES).replace(b"</Types>", SHARED_TYPE + b"</Types>")
    relations = part_of(path, RELATIONS).replace(b"</Relationships>", SHARED_RELATION + b"</Relationships>")
    shared = f'<sst xmlns="{MAIN}">{items}</sst>'.encode()
    parts = {SHEET: sheet.encode(), TYPES: types, RELATIONS: relations, "xl/sharedStrings.xml": shared}
    return replaced(path, parts)


def part_of(path: Path, name: str) -> bytes:
    with ZipFile(path) as archive:
        return archive.read(name)


def sheet_xml(rows: str, before: str = "") -> bytes:
    """A sheet's part; `before` stands between the declaration and the root."""
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
