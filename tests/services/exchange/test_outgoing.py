"""What clients have sent goes out under numbers without gaps, once, and comes back as taken."""

import hashlib
import shutil
from decimal import Decimal
from itertools import count

import pytest

from src.domain.periods import Period
from src.exchange.files import RowReader
from src.exchange.folders import FolderBusy, alone_in, open_delivery
from src.exchange.nouns import SENT_READINGS
from src.exchange.writing import AnotherDelivery
from src.gateways.files.folder import FolderFiles
from src.services.exchange.outgoing import Sent, send_out
from src.storage import outgoing
from src.storage.engine import execute, rows, transaction
from src.storage.forms import instant_in, scaled_in
from tests import factories
from tests.cast import assemble
from tests.factories import MOSCOW, NOW

AS_OF = Period(2026, 11).end(MOSCOW)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def send(base, folder, clock):
    return lambda: send_out(folder, FolderFiles(folder), clock, MOSCOW)


@pytest.fixture
async def submit(base):
    """Anna sends a value; gives the id of the receipt."""
    cast, numbers = await assemble(), count(1)

    async def make(value, replaces=None, registers=1, source="client"):
        number = next(numbers)
        receipt = await factories.insert(
            "receipt", number=f"R-{number}", contract=cast.contract.id, as_of=instant_in(AS_OF), period="2026-11",
            sent_at=instant_in(NOW), app_user=cast.anna.id, replaces=replaces, registers=registers, outgoing=None,
            idem=str(number),
        )  # fmt: skip
        await factories.reading(
            cast.metered.register_id, AS_OF, value, source, version=number, status="sent", receipt=receipt
        )
        return receipt

    return make


def written(folder, number):
    [line] = open_delivery(folder / number).lines
    with RowReader(folder / number / line.file, SENT_READINGS, 0) as reader:
        read = reader.read(100)
    assert (line.rows, read.refused) == (len(read.rows), [])
    return read.rows


def digests(folder):
    files = sorted(folder.glob("0*/*"))
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


async def test_a_receipt_leaves_with_everything_that_billing_needs(send, submit, folder):
    first = await submit("2400.5")
    await submit("2410", replaces=first)
    await correct("2400.5")
    assert await send() == Sent([1], [])
    text = (folder / "000001" / "sent_readings.csv").read_text().splitlines()
    [contract] = await rows("SELECT key FROM contract WHERE number = '97000001'")
    [register] = await rows("SELECT g.key FROM register g JOIN reading d ON d.register = g.id WHERE d.version = 2")
    start, end = f"{contract['key']};{register['key']};2026-12-01T00:00:00+03:00", "2026-11-24T12:00:00+03:00"
    assert text == [
        "receipt;contract;register;as_of;value;sent_at;login;replaces;source;deleted",
        f"R-1;{start};2400.5;{end};anna@vega.example;;client;0",
        f"R-2;{start};2410;{end};anna@vega.example;R-1;client;0",
    ]
    assert sorted(path.name for path in folder.iterdir()) == [".lock", "000001"]


async def correct(value):
    async with transaction():
        await execute("UPDATE reading SET status = 'corrected' WHERE value = {}", scaled_in(Decimal(value)))


async def test_an_opening_reading_says_what_it_is(send, submit, folder):
    await submit("50", source="opening")
    await send()
    [row] = written(folder, "000001")
    assert (row.value, row.source) == (50, "opening")


async def test_what_was_packed_before_the_upgrade_keeps_its_form(send, submit, folder, clock):
    """It may have been written and not marked: then it must be the same again."""
    await submit("2400.5")
    async with transaction():
        await outgoing.pack(clock())
        await execute("UPDATE outgoing SET form = 1")
    await submit("2410")
    await send()
    heads = [(folder / n / "sent_readings.csv").read_text().splitlines()[0] for n in ("000001", "000002")]
    assert [head.split(";")[-2] for head in heads] == ["replaces", "source"]
    assert len((folder / "000001" / "sent_readings.csv").read_text().splitlines()[1].split(";")) == 9


async def test_a_line_names_the_receipt_that_held_its_own_register(send, submit, folder):
    """One that corrects nothing, or what billing had rejected, names none, whatever else its receipt corrects."""
    first = await submit("2400")
    async with transaction():
        await execute("UPDATE reading SET status = 'rejected', reason = 'Поздно' WHERE receipt = {}", first)
    await submit("2410", replaces=first)
    await correct("2410")
    await submit("2420", replaces=first)
    await send()
    assert [row.replaces for row in written(folder, "000001")] == ["", "", "R-2"]


async def test_each_receipt_leaves_once_and_no_number_is_left_out(send, submit, folder):
    assert await send() == Sent([], [])
    for value in ("2400", "2410", "2420"):
        await submit(value)
        await send()
    assert await send() == Sent([], [])
    assert [row.receipt for n in (1, 2, 3) for row in written(folder, f"{n:06}")] == ["R-1", "R-2", "R-3"]


async def test_large_receipts_are_packed_apart(send, submit):
    for registers in (6000, 6000, 4000, 20000):
        await submit("2400", registers=registers)
    assert (await send()).written == [1, 2, 3]


async def test_packed_and_killed_the_same_number_is_written(send, submit, folder, clock):
    await submit("2400")
    async with transaction():
        assert await outgoing.pack(clock()) == 1
    (folder / "000001.tmp").mkdir(parents=True)
    await submit("2410")
    assert await send() == Sent([1, 2], [])
    assert [row.value for n in ("000001", "000002") for row in written(folder, n)] == [2400, 2410]


@pytest.mark.parametrize("taken_away", [False, True])
async def test_written_and_killed_the_same_number_is_written_identically(send, submit, folder, taken_away):
    await submit("2400")
    await send()
    before = digests(folder)
    async with transaction():
        await execute("UPDATE outgoing SET written_at = NULL")
        await execute("UPDATE reading SET status = 'rejected', reason = 'Поздно' WHERE receipt IS NOT NULL")
    await submit("2410")
    if taken_away:
        shutil.rmtree(folder / "000001")
    assert await send() == Sent([1, 2], [])
    after = digests(folder)
    assert {name: after[name] for name in before} == before


async def test_another_delivery_under_our_number_stops_us(send, submit, folder):
    await submit("2400")
    (folder / "000001").mkdir(parents=True)
    with pytest.raises(AnotherDelivery):
        await send()
    assert await outgoing.unwritten() == [1]


async def test_an_acknowledgement_sets_accepted_once(send, submit, folder):
    for value in ("2400", "2410"):
        await submit(value)
    await send()
    async with transaction():
        await execute("UPDATE reading SET status = 'corrected' WHERE value = {}", 2400 * 10**6)
    for name in ("000001.ack", "000002.ack", "1.ack", "x.ack"):
        (folder / name).touch()
    assert await send() == Sent([], [1])
    assert await statuses() == ["corrected", "accepted"]
    async with transaction():
        await execute("UPDATE reading SET status = 'in_calculation' WHERE status = 'accepted'")
    assert await send() == Sent([], [])
    assert await statuses() == ["corrected", "in_calculation"]


async def statuses():
    return [row["status"] for row in await rows("SELECT status FROM reading WHERE receipt IS NOT NULL ORDER BY id")]


async def test_a_folder_in_other_hands_is_left_alone(send, submit, folder):
    await submit("2400")
    with alone_in(folder), pytest.raises(FolderBusy):
        await send()
    assert await rows("SELECT number FROM outgoing") == []
