"""A process killed at any step leaves all or nothing, and the next attempt ends it well."""

from src.domain.cells import seen_of
from src.services.readings import checking
from src.storage.engine import rows
from src.storage.readings.receipts import list_receipts
from tests import killing
from tests.services.readings import deeds
from tests.services.readings.desk import cell, registers
from tests.services.readings.uploads import filled

HELD = {
    "drafts": "SELECT COUNT(*) AS n FROM draft",
    "readings": "SELECT COUNT(*) AS n FROM reading WHERE source = 'client'",
    "receipts": "SELECT COUNT(*) AS n FROM receipt",
    "letters": "SELECT COUNT(*) AS n FROM outbox",
    "lines": "SELECT COUNT(*) AS n FROM journal_line",
    "drafted": "SELECT drafted AS n FROM sheet WHERE contract = 1 AND period = '2026-11'",
    "checked": "SELECT COUNT(*) AS n FROM workbook WHERE state = 'done' AND written = 3",
    "sent": "SELECT sent AS n FROM sheet WHERE contract = 1 AND period = '2026-11'",
}
NOTHING = dict.fromkeys(HELD, 0)


async def attempts(url, desk, deed, *told):
    """What the base held after each death, and at the end; each comes when the one before has been given up."""
    found = []
    for step in killing.steps():
        died = killing.dies(url, step, deed, (desk.cast, desk.settings, desk.clock), *told)
        found.append({name: (await rows(sql))[0]["n"] for name, sql in HELD.items()})
        if not died:
            break
        desk.clock.pass_by(checking.HELD_FOR)
    return found


async def three_registers(desk):
    return [desk.cast.metered.register_id, *await registers(desk.cast.contract.id, 2, values=(2200, 2300))]


async def test_saving(desk, database_url):
    cells = {id_: cell("2450") for id_ in await three_registers(desk)}
    *deaths, end = await attempts(database_url, desk, deeds.save, cells)
    assert len(deaths) >= 6
    assert [held for held in deaths if held != NOTHING] in ([], [end])
    assert end == {**NOTHING, "drafts": 3, "drafted": 3, "lines": 1}


async def test_sending(desk, database_url):
    await desk.save({id_: cell("2450") for id_ in await three_registers(desk)})
    *deaths, end = await attempts(database_url, desk, deeds.send)
    before = {**NOTHING, "drafts": 3, "lines": 1, "drafted": 3}
    assert len(deaths) >= 15
    assert [held for held in deaths if held != before] in ([], [end])
    assert end == {**NOTHING, "readings": 3, "receipts": 1, "letters": 1, "lines": 2, "sent": 3}
    # killed after the commit, before the answer: the person presses again in the same form
    [receipt] = await list_receipts(desk.contract(), 0, 10)
    assert await desk.send("form-1") == receipt.number


async def test_checking_a_workbook(desk, table, database_url):
    ids = await three_registers(desk)
    number = await table.send_up(filled(await table.download(seen_of), dict.fromkeys(ids, 2450)))
    *deaths, end = await attempts(database_url, desk, deeds.check, table.folder)
    assert len(deaths) >= 10
    marks = [(held["drafts"], held["drafted"], held["checked"], held["lines"]) for held in (*deaths, end)]
    assert {mark for mark in marks if mark != (3, 3, 1, 1)} == {(0, 0, 0, 0)}
    assert marks[-1] == (3, 3, 1, 1)
    assert (await table.find(number)).written == 3
