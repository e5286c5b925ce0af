"""Kinds of documents, and the files that may come with them."""

from datetime import date

import pytest

from src.domain.documents import KINDS, fault_of_document
from src.domain.enclosures import ending_of
from src.domain.exchange import Reason
from tests.small_files import PDF, XLSX, ZIP


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_taken_on_its_day(kind):
    assert fault_of_document(kind, date(2026, 11, 5), 100, 20) is None


def test_what_does_not_agree():
    day = date(2026, 11, 5)
    assert fault_of_document("transfer_document", date(2013, 10, 20), 0, 0) == (
        "issued_on",
        Reason.NO_SUCH_KIND_YET,
    )
    assert fault_of_document("invoice", day, 100, 101) == ("vat", Reason.VAT_BEYOND_TOTAL)
    assert fault_of_document("invoice", day, None, 1) == ("vat", Reason.VAT_BEYOND_TOTAL)
    assert fault_of_document("invoice", day, 0, 0, True) == ("request", Reason.NOT_A_RECONCILIATION)
    assert fault_of_document("reconciliation", day, 0, 0, False) == ("request", Reason.NO_SUCH_REQUEST)
    assert fault_of_document("corrected_vat_invoice", day, -100, -20) is None
    assert fault_of_document("reconciliation", day, None, None, True) is None


@pytest.mark.parametrize(
    ("name", "data", "ending"),
    [
        ("a.pdf", PDF, "pdf"),
        ("a.PDF", PDF, "pdf"),
        ("a.xlsx", XLSX, "xlsx"),
        ("a.zip", ZIP, "zip"),
        ("a.xml", b'\xef\xbb\xbf<?xml version="1.0"?><a/>', "xml"),
        ("a.xml", '<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16"), "xml"),
        ("a.xml", "<Файл/>".encode("cp1251"), "xml"),
        ("a.pdf", ZIP, None),
        ("a.pdf", PDF.replace(b"%%EOF", b""), None),
        ("a.zip", PDF, None),
        ("a.xlsx", ZIP, None),
        ("a.xml", b"<!DOCTYPE HTML><html><script>", None),
        ("a.xml", b"MZ", None),
        ("a.exe", PDF, None),
        ("pdf", b"", None),
    ],
)
def test_bytes_are_what_the_name_says(name, data, ending):
    assert ending_of(name, data) == ending
