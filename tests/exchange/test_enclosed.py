"""Files in a delivery: named in the manifest, true to their digest, and nothing else is ever opened."""

import hashlib
import os

import pytest

from src.domain.exchange import Reason
from src.exchange import enclosed
from src.exchange.enclosed import FILES, Enclosed
from src.exchange.files import RefusedFile
from src.exchange.folders import BrokenManifest, open_delivery
from src.exchange.values import is_file_name

GOOD = ("a.pdf", "Счёт № 12-0457 от 05.12.2026.pdf", "(1)_A+b, c.xlsx", "ё" * 116 + ".pdf")
HOSTILE = (
    "", ".", "..", "../a.pdf", "a/b.pdf", "/etc/passwd", "a\\b.pdf", ".hidden", "a..pdf", "a.pdf.", "a.pdf ", " a.pdf",
    "a\0.pdf", "a\n.pdf", "a\u202efdp.exe", "a" * 121, "\U00020000" * 64, "\udcff.pdf", "-a.pdf", "a*?.pdf",
)  # fmt: skip


def lying(folder, name="a.pdf", data=b"%PDF-", digest=None):
    (folder / FILES).mkdir(exist_ok=True)
    (folder / FILES / name).write_bytes(data)
    return Enclosed(folder, [(f"{FILES}/{name}", digest or hashlib.sha256(data).hexdigest())])


def refused(files, name="a.pdf"):
    with pytest.raises(RefusedFile) as refusal:
        files.read(name)
    return refusal.value.reason


@pytest.mark.parametrize("name", GOOD)
def test_names_as_people_give_them(name):
    assert is_file_name(name)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names(name):
    assert not is_file_name(name)


def test_what_the_manifest_tells_is_read(tmp_path):
    assert lying(tmp_path).read("a.pdf") == b"%PDF-"


def test_what_is_not_as_told_is_refused(tmp_path, monkeypatch):
    files = lying(tmp_path)
    assert refused(files, "b.pdf") is Reason.FILE_NOT_LISTED
    assert refused(Enclosed(tmp_path, [("files/b.pdf", "")]), "b.pdf") is Reason.FILE_MISSING
    assert refused(Enclosed(tmp_path, [("files/a.pdf", "1")] * 2)) is Reason.TWICE_IN_MANIFEST
    assert refused(lying(tmp_path, digest="0" * 64)) is Reason.OTHER_DIGEST
    assert refused(lying(tmp_path, data=b"")) is Reason.LARGE_FILE
    monkeypatch.setattr(enclosed, "LARGEST", 4)
    assert refused(lying(tmp_path)) is Reason.LARGE_FILE


def test_too_many_or_too_large_together(tmp_path, monkeypatch):
    monkeypatch.setattr(enclosed, "IN_ALL", 4)
    assert refused(lying(tmp_path)) is Reason.MANY_FILES
    monkeypatch.undo()
    monkeypatch.setattr(enclosed, "MOST", 0)
    assert refused(lying(tmp_path)) is Reason.MANY_FILES


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "folder of files is a link"])
def test_nothing_but_a_plain_file_is_opened(tmp_path, kind):
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "a.pdf").write_bytes(b"%PDF-")
    delivery = tmp_path / "1"
    delivery.mkdir()
    if kind == "folder of files is a link":
        (delivery / FILES).symlink_to(secret)
    else:
        (delivery / FILES).mkdir()
        at = delivery / FILES / "a.pdf"
        {"link": lambda: at.symlink_to(secret / "a.pdf"), "pipe": lambda: os.mkfifo(at), "folder": at.mkdir}[kind]()
    assert refused(Enclosed(delivery, [("files/a.pdf", "")])) is Reason.FILE_MISSING


def test_a_manifest_needs_no_rows_for_a_file(tmp_path):
    (tmp_path / "manifest.csv").write_text("file;rows;sha256\nfiles/a.pdf;;0A\nfiles/b.pdf;0;0b\n")
    assert [(line.rows, line.sha256) for line in open_delivery(tmp_path).lines] == [(0, "0a"), (0, "0b")]
    (tmp_path / "manifest.csv").write_text("file;rows;sha256\ndocuments.csv;;0a\n")
    with pytest.raises(BrokenManifest):
        open_delivery(tmp_path)


def test_all_that_lies_there_is_told_whatever_it_is_called(tmp_path):
    lying(tmp_path)
    (tmp_path / "manifest.csv").write_text("file;rows;sha256\n")
    with open(os.fsencode(tmp_path / FILES) + b"/\xff", "wb"):
        pass
    assert open_delivery(tmp_path).files_on_disk() == ("files/a.pdf", "files/\N{REPLACEMENT CHARACTER}")
