"""What clients do, of whatever noun, leaves beside readings: once, with its files, and comes back as taken."""

import hashlib

import pytest

from src.exchange.appeal_rows import SentAppealRow
from src.exchange.files import RowReader
from src.exchange.folders import open_delivery
from src.exchange.nouns import FILES, SENT_APPEALS
from src.exchange.rows import FileRow
from src.gateways.files.files import FilesDown
from src.gateways.files.folder import FolderFiles
from src.services.exchange import leaving
from src.services.exchange.outgoing import Sent, send_out
from src.storage.engine import execute, rows, transaction
from src.storage.forms import instant_in
from src.storage.leaving import LeavingFile
from tests import factories
from tests.cast import assemble
from tests.factories import MOSCOW, NOW


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "out"


class SilentFiles(FolderFiles):
    silent: bool | str = False
    """Or the one key of which it says nothing."""
    left = 1000
    """Answers before it falls silent."""

    async def get(self, key, most):
        self.left -= 1
        if self.left < 0:
            raise FilesDown("away")
        if self.silent in {True, key}:
            raise FilesDown("away")
        return await super().get(key, most)


@pytest.fixture
def files(tmp_path):
    return SilentFiles(tmp_path / "files")


@pytest.fixture
def send(base, folder, files, clock):
    return lambda: send_out(folder, files, clock, MOSCOW)


@pytest.fixture
async def submit(base):
    """A receipt waits; it needs no readings here."""
    cast = await assemble()

    async def make():
        await factories.insert(
            "receipt", number="R-1", contract=cast.contract.id, as_of=1, period="2026-11", sent_at=instant_in(NOW),
            app_user=cast.anna.id, replaces=None, registers=1, outgoing=None, idem="1",
        )  # fmt: skip

    return make


@pytest.fixture
def tell(files):
    """An appeal of this number leaves, with a file of these bytes where some are given."""

    async def make(number, data=b"", status="sent", subject=0):
        enclosed = [LeavingFile(f"attachments/{number}.pdf", f"Акт {number}.pdf", len(data))] if data else []
        for file in enclosed:
            await files.put(file.key, data)
        row = SentAppealRow(f"A-{number}", "C1", "Счета", "Текст;\n«да»", status, NOW, "anna@vega.example", False)
        async with transaction():
            await leaving.leave(SENT_APPEALS, row, subject or number, enclosed)

    return make


def written(folder, number, noun):
    [line] = [line for line in open_delivery(folder / number).lines if line.file == noun.file]
    with RowReader(folder / number / line.file, noun, 0) as reader:
        read = reader.read(100)
    assert (line.rows, read.refused) == (len(read.rows), [])
    return read.rows


async def test_lines_of_another_noun_leave_beside_readings_with_their_files(send, submit, tell, folder):
    await submit()
    await tell(1, b"%PDF")
    await tell(2)
    assert await send() == Sent([1], [])
    [first, _] = written(folder, "000001", SENT_APPEALS)
    assert first == SentAppealRow("A-1", "C1", "Счета", "Текст;\n«да»", "sent", NOW, "anna@vega.example", False)
    assert "2026-11-24T12:00:00+03:00;" in (folder / "000001" / "appeals.csv").read_text()


async def test_the_manifest_names_the_files_too(send, submit, tell, folder):
    await submit()
    await tell(1, b"%PDF")
    await send()
    [file] = written(folder, "000001", FILES)
    assert file[1:] == FileRow("", "appeals", "A-1", "Акт 1.pdf", False)[1:]
    manifest = {line.file: (line.rows, line.sha256) for line in open_delivery(folder / "000001").lines}
    assert manifest[f"files/{file.file}"] == (0, hashlib.sha256(b"%PDF").hexdigest())
    assert (folder / "000001" / "files" / file.file).read_bytes() == b"%PDF"
    assert list(manifest)[:3] == ["sent_readings.csv", "appeals.csv", "files.csv"]


async def test_a_delivery_without_readings_has_no_file_of_them(send, tell, folder):
    await tell(1)
    await send()
    assert [line.file for line in open_delivery(folder / "000001").lines] == ["appeals.csv"]


