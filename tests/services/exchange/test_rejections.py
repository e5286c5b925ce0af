"""Billing's rejection of what was sent here is told to those who may send it again."""

import json
import re
from datetime import timedelta

import pytest

from src.services.exchange.rejection_letters import tell
from src.storage.engine import execute, rows, transaction
from tests import factories
from tests.deliveries import deliver
from tests.factories import THIS
from tests.services.readings.desk import LETTERS, Desk, registers

AS_OF = "2026-12-01T00:00:00+03:00"


@pytest.fixture
def desk(cast, settings, clock):
    return Desk(cast, settings(), clock)


@pytest.fixture
def load(inbox, take):
    numbers = iter(range(100, 200))

    async def deliver_and_take(lines):
        deliver(inbox, str(next(numbers)), readings=lines)
        [outcome] = await take()
        assert outcome.refused == 0

    return deliver_and_take


async def said_of(receipt, status="rejected", reason="Пришлите фото"):
    """What billing says of each reading of this receipt."""
    found = await rows(
        """SELECT g.key, d.value FROM reading d JOIN register g ON g.id = d.register
        JOIN receipt r ON r.id = d.receipt WHERE r.number = {} ORDER BY d.id""",
        receipt,
    )
    return [f"{r['key']};{AS_OF};client;{r['value'] // 10**6};{status};{reason};{receipt};0" for r in found]


@pytest.fixture
async def sent(desk):
    """Anna's receipt of three registers."""
    for register in [desk.cast.metered.register_id, *await registers(desk.cast.contract.id, 2, (2300,))]:
        await desk.type(register, "2400")
    return await desk.send()


async def letters():
    found = await rows(
        "SELECT recipient, subject, text, html FROM outbox WHERE idem LIKE 'rejected%' ORDER BY recipient"
    )
    return {row["recipient"]: row for row in found}


async def test_those_who_may_submit_get_one_letter_however_many_registers(desk, sent, load):
    await load(await said_of(sent))
    assert await tell(LETTERS, desk.clock) == 2
    told = await letters()
    assert list(told) == ["anna@vega.example", "boris@vega.example"]
    text = told["anna@vega.example"]["text"]
    assert f"http://kabinet.test/contracts/{desk.cast.contract.id}/receipts/{sent}" in text
    assert "отклонено показаний: 3" in text.replace("\u00a0", " ")
    assert all("Пришлите фото" in told["boris@vega.example"][form] for form in ("text", "html"))


async def test_whoever_wants_no_letter_gets_none(desk, sent, load):
    async with transaction():
        await execute("UPDATE app_user SET silenced = 'rejected' WHERE id = {}", desk.cast.boris.id)
    await load(await said_of(sent))
    await tell(LETTERS, desk.clock)
    assert list(await letters()) == ["anna@vega.example"]
    assert await tell(LETTERS, desk.clock) == 0


async def test_it_is_told_once(desk, sent, load):
    await load(await said_of(sent))
    await load(await said_of(sent))
    assert [await tell(LETTERS, desk.clock) for _ in range(2)] == [2, 0]
    await load(await said_of(sent, reason="Другое"))
    assert await tell(LETTERS, desk.clock) == 0
    assert len(await letters()) == 2


@pytest.mark.parametrize("status", ["accepted", "in_calculation"])
async def test_what_is_taken_is_no_letter(desk, sent, load, status):
    await load(await said_of(sent, status, ""))
    assert await tell(LETTERS, desk.clock) == 0


async def test_history_that_comes_from_billing_is_no_letter(desk, load):
    [register] = await rows("SELECT key FROM register WHERE id = {}", desk.cast.metered.register_id)
    await load([f"{register['key']};{AS_OF};{source};2400;rejected;Нет;;0" for source in ("client", "billing")])
    assert await tell(LETTERS, desk.clock) == 0
    assert await rows("SELECT id FROM journal_line WHERE action = 'readings_rejected'") == []


async def test_the_journal_of_the_contract_tells_of_it(desk, sent, load):
    await load(await said_of(sent))
    [line] = await rows("SELECT app_user, contract, details FROM journal_line WHERE action = 'readings_rejected'")
    assert (line["app_user"], line["contract"]) == (None, desk.cast.contract.id)
    assert json.loads(line["details"]) == {"receipt": sent, "registers": 3}


async def test_a_person_with_many_receipts_gets_one_letter(desk, load):
    """Twenty are named, the rest is counted."""
    lines = []
    for _ in range(25):
        contract = await factories.contract()
        await factories.member(desk.cast.anna.id, contract.id)
        [register] = await registers(contract.id, 1)
        receipt = await desk_receipt(desk, contract.id)
        await factories.reading(register, THIS.end(factories.MOSCOW), 1200, "client", status="sent", receipt=receipt)
        lines += await said_of(f"R-{contract.id}")
    await load(lines)
    assert await tell(LETTERS, desk.clock) == 1
    text = (await letters())["anna@vega.example"]["text"]
    assert (len(re.findall("/receipts/", text)), "Ещё квитанций: 5" in text) == (20, True)


async def desk_receipt(desk, contract_id):
    as_of = factories.instant_in(THIS.end(factories.MOSCOW))
    return await factories.insert(
        "receipt", number=f"R-{contract_id}", contract=contract_id, as_of=as_of, period=str(THIS),
         sent_at=0, app_user=desk.cast.anna.id, replaces=None, registers=1, outgoing=None,
        idem=str(contract_id),
    )  # fmt: skip


async def test_whoever_lost_access_meanwhile_gets_none(desk, sent, load):
    await load(await said_of(sent))
    async with transaction():
        await execute("UPDATE membership SET role = 'viewer' WHERE app_user = {}", desk.cast.boris.id)
    assert await tell(LETTERS, desk.clock) == 1
    assert list(await letters()) == ["anna@vega.example"]
    assert await rows("SELECT id FROM rejection") == []


async def test_while_a_delivery_is_under_way_nobody_is_told_of_half_of_it(desk, sent, load):
    await load(await said_of(sent))
    async with transaction():
        await execute("UPDATE delivery SET state = 'going'")
    assert await tell(LETTERS, desk.clock) == 0
    desk.clock.pass_by(timedelta(hours=2))
    assert await tell(LETTERS, desk.clock) == 2
