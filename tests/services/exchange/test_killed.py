"""A process killed at any step goes on at the next start: the base is that of an unbroken exchange."""

import asyncio
import shutil

from src.demo.delivery import write_delivery
from src.demo.plan import Plan
from src.domain.periods import Period
from src.exchange.appeal_rows import SentAppealRow
from src.exchange.nouns import SENT_APPEALS
from src.services.exchange.leaving import leave
from src.storage.engine import open_base, rows, transaction, tuples
from src.storage.forms import instant_in
from src.storage.leaving import LeavingFile
from tests import factories, killing
from tests.cast import assemble
from tests.deliveries import deliver, report
from tests.factories import MOSCOW, NOW
from tests.services.exchange import deeds
from tests.services.exchange.deeds import kept_beside

AS_OF = Period(2026, 11).end(MOSCOW)
REFUSED = [f"R{n};2026-12-01T00:00:00+03:00;billing;1;accepted;;;0" for n in range(20)]
# by keys: PostgreSQL leaves ids out where a transaction was rolled back
DUMP = {
    "contract": "SELECT c.key, p.key, c.number, c.search, c.sort_key FROM contract c JOIN party p ON p.id = c.party",
    "register": "SELECT r.key, m.key, r.zone FROM register r JOIN meter m ON m.id = r.meter",
    "installation": """SELECT p.key, m.key, i.installed_on, i.removed_on, i.ratio FROM installation i
        JOIN point p ON p.id = i.point JOIN meter m ON m.id = i.meter""",
    "reading": """SELECT r.key, d.as_of, d.source, d.version, d.value, d.status, d.reason FROM reading d
        JOIN register r ON r.id = d.register""",
    "invoice": "SELECT i.key, c.key, i.number, i.total FROM invoice i JOIN contract c ON c.id = i.contract",
    "window": "SELECT contract_key, period, opens_at, closes_at FROM submission_window",
    "sheet_row": "SELECT c.key, s.search, s.installed_on FROM sheet_row s JOIN contract c ON c.id = s.contract",
    "sheet": """SELECT c.key, s.period, s.needed, s.sent, s.refused, s.remote FROM sheet s
        JOIN contract c ON c.id = s.contract""",
    "month": "SELECT c.key, m.period, m.kwh FROM contract_month m JOIN contract c ON c.id = m.contract",
    "recount": "SELECT contract FROM recount",
    "delivery": "SELECT name, state, step, line, accepted, refused, report_bytes FROM delivery",
    "document": """SELECT d.key, c.key, d.number, d.total, d.digest, d.size FROM document d
        JOIN contract c ON c.id = d.contract""",
    "payment": "SELECT p.key, c.key, p.number, p.amount FROM payment p JOIN contract c ON c.id = p.contract",
    "payment_month": "SELECT period, things, amount FROM payment_month",
    "document_month": "SELECT kind, period, things, total, vat FROM document_month",
    "outgoing": "SELECT number FROM outgoing WHERE written_at IS NOT NULL",
    "leaving": "SELECT noun, line, outgoing FROM leaving",
    "receipt": "SELECT number, outgoing FROM receipt",
}


async def with_sending(url):
    """Anna's reading and an appeal of hers wait to go out; gives the key of the register."""
    base = open_base(url, 2)
    await base.start()
    cast = await assemble()
    receipt = await factories.insert(
        "receipt", number="R-1", contract=cast.contract.id, as_of=instant_in(AS_OF), period="2026-11", sent_at=0,
        app_user=cast.anna.id, replaces=None, registers=1, outgoing=None, idem="1",
    )  # fmt: skip
    await factories.reading(cast.metered.register_id, AS_OF, "2400", "client", status="sent", receipt=receipt)
    await tell(1)
    [register] = await rows("SELECT key FROM register WHERE id = {}", cast.metered.register_id)
    await base.stop()
    return register["key"]


async def tell(number):
    """An appeal of this number goes out with a file; gives the key of that."""
    row = SentAppealRow(f"A-{number}", "C1", "Счета", "Текст", "sent", NOW, "anna@vega.example", False)
    key = f"attachments/{number}.pdf"
    async with transaction():
        await leave(SENT_APPEALS, row, number, [LeavingFile(key, "Акт.pdf", 4)])
    return key


def two_deliveries(inbox, register):
    """The second with refused rows around a word about what Anna has sent."""
    write_delivery(inbox, "000001", Plan(NOW, MOSCOW, contracts=12, months=2, filed=1))
    sent = f"{register};2026-12-01T00:00:00+03:00;client;2400;in_calculation;;R-1;0"
    deliver(inbox, "000002", readings=[*REFUSED, sent, *REFUSED])


async def dump(url):
    base = open_base(url, 2)
    await base.start()
    held = {name: sorted(map(repr, map(tuple, await tuples(sql)))) for name, sql in DUMP.items()}
    await base.stop()
    return held


def die_again_and_again(url, folder):
    """How often it died before it got through: each process goes on where the one before was killed."""
    return next(step - 1 for step in killing.steps() if not killing.dies(url, step, deeds.one_round, folder))


async def kept_files(url):
    base = open_base(url, 2)
    await base.start()
    found = [file for (file,) in await tuples("SELECT file FROM document WHERE file <> ''")]
    await base.stop()
    return found


def files(folder):
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_killed_at_any_statement_nothing_is_lost_or_twice(databases, tmp_path):
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    killed_url = databases.migrated()
    two_deliveries(killed / "in", asyncio.run(with_sending(killed_url)))
    for folder in (killed, whole):
        asyncio.run(kept_beside(folder).put("attachments/1.pdf", b"%PDF"))
    whole_url = databases.copy_of(killed_url)
    shutil.copytree(killed, whole)
    assert die_again_and_again(killed_url, killed) > 20
    killing.done(whole_url, deeds.one_round, whole)
    held = asyncio.run(dump(killed_url))
    assert held == asyncio.run(dump(whole_url))
    assert [line for line in held["reading"] if "client" in line and "in_calculation" in line]
    assert files(killed) == files(whole)
    assert len(report(killed / "in" / "000002")) == 40
    assert {"out/000001/sent_readings.csv", "out/000001/files/appeals-1-1.pdf"} < set(files(killed))
    kept = asyncio.run(kept_files(killed_url))
    assert len(kept) == 6
    assert all((tmp_path / "killed-kept" / file).is_file() for file in kept)


async def test_a_file_that_is_lost_after_our_death_stops_nothing(base, database_url, tmp_path):
    """What has appeared stays as it is; what has not goes without the file, and that is told. Each line goes once."""
    mine = tmp_path / "mine"
    for step in killing.steps():
        key = await tell(step)
        await kept_beside(mine).put(key, b"%PDF")
        died = killing.dies(database_url, step, deeds.send, mine)
        await kept_beside(mine).delete([key])
        over = await rows("SELECT number FROM outgoing WHERE number = {} AND written_at IS NOT NULL", step)
        there = (mine / "out" / f"{step:06}").is_dir()
        assert killing.done(database_url, deeds.send, mine).lost == (() if over else (key,)), step
        assert (mine / "out" / f"{step:06}" / "files").is_dir() == there, step
        if not died:
            break
    assert step > 8
    lines = [line for each in sorted(mine.glob("out/*/appeals.csv")) for line in each.read_text().splitlines()[1:]]
    assert [line.partition(";")[0] for line in lines] == [f"A-{number}" for number in range(1, step + 1)]
