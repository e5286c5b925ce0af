"""Hostile files are refused before openpyxl sees them."""

import warnings
import zipfile
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from src.domain.workbooks import FileFault, WorkbookRefused
from src.spreadsheets import guard
from src.spreadsheets.reading import check
from tests.spreadsheets.books import SHEET, honest, with_parts

OLD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


def refusal(path: Path) -> FileFault:
    with pytest.raises(WorkbookRefused) as caught:
        guard.check(path)
    return caught.value.fault


def test_an_honest_workbook_passes(tmp_path: Path) -> None:
    guard.check(honest(tmp_path / "a.xlsx"))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", FileFault.EMPTY),
        (b"a;b;c\n1;2;3\n", FileFault.NOT_WORKBOOK),
        (b"PK\x03\x04 and no archive", FileFault.BROKEN),
        (OLD, FileFault.OLD_FORMAT),
        (OLD + "EncryptedPackage".encode("utf-16-le"), FileFault.ENCRYPTED),
        (b"P" * (guard.LARGEST_FILE + 1), FileFault.TOO_LARGE),
    ],
)
def test_what_is_no_workbook_is_told_by_its_bytes(tmp_path: Path, content: bytes, fault: FileFault) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert refusal(path) is fault


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ("xl/vbaProject.bin", FileFault.MACROS),
        ("xl/macrosheets/sheet1.xml", FileFault.MACROS),
        ("xl/activeX/activeX1.xml", FileFault.MACROS),
        ("customUI/customUI.xml", FileFault.MACROS),
        ("xl/externalLinks/externalLink1.xml", FileFault.EXTERNAL_LINKS),
        ("xl/connections.xml", FileFault.EXTERNAL_LINKS),
        ("xl/queryTables/queryTable1.xml", FileFault.EXTERNAL_LINKS),
        ("xl/embeddings/oleObject1.bin", FileFault.EMBEDDED),
        ("xl/tool.exe", FileFault.EMBEDDED),
        ("xl/workbook.bin", FileFault.BINARY),
        ("../../etc/cron.d/job.xml", FileFault.BROKEN),
        ("/etc/job.xml", FileFault.BROKEN),
        ("C:job.xml", FileFault.BROKEN),
        ("xl\\sheet.xml", FileFault.BROKEN),
        ("XL/Workbook.xml", FileFault.BROKEN),
    ],
)
def test_parts_are_told_by_their_names(tmp_path: Path, part: str, fault: FileFault) -> None:
    assert refusal(with_parts(tmp_path / "a.xlsx", {part: b"<a/>"})) is fault


def test_pictures_and_printer_settings_are_no_harm(tmp_path: Path) -> None:
    parts = {"xl/media/image1.png": b"\x89PNG", "xl/printerSettings/printerSettings1.bin": b"\0"}
    guard.check(with_parts(tmp_path / "a.xlsx", parts))


def test_the_same_part_twice_is_refused(tmp_path: Path) -> None:
    path = honest(tmp_path / "a.xlsx")
    with warnings.catch_warnings(), ZipFile(path, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, b"<worksheet/>")
    assert refusal(path) is FileFault.BROKEN


def test_an_archive_without_a_workbook_is_none(tmp_path: Path) -> None:
    assert refusal(with_parts(tmp_path / "a.xlsx", {}, drop=frozenset({"xl/workbook.xml"}))) is FileFault.NOT_WORKBOOK


def test_a_sheet_of_another_office_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<a/>")
    assert refusal(path) is FileFault.OPEN_DOCUMENT


def test_a_bomb_of_one_sheet_is_refused_unopened(tmp_path: Path) -> None:
    path = with_parts(tmp_path / "a.xlsx", {SHEET: b"<row/>" * (30 * 2**20 // 6)})
    assert path.stat().st_size < 100_000
    assert refusal(path) is FileFault.TOO_LARGE_INSIDE


def test_a_bomb_of_styles_is_refused_unopened(tmp_path: Path) -> None:
    styles = b"<styleSheet>" + b"<xf/>" * 500_000 + b"</styleSheet>"
    assert refusal(with_parts(tmp_path / "a.xlsx", {"xl/styles.xml": styles})) is FileFault.TOO_LARGE_INSIDE


def test_many_parts_are_refused(tmp_path: Path) -> None:
    parts = {f"xl/worksheets/sheet{n}.xml": b"<a/>" for n in range(1, 400)}
    assert refusal(with_parts(tmp_path / "a.xlsx", parts)) is FileFault.TOO_LARGE_INSIDE


def test_a_packing_that_programs_do_not_use_is_refused(tmp_path: Path) -> None:
    path = honest(tmp_path / "a.xlsx")
    with ZipFile(path, "a", ZIP_BZIP2) as archive:
        archive.writestr("xl/theme/theme2.xml", b"<a/>" * 100)
    assert refusal(path) is FileFault.BROKEN


def test_an_encrypted_part_is_refused(tmp_path: Path) -> None:
    path = honest(tmp_path / "a.xlsx")
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")  # the list of parts; its flags stand eight bytes in
    content[at + 8] |= guard.ENCRYPTED_BIT
    path.write_bytes(content)
    assert refusal(path) is FileFault.ENCRYPTED


@pytest.mark.parametrize(("at", "lie"), [(24, 5), (24, 2**24), (42, 2**24), (20, 3)])
def test_a_list_of_parts_that_lies_is_a_broken_file(tmp_path: Path, at: int, lie: int) -> None:
    """Of a part's size, unpacked or packed, or of the place where it begins."""
    path = honest(tmp_path / "a.xlsx")
    content = bytearray(path.read_bytes())
    start = content.index(b"PK\x01\x02") + at
    content[start : start + 4] = lie.to_bytes(4, "little")
    path.write_bytes(content)
    with pytest.raises(WorkbookRefused) as caught:
        check(path)
    assert caught.value.fault in {FileFault.BROKEN, FileFault.TOO_LARGE_INSIDE}


def test_the_longer_kind_of_zip_is_no_harm(tmp_path: Path) -> None:
    path = honest(tmp_path / "a.xlsx")
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(content)
    check(path)


def test_the_ratio_is_of_parts_that_are_large(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("small.xml", b" " * (guard.RATIO_FROM - 1))
    with zipfile.ZipFile(path) as archive:
        part = archive.infolist()[0]
    assert part.file_size > guard.RATIO * part.compress_size
    guard._check_sizes([part])
