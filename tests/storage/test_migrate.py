"""Migrations on either engine: once, in order, in several processes, over a base with rows."""

import asyncio
import multiprocessing
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from src.domain.access import GuardedContract, Role
from src.domain.tariffs import Tariffs
from src.services.recount import recount_all
from src.storage.engine import Base, execute, open_base, rows, transaction
from src.storage.migrate import SchemaRefused, known, migrate, pending
from src.storage.tables import TABLES
from src.storage.tariffs import load_tariffs
from tests import factories
from tests.databases import Databases
from tests.uploads import uploaded

ALL = [
    "0001 first",
    "0002 current_contract",
    "0003 opening",
    "0004 workbooks",
    "0005 photos",
    "0006 tariffs",
    "0007 orders",
    "0008 journal",
    "0009 profile",
    "0010 members",
    "0011 second_factor",
    "0012 invitations",
    "0013 many",
    "0014 payments",
    "0015 violations",
    "0016 leaving",
    "0017 attachments",
    "0018 settlements",
    "0019 card_payments",
    "0020 documents",
    "0021 card_payments_told",
    "0022 services",
    "0023 appeals",
    "0024 statements",
    "0025 answer_files",
    "0026 card_payments_of",
    "0027 violation_files",
    "0028 marks",
    "0029 told_rules",
    "0030 outgoing_digest",
    "0031 card_payments_decided",
    "0032 vat_rates",
    "0033 draft_tabs",
    "0034 held_lines",
    "0035 payment_ordered",
    "0036 own_files",
    "0037 files_of_a_day",
]


@pytest.fixture
def empty_url(databases: Databases) -> str:
    return databases.empty()


@pytest.fixture
async def empty(empty_url: str) -> AsyncIterator[Base]:
    """A base without any table."""
    opened = open_base(empty_url, 2)
    await opened.start()
    yield opened
    await opened.stop()


async def test_each_is_applied_once(empty: Base) -> None:
    assert await pending() == ALL
    assert await migrate() == ALL
    assert await migrate() == []
    assert await pending() == []


async def test_a_filled_base_is_upgraded(empty: Base) -> None:
    await migrate(upto=1)
    async with transaction():
        party = await factories.insert(
            "party", key="p", kind="legal", name="ООО", inn="1", kpp="2", ogrn="3", address="", deleted=False
        )
        common: dict[str, Any] = {"signed_on": factories.THIS.day(1), "price_category": 1, "signature_required": False}
        texts = {"email": "", "phone": "", "search": "", "sort_key": "", "deleted": False}
        first, second = [
            await factories.insert("contract", key=key, number=key, party=party, **common, **texts) for key in "ab"
        ]
        names = {"family_name": "", "given_name": "", "patronymic": "", "password_hash": "", "link_version": 0}
        linked, alone = [
            await factories.insert("app_user", email=mail, email_folded=mail, created_at=1, confirmed_at=1, **names)
            for mail in "cd"
        ]
        for contract, since in ((second, 5), (first, 9)):
            await factories.insert(
                "membership", app_user=linked, contract=contract, role="admin", from_at=since, sort_key=""
            )
    assert await migrate() == ALL[1:]
    found = await rows("SELECT id, current_contract FROM app_user ORDER BY id")
    assert found == [{"id": linked, "current_contract": second}, {"id": alone, "current_contract": None}]
    mine = GuardedContract(first, "a", "a", Role.ADMIN, linked)
    assert (await load_tariffs(mine, factories.THIS, factories.MOSCOW)) == Tariffs(1)


async def test_what_was_sent_before_openings_keeps_its_kind(empty: Base) -> None:
    """As the version of the first issue leaves a base: a sending packed for billing, and a meter that came later."""
    await migrate(upto=2)
    async with transaction():
        receipt = await _sent_at_first_issue()
        await execute("INSERT INTO outgoing (number, made_at) VALUES (1, 1)")
    assert await migrate() == ALL[2:]
    assert await rows("SELECT id, kind FROM receipt") == [{"id": receipt, "kind": "current"}]
    assert await rows("SELECT number, form FROM outgoing") == [{"number": 1, "form": 1}]
    await recount_all(factories.NOW, factories.MOSCOW)
    assert [row["serial"] for row in await rows(_DUE)] == ["000002"]


_DUE = "SELECT m.serial FROM opening_due d JOIN register r ON r.id = d.register JOIN meter m ON m.id = r.meter"


