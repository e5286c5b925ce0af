"""Acts of violation come in by the exchange, exact, and are counted beside the memberships."""

from datetime import date, timedelta

import pytest

from src.domain.exchange import Reason
from src.gateways.files.folder import FolderFiles
from src.services.file_orphans import clear_orphans
from src.storage.engine import rows
from tests import factories
from tests.deliveries import deliver, report
from tests.factories import NOW
from tests.small_files import PDF

ACT = (
    "{key};{contract};АН-1;2026-11-12;{kind};Ввод 1;{since};{until};{energy};{total};{status};{method};{power};{volts};"
    "{amperes};{cos_phi};{hours};2026-10-12;{last};Щитовая;№ 1;Сорвана пломба;Щукин;Не знали;;;{file};{deleted}"
)
USUAL = {
    "key": "V1", "contract": "C1", "kind": "unmetered", "since": "2026-10-12", "until": "2026-11-12",
    "energy": "11160.000001", "total": "94525.20", "status": "invoiced", "method": "power", "power": "15.5",
    "volts": "", "amperes": "", "cos_phi": "", "hours": "744", "last": "", "file": "", "deleted": "0",
}  # fmt: skip
EMPTY = dict.fromkeys(("since", "until", "energy", "total", "method", "power", "hours"), "")


def line(**changes: str) -> str:
    return ACT.format(**{**USUAL, **changes})


@pytest.fixture
async def anna(directory):
    """A member of the delivery's second contract."""
    user = await factories.user("anna@vega.example")
    [found] = await rows("SELECT id FROM contract WHERE key = 'C2'")
    await factories.member(user, found["id"])
    return user


@pytest.mark.usefixtures("directory")
async def test_what_an_act_says_is_kept_exactly(inbox, take):
    path = deliver(inbox, "001", violations=[line(), line(key="V2", kind="no_access", **EMPTY)])
    await take()
    assert report(path) == []
    full, bare = await rows("SELECT * FROM violation ORDER BY key")
    assert (full["energy"], full["total"], full["power"], full["hours"]) == (
        11_160_000_001, 94_525_20, 15_500_000, 744_000_000,
    )  # fmt: skip
    assert str(full["drawn_on"]) == "2026-11-12"
    assert (full["place"], full["explanation"], full["refusal"]) == ("Щитовая", "Не знали", "")
    assert {bare[name] for name in ("since", "until", "energy", "total", "power", "hours", "volts")} == {None}


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"contract": "C9"}, "contract", Reason.UNKNOWN_PARENT),
        ({"kind": "theft"}, "kind", Reason.UNKNOWN_WORD),
        ({"status": "sent"}, "status", Reason.UNKNOWN_WORD),
        ({"until": "2026-10-11"}, "until", Reason.DATES_REVERSED),
        ({"until": ""}, "until", Reason.EMPTY),
        ({"hours": ""}, "hours", Reason.EMPTY),
        ({"method": "one_phase"}, "volts", Reason.EMPTY),
        ({"energy": "1.0000001"}, "energy", Reason.BAD_NUMBER),
        ({"total": "1,5"}, "total", Reason.BAD_MONEY),
        ({"last": "2026-11-11"}, "object_until", Reason.DATES_REVERSED),
    ],
)
@pytest.mark.usefixtures("directory")
async def test_a_row_is_refused_alone(inbox, take, changes, column, reason):
    path = deliver(inbox, "001", violations=[line(**changes), line(key="V2")])
    await take()
    [refused] = report(path)
    assert refused.startswith(f"violations.csv;2;{column};{reason.value}")
    assert [row["key"] for row in await rows("SELECT key FROM violation")] == ["V2"]


async def newest(user):
    return (await rows("SELECT violation_on FROM membership WHERE app_user = {}", user))[0]["violation_on"]


async def test_the_newest_act_stands_beside_the_membership_wherever_it_goes(inbox, take, anna):
    for number, (changes, day) in enumerate((
        ({"contract": "C2"}, date(2026, 11, 12)),
        ({"contract": "C1"}, None),
        ({"contract": "C2"}, date(2026, 11, 12)),
        ({"contract": "C2", "deleted": "1"}, None),
    )):
        deliver(inbox, f"00{number + 1}", violations=[line(**changes)])
        await take()
        told = await newest(anna)
        assert str(told) == str(day), changes


@pytest.mark.usefixtures("directory")
async def test_a_copy_of_the_act_is_kept_with_it(inbox, take, tmp_path):
    files = FolderFiles(tmp_path / "files")
    deliver(inbox, "001", files={"акт.pdf": PDF}, violations=[line(file="акт.pdf"), line(key="V2", file="нет.pdf")])
    await take()
    assert len(report(inbox / "001")) == 1
    [row] = await rows("SELECT file, size FROM violation")
    assert (await files.get(row["file"], 10**6), row["size"]) == (PDF, len(PDF))


@pytest.mark.usefixtures("directory")
async def test_the_same_copy_is_kept_once_and_goes_when_it_is_taken_back(inbox, take, tmp_path):
    files = FolderFiles(tmp_path / "files")
    for name, kind in (("001", "unmetered"), ("002", "other")):
        deliver(inbox, name, files={"акт.pdf": PDF}, violations=[line(file="акт.pdf", kind=kind)])
        await take()
    assert len([key async for key in files.keys("violations")]) == 1
    deliver(inbox, "003", violations=[line()])
    await take()
    assert await rows("SELECT file, size FROM violation") == [{"file": "", "size": 0}]
    assert await clear_orphans(files, NOW + timedelta(days=9)) == 1
