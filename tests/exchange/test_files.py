"""One file: refused whole for what its manifest line does not say, read in stretches otherwise."""

import hashlib

import pytest

from src.domain.exchange import Reason
from src.exchange import files
from src.exchange.files import Refusal, RefusedFile, RowReader, check_file
from src.exchange.nouns import CURATORS
from src.exchange.rows import CuratorRow

HEADER = "curator;name;phone;deleted\n"
GOOD = HEADER + "К1;Орлова;+7 495;0\nК2;Зуев;;0\nК3;Лис;1;2\nК4;Ёж;2\n\nК5;Як;3;1\n"


@pytest.fixture
def write(tmp_path):
    def make(content):
        path = tmp_path / "curators.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


def check(path, rows):
    check_file(path, CURATORS, rows, hashlib.sha256(path.read_bytes()).hexdigest())


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (GOOD, 6),
        (GOOD.rstrip(), 6),
        (GOOD.replace("\n", "\r\n"), 6),
        ("\ufeff" + GOOD, 6),
        (HEADER + 'К1;"Орлова\nНина";"7 ""495""";0\nК2;Я;1;0\n', 2),
        (HEADER, 0),
    ],
    ids=("plain", "no end of line", "crlf", "byte order mark", "quotes", "no rows"),
)
def test_passes_what_the_manifest_says(write, content, rows):
    check(write(content), rows)


@pytest.mark.parametrize(
    ("content", "rows", "reason"),
    [
        (GOOD, 5, Reason.OTHER_COUNT),
        (HEADER + 'К1;"Орлова\nНина";1;0\n', 2, Reason.OTHER_COUNT),
        (GOOD.encode("cp1251"), 6, Reason.NOT_UTF8),
        (GOOD.encode()[:-1] + b"\xd0", 6, Reason.NOT_UTF8),
        (GOOD.replace(";", ","), 6, Reason.OTHER_HEADER),
        ("name;curator;phone;deleted\n", 0, Reason.OTHER_HEADER),
        ("curator;name;phone\n", 0, Reason.OTHER_HEADER),
        ("", 0, Reason.OTHER_HEADER),
        (HEADER + 'К1;"Орлова;1;0\n', 1, Reason.NOT_CSV),
        (HEADER + 'К1;"Орлова"х;1;0\n', 1, Reason.NOT_CSV),
        (HEADER + "К1;Орл\rова;1;0\n", 1, Reason.OTHER_COUNT),
        (HEADER + ";" * (files.LINE_BYTES + 1), 1, Reason.LONG_LINE),
        (HEADER + 'К1;"";1;0\n' + '"\n";' * files.LINE_BYTES, 2, Reason.LONG_LINE),
    ],
)
def test_refuses_whole(write, content, rows, reason):
    path = write(content)
    with pytest.raises(RefusedFile) as refused:
        check(path, rows)
    assert refused.value.reason is reason


def test_refuses_another_digest(write):
    with pytest.raises(RefusedFile) as refused:
        check_file(write(GOOD), CURATORS, 6, "0" * 64)
    assert refused.value.reason is Reason.OTHER_DIGEST


def test_a_long_line_across_chunks_is_seen(write, monkeypatch):
    monkeypatch.setattr(files, "_CHUNK", 1000)
    with pytest.raises(RefusedFile):
        check(write(HEADER + "я" * files.LINE_BYTES), 1)


def test_reads_rows_and_refuses_each_on_its_own(write):
    with RowReader(write(GOOD), CURATORS, 0) as reader:
        read = reader.read(100)
    assert read.rows == [CuratorRow("К1", "Орлова", "+7 495", False), CuratorRow("К5", "Як", "3", True)]
    assert read.lines == [2, 7]
    assert read.refused == [
        Refusal(3, "phone", Reason.EMPTY, ""),
        Refusal(4, "deleted", Reason.BAD_FLAG, "2"),
        Refusal(5, "", Reason.FIELD_COUNT, "3"),
        Refusal(6, "", Reason.FIELD_COUNT, "0"),
    ]
    assert read.records == 6


def test_goes_on_where_it_stopped(write):
    path = write(GOOD)
    with RowReader(path, CURATORS, 0) as reader:
        first = reader.read(2)
    with RowReader(path, CURATORS, first.records) as reader:
        rest, end = reader.read(100), reader.read(100)
    assert [row.curator for row in rest.rows] == ["К5"]
    assert rest.refused[0].line == 4
    assert (rest.records, end.records) == (4, 0)