async def _sent_at_first_issue() -> int:
    contract = await factories.contract(settled=False)
    place = await factories.point(await factories.supply_object(contract.id))
    registers = []
    for serial, since, until in (("000001", date(2020, 1, 1), date(2026, 11, 9)), ("000002", date(2026, 11, 9), None)):
        meter = await factories.meter(serial)
        await factories.installation(place, meter, since=since, until=until)
        registers.append(await factories.register(meter))
    await factories.readings(registers[0], (10, 20))
    end = factories.instant_in(factories.THIS.end(factories.MOSCOW))
    receipt = await factories.insert(
        "receipt", number="2611-1-1", contract=contract.id, as_of=end, period="2026-11", sent_at=1,
        app_user=await factories.user("a@b.example"), replaces=None, registers=1, outgoing=1, idem="1",
    )  # fmt: skip
    await factories.reading(registers[1], factories.THIS.end(factories.MOSCOW), 150, "client", receipt=receipt)
    return receipt


async def test_workbooks_of_before_name_no_version_and_have_left_nothing(empty: Base, tmp_path: Path) -> None:
    await migrate(upto=6)
    async with transaction():
        contract = await factories.contract(settled=False)
        person = await factories.user("a@b.example")
        of_before = {"handed": None, "kept": None}
        await uploaded(tmp_path, contract.id, person, "a" * 32, **of_before)
    assert await migrate() == ALL[6:]
    assert await rows("SELECT handed, kept FROM workbook") == [{"handed": -1, "kept": 0}]


async def test_an_edited_migration_is_refused(empty: Base) -> None:
    await migrate()
    async with transaction():
        await execute("UPDATE schema_migrations SET checksum = 'other' WHERE number = 1")
    with pytest.raises(SchemaRefused, match="0001 first differs"):
        await migrate()


async def test_the_base_of_a_newer_version_is_refused(empty: Base) -> None:
    await migrate()
    async with transaction():
        await execute("INSERT INTO schema_migrations VALUES (99, 'of_tomorrow', 'x', 1)")
    with pytest.raises(SchemaRefused, match="of_tomorrow"):
        await migrate()


async def test_a_failing_migration_leaves_nothing(empty: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = known()[0]
    monkeypatch.setattr(
        "src.storage.migrate.known",
        lambda: [type(broken)(1, "broken", ("CREATE TABLE half (id {pk})", "CREATE TABLE half (id {pk})"))],
    )
    with pytest.raises(Exception, match="half"):
        await migrate()
    monkeypatch.undo()
    assert await migrate() == ALL


async def _start(url: str) -> None:
    base = open_base(url, 2)
    await base.start()
    await migrate()
    await base.stop()


def _process(url: str) -> None:
    asyncio.run(_start(url))


async def test_two_processes_that_start_at_once_both_succeed(empty_url: str) -> None:
    spawning = multiprocessing.get_context("spawn")
    processes = [spawning.Process(target=_process, args=(empty_url,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        await asyncio.to_thread(process.join, 60)
    assert [process.exitcode for process in processes] == [0, 0]


async def _columns(base: Base, table: str) -> dict[str, tuple[bool, int | None]]:
    """Of the real table: whether a column may be empty, and its greatest length."""
    if base.dialect == "postgres":
        found = await rows(
            "SELECT column_name, is_nullable, character_maximum_length FROM information_schema.columns"
            " WHERE table_schema = 'public' AND table_name = {}",
            table,
        )
        return {row["column_name"]: (row["is_nullable"] == "YES", row["character_maximum_length"]) for row in found}
    found = await rows('SELECT name, "notnull" AS full, pk, type FROM pragma_table_info({})', table)
    return {row["name"]: (not (row["full"] or row["pk"]), _length(row["type"])) for row in found}


def _length(type_: str) -> int | None:
    return int(type_[8:-1]) if type_.startswith("VARCHAR(") else None


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table._meta.tablename)
async def test_the_tables_are_what_the_migrations_make(base: Base, table: Any) -> None:
    told = {
        column._meta.db_column_name: (column._meta.null, getattr(column, "length", None))
        for column in table._meta.columns
    }
    assert await _columns(base, table._meta.tablename) == told


async def test_every_table_is_told(base: Base) -> None:
    of = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
        "postgres": "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
    }
    names = {row["name"] for row in await rows(of[base.dialect])}
    assert names == {table._meta.tablename for table in TABLES} | {"schema_migrations"}


async def test_sorted_texts_stand_in_byte_order(base: Base) -> None:
    async with transaction():
        for name in ("ёлка", "Ель", "яма"):
            await factories.contract(number=name)
    found = await rows("SELECT number FROM contract ORDER BY sort_key")
    assert [row["number"] for row in found] == ["ёлка", "Ель", "яма"]
