"""What a document would fetch or start when it is opened, however it is spelled."""

import pytest

from src.domain.attachments import Fault, Kind
from tests.papers import documents as d

WORD = b'<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">%s</w:p>'
BEGUN = b'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
BLIP = b"""<a:blip xmlns:a="a" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" %s/>"""
DRAWN = b'<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="%s"/>'


def word(text):
    return d.docx(word__footer1_dot_xml=WORD % text)


def told(*pieces):
    """A field as Word writes it: in pieces."""
    return word(BEGUN + b"".join(b"<w:r><w:instrText> %s</w:instrText></w:r>" % piece for piece in pieces))


def odf(element, kind="text"):
    names = ("office", "text", "draw", "table", "meta", "form")
    spaces = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    link = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    return d.opened(kind, styles_dot_xml=f"<office:x{spaces}{link}>{element}</office:x>".encode())


def calc(formula):
    return odf(f'<table:table-cell table:formula="of:={formula}"/>', "spreadsheet")


def excel(formula):
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return d.xlsx(xl__worksheets__sheet1_dot_xml=b'<x xmlns="%s"><c><f>%s</f></c></x>' % (space, formula))


@pytest.mark.parametrize(
    "data",
    [
        odf('<draw:image xlink:href="Pictures/1.png"/><draw:object xlink:href="./Object 1"/>'),
        odf('<text:a xlink:href="https://a.example/"/><text:a xlink:href="../other.odt"/><form:form xlink:href=""/>'),
        odf('<meta:template xlink:href="../../Templates/Letter.ott"/><meta:template xlink:href="file:///home/a/b.ott"/>'),
        odf('<meta:template xlink:href=""/>'),
        told(b"HYPERLINK", b' "https://a.example/"'),
        told(b"PAGE"),
        word(BLIP % b'r:embed="rId1"'),
        word(DRAWN % b"media/1.png"),
        excel(b'HYPERLINK("https://a.example/","a")'),
        calc("HYPERLINK(&quot;https://a.example/&quot;)"),
        d.docx(customXml__item1_dot_xml=b'<?xml version="1.0" encoding="windows-1251"?><x src="http://a.example"/>'),
        d.docx(xl__drawings__vmlDrawing1_dot_vml=b'<xml><br><v:imagedata o:relid="rId1" src=""/></xml>'),
        d.opened("text", Configurations2__accelerator__current_dot_xml=b""),
    ],
)  # fmt: skip
def test_what_waits_for_a_click_or_lies_within_is_taken(look, data):
    assert look(data) in {Kind.ODT, Kind.ODS, Kind.DOCX, Kind.XLSX}


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (odf('<draw:image xlink:href="http://127.0.0.1:9/a.png" xlink:type="simple"/>'), Fault.LINKED),
        (odf('<draw:image xlink:href="../a.png"/>'), Fault.LINKED),
        (odf('<draw:image xlink:href="Pictures/%2e%2e/%2e%2e/a.png"/>'), Fault.LINKED),
        (odf('<draw:image xlink:href="&#104;ttp://a.example/a.png"/>'), Fault.LINKED),
        (odf('<text:section-source xlink:href="file:///tmp/lo/other.odt"/>'), Fault.LINKED),
        (odf('<table:table-source xlink:href="\\\\server\\a.ods"/>', "spreadsheet"), Fault.LINKED),
        (odf('<meta:template xlink:href="https://a.example/a.ott"/>'), Fault.LINKED),
        (odf('<form:image-frame form:image-data="http://a.example/a.png"/>'), Fault.LINKED),
        (odf('<text:a xlink:href="macro:///Standard.Module1.Main"/>'), Fault.ACTIVE),
        (calc("'file:///tmp/lo/other.ods'#$A.A1"), Fault.LINKED),
        (calc("COM.MICROSOFT.WEBSERVICE(&quot;http://127.0.0.1:9/x&quot;)"), Fault.LINKED),
        (excel(b'_xlfn.WEBSERVICE("http://a.example")'), Fault.LINKED),
        (excel(b'&#73;MAGE ("http://a.example")'), Fault.LINKED),
        (told(b"INCLUDE", b'PICTURE "http://a.example/a.png"'), Fault.LINKED),
        (told(rb"DDEAUTO c:\\cmd.exe"), Fault.ACTIVE),
        (word(b'<w:fldSimple w:instr=" INCLUDETEXT a.docx "/>'), Fault.LINKED),
        (word(b"<w:mailMerge/>"), Fault.LINKED),
        (word(BLIP % b'r:embed="rId1" r:link="rId2"'), Fault.LINKED),
        (word(DRAWN % b"//server/a.png"), Fault.LINKED),
        (d.docx(word___rels__x_dot_rels=d.relations("hyperlink", "javascript:alert(1)")), Fault.ACTIVE),
        (d.docx(word___rels__x_dot_rels=d.relations("attachedTemplate", "%5c%5cserver%5ca.dotm")), Fault.LINKED),
        (d.xlsx(xl__drawings__vmlDrawing1_dot_vml=b'<xml><br><v:fill src="http://a.example/"/></xml>'), Fault.LINKED),
        (d.docx(word__media__a_dot_svg=b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), Fault.ACTIVE),
        (d.docx(word__x_dot_xml=b'<?xml version="1.0" encoding="cp037"?><x/>'), Fault.BROKEN),
        (d.compound(("WordDocument", d.word_stream() + '\x13 INCLUDEPICTURE "a"'.encode("utf-16-le"))), Fault.LINKED),
        (d.compound(("WordDocument", d.word_stream() + b"\x13DDEAUTO a")), Fault.ACTIVE),
        (d.compound(("Workbook", d.workbook_stream(d.record(0x1AE, b"\0\0\x12\0\0\1\2tmp\3a.ods")))), Fault.LINKED),
    ],
)  # fmt: skip
def test_what_is_fetched_or_started_on_opening_is_found(look, data, fault):
    """Spelled as LibreOffice and Word spell it, and as somebody would who hides it."""
    assert look(data) == fault


def test_a_workbook_of_the_old_kind_may_name_itself(look):
    own = d.record(0x1AE, b"\1\0\1\4"), d.record(0x1AE, b"\1\0\1\x3a")
    assert look(d.compound(("Workbook", d.workbook_stream(*own)))) == Kind.XLS
