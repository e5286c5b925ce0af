"""Folders: what is ready, written whole or not at all, read back as it was written."""

import csv
import multiprocessing

import pytest

from src.domain.exchange import Reason
from src.exchange.files import Refusal, RowReader, check_file
from src.exchange.folders import BrokenManifest, FolderBusy, alone_in, open_delivery, ready_folders
from src.exchange.nouns import CURATORS, INCOMING, SENT_READINGS
from src.exchange.report import Report
from src.exchange.writing import DeliveryWriter

COLUMNS = b"file;rows;sha256\n"
ODD = ('К"1"', 'Орлова; "Нина"\nвторая строка', "=cmd|' /C calc'!A0", "0")


@pytest.mark.parametrize("noun", [*INCOMING, SENT_READINGS], ids=lambda noun: noun.name)
def test_every_column_has_its_reader(noun):
    assert len(noun.columns) == len(noun.readers)
    assert noun.columns[-1] == "deleted"
    assert set(noun.empty) <= set(noun.columns)


def test_what_was_written_is_read_back(tmp_path):
    with DeliveryWriter(tmp_path, "000001") as delivery:
        delivery.table(CURATORS).write(ODD)
    [path] = ready_folders(tmp_path)
    opened = open_delivery(path)
    [line] = opened.lines
    check_file(path / line.file, CURATORS, line.rows, line.sha256)
    with RowReader(path / line.file, CURATORS, 0) as reader:
        assert reader.read(9).rows == [(*ODD[:3], False)]
    assert (line.file, line.rows, opened.name, opened.files_on_disk()) == (
        "curators.csv",
        1,
        "000001",
        ("curators.csv",),
    )


def test_an_unfinished_delivery_is_not_ready(tmp_path):
    (tmp_path / "a.tmp").mkdir()
    (tmp_path / "a.tmp" / "manifest.csv").write_text("file;rows;sha256\n")
    (tmp_path / "b").mkdir()
    (tmp_path / "manifest.csv").touch()
    assert ready_folders(tmp_path) == []
    assert ready_folders(tmp_path / "nowhere") == []


def test_a_failed_writer_leaves_nothing(tmp_path):
    with pytest.raises(ZeroDivisionError), DeliveryWriter(tmp_path, "000001") as delivery:
        delivery.table(CURATORS).write([1 // 0])
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_writer_left_is_written_over(tmp_path):
    (tmp_path / "000001.tmp").mkdir()
    (tmp_path / "000001.tmp" / "old.csv").touch()
    with DeliveryWriter(tmp_path, "000001") as delivery:
        delivery.table(CURATORS)
    assert sorted(path.name for path in (tmp_path / "000001").iterdir()) == ["curators.csv", "manifest.csv"]


@pytest.mark.parametrize(
    "content",
    [b"", b"file;rows\n", b"%sa.csv;x;1\n" % COLUMNS, b"%sa.csv;1\n" % COLUMNS, b"\xff", COLUMNS + b"x" * 70000],
)
def test_a_broken_manifest_is_named(tmp_path, content):
    (tmp_path / "manifest.csv").write_bytes(content)
    with pytest.raises(BrokenManifest):
        open_delivery(tmp_path)


def _try_to_work(folder, answers):
    try:
        with alone_in(folder):
            answers.put("in")
    except FolderBusy:
        answers.put("busy")


def test_one_process_at_a_time(tmp_path):
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    with alone_in(tmp_path):
        other = context.Process(target=_try_to_work, args=(tmp_path, answers))
        other.start()
        other.join()
    assert answers.get() == "busy"
    with alone_in(tmp_path):
        pass


def test_the_report_is_cut_back_to_what_the_base_knows(tmp_path):
    with Report(tmp_path, 0) as report:
        report.add([("parties.csv", Refusal(7, "inn", Reason.BAD_INN, "77;36"))])
        known = report.length
        report.add([("parties.csv", Refusal(8, "inn", Reason.BAD_INN, "1"))])
    with Report(tmp_path, known) as report:
        report.add([("readings.csv", Refusal(0, "", Reason.OTHER_COUNT, "x" * 600))])
        assert not (tmp_path / "report.csv").exists()
        report.end()
    lines = list(csv.reader((tmp_path / "report.csv").read_text("utf-8").splitlines(), delimiter=";"))
    assert lines == [
        ["file", "line", "column", "reason", "value"],
        ["parties.csv", "7", "inn", Reason.BAD_INN, "77;36"],
        ["readings.csv", "", "", Reason.OTHER_COUNT, "x" * 500],
    ]


def test_an_ended_report_whose_end_the_base_does_not_know_grows_on(tmp_path):
    with Report(tmp_path, 0) as report:
        known = report.length
        report.add([("parties.csv", Refusal(7, "inn", Reason.BAD_INN, "1"))])
        report.end()
    with Report(tmp_path, known) as report:
        assert not (tmp_path / "report.csv").exists()
        report.add([("parties.csv", Refusal(7, "inn", Reason.BAD_INN, "1"))])
        report.end()
    assert (tmp_path / "report.csv").read_text("utf-8").count("\n") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["report.csv"]
