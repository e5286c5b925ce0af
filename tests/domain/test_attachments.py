"""Names of joined files are for show alone."""

import pytest

from src.domain.attachments import Attachment, Kind, clean_name
from tests.factories import NOW


@pytest.mark.parametrize(
    ("sent", "kind", "shown"),
    [
        ("Акт сверки.pdf", Kind.PDF, "Акт сверки.pdf"),
        ("IMG_1.HEIC", Kind.JPG, "IMG_1.jpg"),
        ("scan.JPEG", Kind.JPG, "scan.jpg"),
        ("договор.pdf", Kind.DOCX, "договор.docx"),
        ("../../etc/passwd", Kind.PDF, "passwd.pdf"),
        ("C:\\Users\\a\\счёт.xls", Kind.XLS, "счёт.xls"),
        ("virus.exe", Kind.PDF, "virus.exe.pdf"),
        ("счёт\u202efdp.exe", Kind.PDF, "счётfdp.exe.pdf"),
        ("a\0b\r\nSet-Cookie: x.pdf", Kind.PDF, "abSet-Cookie x.pdf"),
        ("  .. ", Kind.PDF, "Файл.pdf"),
        ("", Kind.DOC, "Файл.doc"),
        ("я" * 500 + ".pdf", Kind.PDF, "я" * 120 + ".pdf"),
    ],
)
def test_a_name_is_cleaned_and_ends_as_its_content_does(sent, kind, shown):
    assert clean_name(sent, kind) == shown


@pytest.mark.parametrize(("size", "told"), [(1, "1 КБ"), (20_480, "20 КБ"), (2**20, "1,0 МБ"), (15 * 2**20, "15,0 МБ")])
def test_weight_is_told_shortly(size, told):
    assert Attachment(1, "a", Kind.PDF, size, "", NOW).weight == told
