"""Deliveries as wholes: once, in order, whole files refused, the rest taken."""

import asyncio
from datetime import timedelta

import pytest

from src.demo.delivery import write_delivery
from src.demo.plan import Plan
from src.domain.exchange import Reason
from src.exchange.folders import FolderBusy, alone_in
from src.exchange.nouns import CURATORS
from src.exchange.writing import DeliveryWriter
from src.gateways.files.folder import FolderFiles
from src.services.exchange import pace
from src.services.exchange.incoming import Outcome, load
from src.services.exchange.order import LOADERS
from src.services.exchange.pace import Pace
from src.storage.engine import execute, rows, transaction
from tests.deliveries import DIRECTORY, deliver, report
from tests.factories import MOSCOW, NOW

TABLES = [loader.table for loader in LOADERS]
PLAN = Plan(NOW, MOSCOW, contracts=40, months=3)
LATE = "2026-11-10 1625 1 balance 2026-11 0"
"""On the 24th of November: the first advance and the invoice of October."""


async def contents() -> dict[str, list[dict[str, object]]]:
    return {table: await rows(f"SELECT * FROM {table} ORDER BY id") for table in TABLES}


async def test_an_invented_delivery_goes_in_whole(inbox, take, clock):
    path = write_delivery(inbox, "000001", PLAN)
    counts = dict(line.split(";")[:2] for line in (path / "manifest.csv").read_text().splitlines()[1:])
    [outcome] = await take()
    assert outcome == Outcome("000001", "done", sum(map(int, counts.values())), 0)
    assert [len(found) for found in (await contents()).values()] == [int(count) for count in counts.values()]
    assert report(path) == []
    assert await take() == []


async def test_the_same_rows_again_change_nothing(inbox, take):
    write_delivery(inbox, "000001", PLAN)
    await take()
    before = await contents()
    write_delivery(inbox, "000002", PLAN)
    [outcome] = await take()
    assert (outcome.state, outcome.refused) == ("done", 0)
    assert await contents() == before


async def test_touched_contracts_are_counted_again(inbox, take, directory):
    assert await rows("SELECT contract FROM recount") == []
    [row] = await rows("SELECT c.key FROM sheet_row s JOIN contract c ON c.id = s.contract")
    assert row == {"key": "C1"}
    deliver(inbox, "001", objects=["O1;C2;Склад;Москва;0"])
    await take()
    [row] = await rows("SELECT c.key FROM sheet_row s JOIN contract c ON c.id = s.contract")
    assert row == {"key": "C2"}


@pytest.mark.usefixtures("directory")
async def test_what_is_due_follows_an_invoice_to_another_contract(inbox, take):
    async def dues():
        return [row["dues"] for row in await rows("SELECT dues FROM contract WHERE key IN ('C1', 'C2') ORDER BY key")]

    deliver(inbox, "1", invoices=["И9;C1;1;2026-11-05;2026-10;12.50;0;2026-11-18;0"])
    await take()
    assert [text.split(";")[0] for text in await dues()] == [LATE, ""]
    deliver(inbox, "2", invoices=["И9;C2;1;2026-11-05;2026-10;12.50;0;2026-11-18;0"])
    await take()
    assert [text.split(";")[0] for text in await dues()] == ["", LATE]


@pytest.mark.usefixtures("directory")
async def test_own_windows_stand_beside_the_contract_until_they_are_hidden(inbox, take):
    async def beside():
        return [row["windows"] for row in await rows("SELECT windows FROM contract ORDER BY key")]

    row = "{};2026-11;2026-11-20T00:00:00+03:00;2026-12-01T00:00:00+03:00;{}"
    deliver(inbox, "1", windows=[row.format("C1", 0), row.format("*", 0)])
    await take()
    assert await beside() == ["2026-11 1795122000000000 1796072400000000", ""]
    deliver(inbox, "2", windows=[row.format("C1", 1)])
    await take()
    assert await beside() == ["", ""]


async def test_a_later_delivery_updates_hides_and_brings_back(inbox, take, directory):
    async def name():
        return await rows("SELECT name, deleted FROM supply_object")

    for number, row in (("001", "O1;C1;Цех;Москва;0"), ("002", "O1;C1;Цех;Москва;1"), ("003", "O1;C1;Цех 2;;0")):
        deliver(inbox, number, objects=[row])
    outcomes = await take()
    assert [outcome.refused for outcome in outcomes] == [0, 0, 1]
    assert await name() == [{"name": "Цех", "deleted": True}]
    deliver(inbox, "004", objects=["O1;C1;Цех 2;Тула;0"])
    await take()
    assert await name() == [{"name": "Цех 2", "deleted": False}]


async def test_of_two_rows_with_one_key_the_last_stays(inbox, take):
    deliver(inbox, "1", curators=["K1;Первый;1;0", "K2;Второй;2;0", "K1;Последний;3;0"])
    [outcome] = await take()
    assert outcome.accepted == 3
    assert [row["name"] for row in await rows("SELECT name FROM curator ORDER BY key")] == ["Последний", "Второй"]


