"""Documents come in with their files: kept once, replaced, refused one by one, and never without their bytes."""

from datetime import timedelta

import pytest

from src.domain.exchange import Reason
from src.gateways.files.files import FilesDown
from src.gateways.files.folder import FolderFiles
from src.services.exchange.incoming import load
from src.services.file_orphans import clear_orphans
from src.storage.engine import rows
from tests import factories
from tests.deliveries import deliver, report
from tests.factories import MOSCOW, NOW
from tests.small_files import OTHER_PDF, PDF, XLSX

pytestmark = pytest.mark.usefixtures("directory")
ROW = "D1;C1;invoice;12/0457;2026-11-05;2026-10;1200.50;200.08;{};;0"


@pytest.fixture
def files(tmp_path):
    """Where the fixture `take` keeps them."""
    return FolderFiles(tmp_path / "files")


async def kept(files):
    return sorted([key async for key in files.keys("documents")])


async def known():
    return sorted(row["file"] for row in await rows("SELECT file FROM document WHERE file <> ''"))


async def test_a_row_and_its_file(inbox, take, files):
    deliver(inbox, "1", files={"счёт.pdf": PDF}, documents=[ROW.format("счёт.pdf")])
    [outcome] = await take()
    assert (outcome.accepted, outcome.refused, report(inbox / "1")) == (1, 0, [])
    [row] = await rows("SELECT * FROM document")
    assert (row["kind"], row["number"], row["number_key"], str(row["issued_on"])) == (
        "invoice", "12/0457", "12/0457", "2026-11-05",
    )  # fmt: skip
    assert (row["period"], row["total"], row["vat"], bool(row["summed"])) == ("2026-10", 120050, 20008, True)
    assert row["size"] == len(PDF)
    assert await files.get(row["file"], 10**6) == PDF


async def test_the_same_again_keeps_no_second_copy(inbox, take, files):
    for name in ("1", "2"):
        deliver(inbox, name, files={"a.pdf": PDF}, documents=[ROW.format("a.pdf")])
        await take()
    assert await kept(files) == await known()


async def test_the_same_bytes_under_another_ending_are_given_under_it(inbox, take, files):
    for name, file in (("1", "a.zip"), ("2", "a.xlsx")):
        deliver(inbox, name, files={file: XLSX}, documents=[ROW.format(file)])
        await take()
    [key] = await known()
    assert key.endswith(".xlsx")


async def test_another_file_takes_its_place_and_the_old_one_goes(inbox, take, files):
    for name, data in (("1", PDF), ("2", OTHER_PDF)):
        deliver(inbox, name, files={"a.pdf": data}, documents=[ROW.format("a.pdf")])
        await take()
    assert len(await kept(files)) == 2
    assert await clear_orphans(files, NOW) == 0
    assert await clear_orphans(files, NOW + timedelta(days=3)) == 1
    [key] = await known()
    assert (await kept(files), await files.get(key, 10**6)) == ([key], OTHER_PDF)


async def test_a_hidden_document_keeps_its_file_until_it_is_back(inbox, take, files):
    deliver(inbox, "1", files={"a.pdf": PDF}, documents=[ROW.format("a.pdf")])
    deliver(inbox, "2", documents=[ROW.format("a.pdf")[:-1] + "1"])
    await take()
    assert await clear_orphans(files, NOW + timedelta(days=3)) == 0
    deliver(inbox, "3", documents=[ROW.format("")])
    await take()
    assert await known() == []


REFUSED = {
    "D2;C9;invoice;1;2026-11-05;;;;;;0": ("contract", Reason.UNKNOWN_PARENT),
    "D2;C1;letter;1;2026-11-05;;;;;;0": ("kind", Reason.UNKNOWN_WORD),
    "D2;C1;invoice;1;2026-11-05;;1;2;;;0": ("vat", Reason.VAT_BEYOND_TOTAL),
    "D2;C1;invoice;1;2026-11-05;;1;;;R1;0": ("request", Reason.NO_SUCH_REQUEST),
    "D2;C1;invoice;1;2026-11-05;;;;../a.pdf;;0": ("file", Reason.BAD_FILE_NAME),
    "D2;C1;invoice;1;2026-11-05;;;;b.pdf;;0": ("file", Reason.FILE_NOT_LISTED),
    "D2;C1;invoice;1;2026-11-05;;;;gone.pdf;;0": ("file", Reason.FILE_MISSING),
    "D2;C1;invoice;1;2026-11-05;;;;other.pdf;;0": ("file", Reason.OTHER_DIGEST),
    "D2;C1;invoice;1;2026-11-05;;;;workbook.pdf;;0": ("file", Reason.OTHER_KIND_OF_FILE),
}


