"""Limits of the XML inside, by a parser that keeps nothing."""

from pathlib import Path

import pytest

from src.domain.workbooks import FileFault, WorkbookRefused
from src.spreadsheets import scan
from tests.spreadsheets.books import MAIN, SHEET, honest, part_of, sheet_xml, with_parts

LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
RELATION = (
    '<Relationships xmlns="x"><Relationship Id="r1" Type="{}" Target="{}" TargetMode="External"/></Relationships>'
)


def refusal(path: Path) -> FileFault:
    with pytest.raises(WorkbookRefused) as caught:
        scan.limits(path)
    return caught.value.fault


def of_sheet(tmp_path: Path, content: bytes) -> FileFault:
    return refusal(with_parts(tmp_path / "a.xlsx", {SHEET: content}))


def test_an_honest_workbook_passes(tmp_path: Path) -> None:
    scan.limits(honest(tmp_path / "a.xlsx"))


@pytest.mark.parametrize("declaration", [LAUGHS, OUTSIDE, "<!DOCTYPE worksheet>"])
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"])
def test_declarations_are_refused_in_every_part(tmp_path: Path, part: str, declaration: str) -> None:
    assert refusal(with_parts(tmp_path / "a.xlsx", {part: sheet_xml("", declaration)})) is FileFault.UNSAFE


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "cp037"])
def test_another_encoding_hides_nothing(tmp_path: Path, encoding: str) -> None:
    text = sheet_xml("", OUTSIDE).decode()
    assert of_sheet(tmp_path, text.encode(encoding)) is FileFault.UNSAFE


def test_a_declared_encoding_is_not_followed(tmp_path: Path) -> None:
    assert of_sheet(tmp_path, b'<?xml version="1.0" encoding="cp866"?><worksheet/>') is FileFault.UNSAFE


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', FileFault.TOO_MANY_ROWS),
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', FileFault.TOO_MANY_COLUMNS),
        ('<row r="1"><c r="A1048576"><v>1</v></c></row>', FileFault.TOO_MANY_ROWS),
        ('<row><c t=">" r="XFD1"/></row>', FileFault.TOO_MANY_COLUMNS),
        ("<row>" + "<c/>" * 65 + "</row>", FileFault.TOO_MANY_COLUMNS),
        ("<row/>" * 20_001, FileFault.TOO_MANY_ROWS),
        ('<row r="-1"/>', FileFault.TOO_MANY_ROWS),
        ('<row r="1"><c r="A"/></row>', FileFault.TOO_MANY_ROWS),
        ('<row r="1"><c r="a1"/></row>', FileFault.TOO_MANY_COLUMNS),
        ("<row>", FileFault.BROKEN),
    ],
)
def test_rows_and_columns_have_ends(tmp_path: Path, rows: str, fault: FileFault) -> None:
    assert of_sheet(tmp_path, sheet_xml(rows)) is fault


def test_a_prefix_hides_no_cell(tmp_path: Path) -> None:
    content = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="XFD1"/></x:row></x:sheetData></x:worksheet>'
    )
    assert of_sheet(tmp_path, content.encode()) is FileFault.TOO_MANY_COLUMNS


def test_a_sheet_in_another_folder_has_the_same_ends(tmp_path: Path) -> None:
    far = sheet_xml('<row r="1"><c r="XFD1"/></row>')
    assert refusal(with_parts(tmp_path / "a.xlsx", {"xl/other/far.xml": far})) is FileFault.TOO_MANY_COLUMNS


def test_a_lying_dimension_is_only_said(tmp_path: Path) -> None:
    path = honest(tmp_path / "a.xlsx")
    lying = part_of(path, SHEET).replace(b"<sheetViews>", b'<dimension ref="A1:XFD1048576"/><sheetViews>')
    scan.limits(with_parts(path, {SHEET: lying}))


@pytest.mark.parametrize(
    ("merged", "fault"),
    [
        (["A1:XFD1048576"], FileFault.TOO_LARGE_INSIDE),
        (["A1:A1048576"], FileFault.TOO_LARGE_INSIDE),
        (["BL20000:A1"], FileFault.TOO_LARGE_INSIDE),
        (["A1:Z1000"] * 2, FileFault.TOO_LARGE_INSIDE),
        (["A1"], FileFault.BROKEN),
    ],
)
def test_merged_cells_are_counted(tmp_path: Path, merged: list[str], fault: FileFault) -> None:
    """Each of them is a cell to whoever opens the workbook whole."""
    assert of_sheet(tmp_path, _merging(merged)) is fault


def test_a_merged_title_is_no_harm(tmp_path: Path) -> None:
    scan.limits(with_parts(tmp_path / "a.xlsx", {SHEET: _merging(["A1:N1", "B4:B9000"])}))


def _merging(ranges: list[str]) -> bytes:
    cells = "".join(f'<mergeCell ref="{each}"/>' for each in ranges)
    return sheet_xml("").replace(b"</worksheet>", f"<mergeCells>{cells}</mergeCells></worksheet>".encode())


def test_the_strict_kind_is_told_as_such(tmp_path: Path) -> None:
    book = part_of(honest(tmp_path / "a.xlsx"), "xl/workbook.xml")
    strict = book.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert refusal(with_parts(tmp_path / "a.xlsx", {"xl/workbook.xml": strict})) is FileFault.STRICT


def test_styles_of_many_elements_are_refused(tmp_path: Path) -> None:
    styles = b"<styleSheet>" + b"<xf/>" * 100_000 + b"</styleSheet>"
    assert refusal(with_parts(tmp_path / "a.xlsx", {"xl/styles.xml": styles})) is FileFault.TOO_LARGE_INSIDE


def test_depth_has_an_end(tmp_path: Path) -> None:
    deep = b"<a>" * 1000 + b"</a>" * 1000
    assert refusal(with_parts(tmp_path / "a.xlsx", {"xl/styles.xml": deep})) is FileFault.TOO_LARGE_INSIDE


@pytest.mark.parametrize("kind", ["oleObject", "externalLinkPath", "image", "attachedTemplate"])
def test_relations_lead_nowhere_outside(tmp_path: Path, kind: str) -> None:
    content = RELATION.format(f"http://schemas/{kind}", "https://elsewhere.example/a").encode()
    parts = {"xl/worksheets/_rels/sheet1.xml.rels": content}
    assert refusal(with_parts(tmp_path / "a.xlsx", parts)) is FileFault.EXTERNAL_LINKS


def test_an_address_in_a_cell_is_no_harm(tmp_path: Path) -> None:
    content = RELATION.format("http://schemas/hyperlink", "https://elsewhere.example/a").encode()
    scan.limits(with_parts(tmp_path / "a.xlsx", {"xl/worksheets/_rels/sheet2.xml.rels": content}))


def test_the_kind_of_a_workbook_with_macros_is_refused(tmp_path: Path) -> None:
    kind = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    types = b'<Types xmlns="x"><Override PartName="/a" ContentType="' + kind + b'"/></Types>'
    assert refusal(with_parts(tmp_path / "a.xlsx", {"[Content_Types].xml": types})) is FileFault.MACROS


def test_a_damaged_part_is_refused(tmp_path: Path) -> None:
    path = honest(tmp_path / "a.xlsx")
    content = bytearray(path.read_bytes())
    content[200:260] = b"\xff" * 60
    path.write_bytes(content)
    assert refusal(path) is FileFault.BROKEN