async def test_written_and_killed_lines_are_written_identically(send, tell, folder):
    await tell(1, b"%PDF")
    await send()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    async with transaction():
        await execute("UPDATE outgoing SET written_at = NULL")
    await tell(1, status="withdrawn")
    assert await send() == Sent([1, 2], [])
    assert {path: path.read_bytes() for path in before} == before


async def test_taken_lines_set_the_next_state_of_their_nouns_once(send, tell, folder, monkeypatch):
    taken = []

    async def note(subjects, now):
        taken.append((subjects, now))

    monkeypatch.setitem(leaving.LEAVERS, "appeals", leaving.Leaver(SENT_APPEALS, note))
    for number in (7, 8, 8):
        await tell(number)
    await send()
    (folder / "000001.ack").touch()
    assert [(await send()).taken, (await send()).taken] == [[1], []]
    assert taken == [([7, 8], NOW)]


async def test_what_billing_has_is_not_kept_any_longer(send, tell, folder):
    await tell(1)
    await send()
    assert len(await rows("SELECT * FROM leaving")) == 1
    (folder / "000001.ack").touch()
    await send()
    assert await rows("SELECT * FROM leaving") == []


async def test_silent_files_hold_up_what_needs_them_and_nothing_else(send, submit, tell, files, folder):
    """And what was said later of the same appeal waits with it."""
    await tell(1, b"%PDF")
    await tell(1, status="withdrawn")
    await tell(2)
    await submit()
    files.silent = True
    assert await send() == Sent([1], [], (), "away")
    assert [row.appeal for row in written(folder, "000001", SENT_APPEALS)] == ["A-2"]
    files.silent = False
    assert await send() == Sent([2], [])
    assert [row.status for row in written(folder, "000002", SENT_APPEALS)] == ["sent", "withdrawn"]


@pytest.mark.parametrize(("silent", "later"), [(True, ["A-4"]), ("attachments/1.pdf", ["A-3", "A-4"])])
async def test_however_many_need_silent_files_others_do_not_wait(send, tell, files, folder, monkeypatch, silent, later):
    """Nor does the rest of the storage where it says nothing of one file."""
    monkeypatch.setattr("src.storage.leaving.LINES_AT_ONCE", 2)
    for number in (1, 3):
        await tell(number, b"%PDF")
    await tell(4)
    await tell(1, status="withdrawn")
    files.silent = silent
    sent = await send()
    assert sent.silent == "away"
    told = [row.appeal for number in sent.written for row in written(folder, f"{number:06}", SENT_APPEALS)]
    assert told == later


async def test_files_that_fall_silent_while_it_is_written_keep_back_their_lines(send, submit, tell, files, folder):
    await tell(1, b"%PDF")
    await tell(1, status="withdrawn")
    files.left = 1
    assert await send() == Sent([], [], (), "away")
    await tell(2)
    await submit()
    files.left = 1
    assert await send() == Sent([1], [], (), "away")
    assert [row.appeal for row in written(folder, "000001", SENT_APPEALS)] == ["A-2"]
    files.left = 1000
    assert await send() == Sent([2], [])
    assert [row.status for row in written(folder, "000002", SENT_APPEALS)] == ["sent", "withdrawn"]
    assert [file.key for file in written(folder, "000002", FILES)] == ["A-1"]


async def test_a_lost_file_does_not_hold_up_its_line(send, tell, files, folder):
    await tell(1, b"%PDF")
    await files.delete(["attachments/1.pdf"])
    assert await send() == Sent([1], [], ("attachments/1.pdf",))
    assert [line.file for line in open_delivery(folder / "000001").lines] == ["appeals.csv"]


async def test_many_bytes_are_packed_apart(send, tell, monkeypatch):
    monkeypatch.setattr("src.storage.leaving.BYTES_AT_ONCE", 10)
    for number in (1, 2, 3):
        await tell(number, b"%PDF%")
    assert (await send()).written == [1, 2]


async def test_rows_of_another_noun_are_refused(tell):
    with pytest.raises(TypeError):
        await leaving.leave(SENT_APPEALS, FileRow("a", "b", "c", "d", False), 1)
