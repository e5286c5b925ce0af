"""A process killed between any two statements leaves all or nothing, and the next attempt ends it well."""

import asyncio
import json
import sys

from src.domain.cells import seen_of
from src.storage.readings.receipts import list_receipts
from tests.services.readings.desk import cell, registers
from tests.services.readings.uploads import filled


async def attempts(url, act, desk, ids, *more):
    """What the base held after each death, and at the end."""
    ours = desk.cast.contract
    who = {"user": desk.cast.anna.id, "contract": ours.id, "key": ours.key, "number": ours.number, "registers": ids}
    program = ["-m", "tests.services.readings.killed", url, act, json.dumps(who), *more]
    running = await asyncio.create_subprocess_exec(
        sys.executable, *program, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    told, complaints = await running.communicate()
    assert running.returncode == 0, complaints.decode()
    return [json.loads(line) for line in told.splitlines()]


async def test_saving(desk, database_url):
    ids = [desk.cast.metered.register_id, *await registers(desk.cast.contract.id, 2, values=(2200, 2300))]
    *deaths, end = await attempts(database_url, "save", desk, ids)
    nothing = {
        "drafts": 0,
        "readings": 0,
        "receipts": 0,
        "letters": 0,
        "lines": 0,
        "drafted": 0,
        "checked": 0,
        "sent": 0,
    }
    assert len(deaths) >= 6
    assert all(held == nothing for held in deaths)
    assert end == {**nothing, "drafts": 3, "drafted": 3, "lines": 1}


async def test_sending(desk, database_url):
    ids = [desk.cast.metered.register_id, *await registers(desk.cast.contract.id, 2, values=(2200, 2300))]
    await desk.save({id_: cell("2450") for id_ in ids})
    *deaths, end = await attempts(database_url, "send", desk, ids)
    before = {
        "drafts": 3,
        "readings": 0,
        "receipts": 0,
        "letters": 0,
        "lines": 1,
        "drafted": 3,
        "checked": 0,
        "sent": 0,
    }
    assert len(deaths) >= 15
    assert all(held == before for held in deaths)
    assert end == {
        "drafts": 0,
        "readings": 3,
        "receipts": 1,
        "letters": 1,
        "lines": 2,
        "drafted": 0,
        "checked": 0,
        "sent": 3,
    }
    # killed after the commit, before the answer: the person presses again in the same form
    [receipt] = await list_receipts(desk.contract(), 0, 10)
    assert await desk.send("form-1") == receipt.number


async def test_checking_a_workbook(desk, table, database_url):
    ids = [desk.cast.metered.register_id, *await registers(desk.cast.contract.id, 2, values=(2200, 2300))]
    number = await table.send_up(filled(await table.download(seen_of), dict.fromkeys(ids, 2450)))
    *deaths, end = await attempts(database_url, "check", desk, ids, str(table.folder / "kept"))
    assert len(deaths) >= 10
    assert {(held["drafts"], held["drafted"], held["checked"], held["lines"]) for held in deaths} == {(0, 0, 0, 0)}
    assert (end["drafts"], end["drafted"], end["checked"], end["lines"]) == (3, 3, 1, 1)
    assert (await table.find(number)).written == 3