async def test_files_are_refused_whole_and_the_rest_goes_in(inbox, take):
    path = deliver(inbox, "1", curators=["K1;Зуев;2;0"], branches=DIRECTORY["branches"])
    (path / "branches.csv").write_text("чужое")
    (path / "prices.csv").touch()
    manifest = path / "manifest.csv"
    first = manifest.read_text().replace("branches.csv;1", "branches.csv;2")
    manifest.write_text(first + "weather.csv;0;00\nmeters.csv;0;00\nmeters.csv;0;00\npoints.csv;0;00\n")
    [outcome] = await take()
    assert (outcome.state, outcome.accepted) == ("done", 1)
    assert report(path) == [
        f"prices.csv;;;{Reason.NOT_IN_MANIFEST};",
        f"meters.csv;;;{Reason.TWICE_IN_MANIFEST};",
        f"weather.csv;;;{Reason.UNKNOWN_FILE};",
        f"branches.csv;;;{Reason.OTHER_DIGEST};",
        f"points.csv;;;{Reason.FILE_MISSING};",
    ]


async def test_a_broken_manifest_refuses_the_delivery(inbox, take):
    path = deliver(inbox, "1", curators=["K1;Зуев;2;0"])
    (path / "manifest.csv").write_text("curators.csv\n")
    assert await take() == [Outcome("1", "refused", 0, 1)]
    assert report(path) == [f"manifest.csv;;;{Reason.BROKEN_MANIFEST};"]
    assert await rows("SELECT * FROM curator") == []


async def test_the_same_name_with_other_content_is_refused_once(inbox, take, tmp_path):
    path = deliver(inbox, "1", curators=["K1;Зуев;2;0"])
    await take()
    path.rename(tmp_path / "old")
    deliver(inbox, "1", curators=["K1;Лис;2;0"])
    assert [outcome.state for outcome in await take()] == ["refused"]
    assert report(path) == [f"manifest.csv;;;{Reason.OTHER_CONTENT};"]
    assert await take() == []
    assert [row["name"] for row in await rows("SELECT name FROM curator")] == ["Зуев"]


async def test_other_content_under_a_known_name_leaves_the_report_of_the_first(inbox, take):
    path = deliver(inbox, "1", curators=["K1;Зуев;2;0", "K2;;2;0"])
    await take()
    [first] = report(path)
    for _ in range(2):
        (path / "manifest.csv").write_text("file;rows;sha256\n")
        await take()
        assert report(path) == [first, f"manifest.csv;;;{Reason.OTHER_CONTENT};"]


async def test_deliveries_go_in_by_name(inbox, take):
    deliver(inbox, "b", curators=["K1;Второй;2;0"])
    deliver(inbox, "a", curators=["K1;Первый;2;0"])
    assert [outcome.name for outcome in await take()] == ["a", "b"]
    assert [row["name"] for row in await rows("SELECT name FROM curator")] == ["Второй"]


async def test_an_inbox_in_other_hands_is_left_alone(inbox, take):
    with alone_in(inbox), pytest.raises(FolderBusy):
        await take()


async def test_a_broken_off_delivery_goes_on_and_its_report_is_whole(inbox, base, clock, monkeypatch):
    monkeypatch.setattr(pace, "_LARGEST", 2)
    rows_ = [f"K{n};Имя;{n};{n % 3 % 2}" for n in range(8)] + ["K9;;1;0", "K10;Имя;1;2"]
    path = deliver(inbox, "1", curators=rows_[8:] + rows_[:8] + rows_[8:])

    def broken_off(what, done, total):
        raise KeyboardInterrupt

    outcomes = []
    for _ in range(20):
        try:
            outcomes = await load(inbox, FolderFiles(inbox), clock, MOSCOW, broken_off)
            break
        except KeyboardInterrupt:
            with (path / "report.csv.part").open("a") as torn:
                torn.write("половина стр")
    assert outcomes == [Outcome("1", "done", 8, 4)]
    assert [line.split(";")[1] for line in report(path)] == ["2", "3", "12", "13"]


async def test_whoever_saves_gets_in_between_batches(inbox, base, clock, monkeypatch):
    monkeypatch.setattr(pace, "_LARGEST", 50)
    deliver(inbox, "1", curators=[f"K{n};Имя;1;0" for n in range(3000)])
    seen = []

    async def save():
        while not seen or seen[-1] < 3000:
            async with transaction():
                await execute("UPDATE throttle SET failures = failures + 1")
                seen.append((await rows("SELECT COUNT(*) AS n FROM curator"))[0]["n"])

    saving = asyncio.create_task(save())
    await load(inbox, FolderFiles(inbox), clock, MOSCOW)
    await saving
    assert len(set(seen)) > 10


def test_the_pace_follows_the_time_that_a_batch_held_the_lock():
    measured = Pace()
    for _ in range(10):
        measured.took(0.001)
    largest = measured.size
    measured.took(0.15)
    assert (largest, measured.size) == (5000, 2500)
    measured.took(0.07)
    assert measured.size == 2500
    for _ in range(20):
        measured.took(9)
    assert measured.size == 50


async def test_an_empty_and_a_missing_inbox_are_fine(inbox, take):
    assert await take() == []
    assert await take() == []


async def test_a_table_without_rows_is_fine(inbox, take):
    with DeliveryWriter(inbox, "1") as delivery:
        delivery.table(CURATORS)
    assert await take() == [Outcome("1", "done", 0, 0)]


async def test_windows_are_issued_anew(inbox, take, directory):
    for number, closes in (("001", "02"), ("002", "05")):
        deliver(inbox, number, windows=[f"*;2026-11;2026-11-23T00:00:00+03:00;2026-12-{closes}T00:00:00+03:00;0"])
    await take()
    [row] = await rows("SELECT contract_key, closes_at - opens_at AS length FROM submission_window")
    assert row == {"contract_key": "*", "length": timedelta(days=12) // timedelta(microseconds=1)}