async def test_rows_are_refused_alone(inbox, take, files):
    sent = {"gone.pdf": PDF, "other.pdf": PDF, "workbook.pdf": XLSX}
    folder = deliver(inbox, "1", files=sent, documents=[*REFUSED, ROW.format("")])
    (folder / "files" / "gone.pdf").unlink()
    (folder / "files" / "other.pdf").write_bytes(OTHER_PDF)
    [outcome] = await take()
    assert (outcome.accepted, outcome.refused) == (1, len(REFUSED))
    lines = [line.split(";")[2:4] for line in report(folder)]
    assert lines == [[column, reason.value] for column, reason in REFUSED.values()]
    assert await kept(files) == []


async def test_what_lies_there_unnamed_or_badly_named_is_told(inbox, take):
    folder = deliver(inbox, "1", documents=[ROW.format("")])
    (folder / "files").mkdir()
    (folder / "files" / "stray.pdf").write_bytes(PDF)
    with (folder / "manifest.csv").open("a") as manifest:
        manifest.write("files/../x.pdf;0;00\nfiles/a.pdf;;00\nfiles/a.pdf;;00\n")
    [outcome] = await take()
    assert outcome.accepted == 1
    assert [line.split(";")[::3] for line in report(folder)] == [
        ["files/stray.pdf", Reason.NOT_IN_MANIFEST.value],
        ["files/../x.pdf", Reason.BAD_FILE_NAME.value],
        ["files/a.pdf", Reason.TWICE_IN_MANIFEST.value],
    ]


class Silent(FolderFiles):
    """Falls silent at the second file."""

    async def put(self, key, data):
        if [each async for each in self.keys("documents")]:
            raise FilesDown
        await super().put(key, data)


async def test_a_silent_storage_holds_the_delivery_up_and_keeps_no_waste(inbox, take, tmp_path, files, clock):
    sent = {"a.pdf": PDF, "b.pdf": OTHER_PDF}
    deliver(inbox, "1", files=sent, documents=[ROW.format("a.pdf"), ROW.replace("D1", "D2").format("b.pdf")])
    with pytest.raises(FilesDown):
        await load(inbox, Silent(tmp_path / "files"), clock, MOSCOW)
    assert (await kept(files), await known()) == ([], [])
    [outcome] = await take()
    assert (outcome.accepted, len(await known())) == (2, 2)


ACT = "D{};{};reconciliation;1;2026-11-05;;;;;{};{}"


@pytest.fixture
async def asked():
    """C1 asks for an act; its number."""
    [row] = await rows("SELECT id FROM contract WHERE key = 'C1'")
    day = {"since": NOW.date(), "until": NOW.date(), "asked_at": 0}
    person = await factories.user("anna@vega.example")
    await factories.insert("reconciliation", number="2611-1-1", contract=row["id"], app_user=person, **day)
    return "2611-1-1"


async def answered():
    """The key of the document that answers."""
    found = await rows("SELECT d.key FROM reconciliation r LEFT JOIN document d ON d.id = r.document")
    return found[0]["key"]


async def test_an_act_of_another_contract_answers_nothing(inbox, take, asked):
    deliver(inbox, "1", documents=[ACT.format(1, "C2", asked, 0)])
    [outcome] = await take()
    assert (outcome.refused, await answered()) == (1, None)


async def test_an_act_answers_its_request_until_it_is_hidden(inbox, take, asked):
    for name, acts, key in (
        ("1", [ACT.format(1, "C1", asked, 0), ACT.format(2, "C1", asked, 0)], "D2"),
        ("2", [ACT.format(2, "C1", asked, 1)], "D1"),
        ("3", [ACT.format(1, "C1", "", 0)], None),
    ):
        deliver(inbox, name, documents=acts)
        await take()
        assert await answered() == key, name


async def test_months_are_kept_by_kind(inbox, take):
    async def months():
        sql = "SELECT kind, period, things, total FROM document_month WHERE things <> 0 ORDER BY kind, period"
        return [tuple(row.values()) for row in await rows(sql)]

    deliver(inbox, "1", documents=[ROW.format(""), "D2;C1;consumption;1;2026-10-05;;;;;;0"])
    await take()
    assert await months() == [("consumption", "2026-10", 1, 0), ("invoice", "2026-11", 1, 120050)]
    deliver(
        inbox, "2", documents=[ROW.format("").replace("2026-11", "2026-09"), "D2;C1;consumption;1;2026-10-05;;;;;;1"]
    )
    await take()
    assert await months() == [("invoice", "2026-09", 1, 120050)]
