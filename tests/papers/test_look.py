"""What a document is, and what it may hold: by its bytes, whatever it is called."""

import struct

import pytest

from src.domain.attachments import LARGEST, Fault, Kind
from src.papers import packed
from src.papers.answers import Unanswered, kind_in
from tests.papers import documents as d

MACRO = b"\xd0\xcf\x11\xe0"
ELSEWHERE = d.relations("attachedTemplate", "https://e.example/x.dotm")
WITH_MACROS = b'<Types><Default ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
TEMPLATE = d.relations("attachedTemplate", "file:///C:\\Users\\a\\Normal.dotm")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (d.pdf(), Kind.PDF),
        (d.pdf(b"/OpenAction [1 0 R /Fit]", (d.objects(b"1 0 <</Type /Page>>"),)), Kind.PDF),
        (d.pdf(b"/Annots [<</Subtype /Link /A <</S /URI /URI (http://a.example)>>>>]"), Kind.PDF),
        (d.pdf(streams=((b"/Filter /DCTDecode", b"\xff\xd8/JavaScript inside a picture"),)), Kind.PDF),
        (d.docx(), Kind.DOCX),
        (d.docx(word___rels__document_dot_xml_dot_rels=d.relations("hyperlink", "https://a.example/")), Kind.DOCX),
        (d.docx(word___rels__settings_dot_xml_dot_rels=TEMPLATE), Kind.DOCX),
        (d.xlsx(xl__worksheets__sheet1_dot_xml=b"<worksheet/>"), Kind.XLSX),
        (d.opened("text"), Kind.ODT),
        (d.opened("spreadsheet", Pictures__=b"", ObjectReplacements__Object=b"x", **{"layout-cache": b"x"}), Kind.ODS),
        (d.DOC, Kind.DOC),
        (d.XLS, Kind.XLS),
        (d.compound(("Workbook", d.workbook_stream(d.sheet(2), size=300)), small=True), Kind.XLS),
    ],
)
def test_honest_documents_are_taken(look, data, kind):
    assert look(data) == kind


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"MZ\x90\0" + b"\0" * 60, Fault.PROGRAM),
        (b"#!/bin/sh\nrm -rf /\n", Fault.PROGRAM),
        (b"\x7fELF\x02", Fault.PROGRAM),
        (b"Rar!\x1a\x07", Fault.ARCHIVE),
        (d.packed({"a.txt": b"x"}), Fault.ARCHIVE),
        (b"<html><script>alert(1)</script>", Fault.UNKNOWN),
        (b"{\\rtf1 }", Fault.UNKNOWN),
        (b"@echo off\r\ndel *.*", Fault.UNKNOWN),
        (b"\xff\xd8\xff\xe0 a picture goes another way", Fault.UNKNOWN),
    ],
)
def test_other_files_are_not(look, data, fault):
    assert look(data) == fault


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (d.pdf(b"/OpenAction <</S /JavaScript /JS (x)>>"), Fault.ACTIVE),
        (d.pdf(b"/AA <</O <</S /J#61vaScript>>>>"), Fault.ACTIVE),
        (d.pdf(streams=(d.objects(b"5 0 <</S /Launch /F (cmd.exe)>>"),)), Fault.ACTIVE),
        (d.pdf(b"/Names <</EmbeddedFiles 5 0 R>>"), Fault.EMBEDDED),
        (d.pdf(b"/OpenAction <</Type /Action /S /URI /URI (http://a.example)>>"), Fault.LINKED),
        (d.pdf(b"/AA <</O <</S /GoToR /F (//server/a.pdf)>>>>"), Fault.LINKED),
        (d.pdf(b"/Encrypt 5 0 R"), Fault.LOCKED),
        (d.pdf(behind=b"<?php system($_GET[0]);"), Fault.BROKEN),
        (d.pdf() + d.docx(), Fault.BROKEN),
        (d.pdf()[:-20], Fault.BROKEN),
        (d.pdf(streams=(d.objects(b" " * (65 * 2**20)),)), Fault.TOO_LARGE_INSIDE),
    ],
)
def test_a_pdf_holds_nothing_that_acts(look, data, fault):
    assert look(data) == fault


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (d.docx(word__vbaProject_dot_bin=MACRO), Fault.MACROS),
        (d.xlsx(xl__macrosheets__sheet1_dot_xml=b"<x/>"), Fault.MACROS),
        (d.opened("text", Basic__Standard__Module1_dot_xml=b"<x/>"), Fault.MACROS),
        (d.opened("text", Scripts__python__a_dot_py=b"import os"), Fault.MACROS),
        (d.docx(word__embeddings__oleObject1_dot_bin=MACRO), Fault.EMBEDDED),
        (d.docx(word__media__a_dot_exe=b"MZ"), Fault.EMBEDDED),
        (d.docx(word___rels__settings_dot_xml_dot_rels=ELSEWHERE), Fault.LINKED),
        (d.docx(word___rels__document_dot_xml_dot_rels=d.relations("image", "file://server/x.png")), Fault.LINKED),
        (d.xlsx(xl__externalLinks__externalLink1_dot_xml=b"<x/>"), Fault.LINKED),
        (d.opened("text", styles_dot_xml=b'<a href="vnd.sun.star.script:x"/>'), Fault.MACROS),
        (d.docx(word__settings_dot_xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"), Fault.BROKEN),
        (d.docx(word___rels__x_dot_rels=b"<!DOCTYPE x><x/>"), Fault.BROKEN),
        (d.docx(word__numbers_dot_xml=b"\0" * (2 * 2**20)), Fault.TOO_LARGE_INSIDE),
        (d.packed({"[Content_Types].xml": WITH_MACROS, "word/document.xml": b"<x/>"}), Fault.MACROS),
        (d.packed({"word/document.xml": b"<x/>", "../../etc/passwd.xml": b"x"}), Fault.BROKEN),
        (d.packed({"word/document.xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), Fault.UNKNOWN),
        (d.opened("presentation"), Fault.UNKNOWN),
        (b"PK\x03\x04" + b"\0" * 100, Fault.BROKEN),
        (d.docx() + b"tail", Fault.BROKEN),
        (b"PK\x03\x04" + b"junk in front" + d.docx(), Fault.BROKEN),
    ],
)  # fmt: skip
def test_a_packed_document_holds_nothing_but_itself(look, data, fault):
    assert look(data) == fault


@pytest.mark.parametrize(("limit", "value"), [("MOST_PARTS", 2), ("LARGEST_UNPACKED", 9)])
def test_a_packed_document_has_so_much_and_no_more(look, monkeypatch, limit, value):
    honest = d.docx(word__settings_dot_xml=b"<x/>", word__styles_dot_xml=b"<x/>")
    assert look(honest) == Kind.DOCX
    monkeypatch.setattr(packed, limit, value)
    assert look(honest) is Fault.TOO_LARGE_INSIDE


def test_a_locked_or_lying_container_is_broken_or_locked(look):
    honest = bytearray(d.docx(word__settings_dot_xml=b"<x/>"))
    at = honest.index(b"PK\x01\x02")
    locked = bytearray(honest)
    locked[at + 8] |= 1
    assert look(bytes(locked)) is Fault.LOCKED
    lying = bytearray(honest)
    lying[at + 16 : at + 20] = b"\1\2\3\4"  # another sum
    assert look(bytes(lying)) is Fault.BROKEN


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (d.compound(("WordDocument", d.word_stream(1))), Fault.LOCKED),
        (d.compound(("Workbook", d.workbook_stream(d.record(0x2F, b"\0" * 6)))), Fault.LOCKED),
        (d.compound(("EncryptedPackage", b"x" * 5000)), Fault.LOCKED),
        (d.compound(("Workbook", d.workbook_stream(d.sheet(0), d.sheet(1)))), Fault.MACROS),
        (d.compound(("WordDocument", d.word_stream()), ("_VBA_PROJECT", b"x")), Fault.MACROS),
        (d.compound(("WordDocument", d.word_stream()), ("\x01Ole10Native", b"x")), Fault.EMBEDDED),
        (d.compound(("PowerPoint Document", b"x" * 5000)), Fault.UNKNOWN),
        (d.DOC[:700], Fault.BROKEN),
        (d.DOC[:8], Fault.BROKEN),
        (d.DOC[:30] + b"\x20\0" + d.DOC[32:], Fault.BROKEN),
    ],
)
def test_an_old_document_is_read_without_trust(look, data, fault):
    assert look(data) == fault


def test_rings_of_sectors_end(look):
    ring = bytearray(d.DOC)
    fat = 512 * (1 + struct.unpack_from("<I", ring, 76)[0])
    ring[fat : fat + 4] = struct.pack("<I", 0)  # the first sector leads to itself
    folder = struct.unpack_from("<I", ring, 48)[0]
    ring[fat + 4 * folder : fat + 4 * folder + 4] = struct.pack("<I", folder)
    assert look(bytes(ring)) in {Fault.BROKEN, Fault.TOO_LARGE_INSIDE}


def test_a_file_that_is_too_large_is_not_read(look):
    assert look(b"%PDF-1.7".ljust(LARGEST + 1)) is Fault.TOO_LARGE


@pytest.mark.parametrize("answer", [{}, {"kind": "jpg"}, {"kind": "exe"}, {"refused": "why not"}, {"kind": ["pdf"]}])
def test_a_child_is_not_believed(answer):
    with pytest.raises((Unanswered, TypeError)):
        kind_in(answer)
