"""Readings of billing, and its word about what clients have sent."""

import pytest

from src.domain.exchange import Reason
from src.domain.periods import Period
from src.storage.engine import rows
from src.storage.forms import instant_in
from tests import factories
from tests.cast import assemble
from tests.deliveries import deliver, report
from tests.factories import MOSCOW

DECEMBER = "2026-12-01T00:00:00+03:00"
AS_OF = Period(2026, 11).end(MOSCOW)
KEPT = '{"ratio": 40000000, "loss_percent": 0, "loss_sign": 1}'
ROW = f"R1;{DECEMBER};{{}};{{}};{{}};{{}};{{}};0"


def row(source="billing", value="100", status="in_calculation", reason="", receipt=""):
    return ROW.format(source, value, status, reason, receipt)


@pytest.fixture
def load(inbox, take):
    """Deliver these readings and say what was refused: column, reason, value."""
    numbers = iter(range(100, 200))

    async def deliver_and_take(*readings):
        path = deliver(inbox, str(next(numbers)), readings=list(readings))
        await take()
        return [line.split(";")[2:] for line in report(path)]

    return deliver_and_take


async def stored():
    return [
        (r["source"], r["version"], r["value"], r["status"], r["reason"], bool(r["deleted"]))
        for r in await rows("SELECT * FROM reading ORDER BY source, version")
    ]


@pytest.mark.usefixtures("directory")
async def test_readings_of_every_source_are_kept_side_by_side(load):
    sources = ("billing", "client", "opening", "remote")
    assert await load(*[row(source, f"{n}.5") for n, source in enumerate(sources)]) == []
    assert await stored() == [
        (source, 0, n * 10**6 + 500_000, "in_calculation", "", False) for n, source in enumerate(sources)
    ]


@pytest.mark.usefixtures("directory")
async def test_a_reading_is_corrected_and_hidden(load):
    await load(row())
    rejected = row(value="101", status="rejected", reason="Ошибка")
    assert await load(rejected[:-1] + "1") == []
    assert await stored() == [("billing", 0, 101 * 10**6, "rejected", "Ошибка", True)]
    assert await load(row(), row(value="102")) == []
    assert await stored() == [("billing", 0, 102 * 10**6, "in_calculation", "", False)]


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        (row().replace("R1", "R9"), "register", Reason.UNKNOWN_PARENT),
        (row().replace("T00:00", "T00:30"), "as_of", Reason.NOT_MIDNIGHT),
        (row().replace("+03:00", "+02:00"), "as_of", Reason.NOT_MIDNIGHT),
        (row(value="1000000"), "value", Reason.BEYOND_DIGITS),
        (row(value="-1"), "value", Reason.BAD_NUMBER),
        (row(status="sent"), "status", Reason.UNKNOWN_WORD),
        (row(status="rejected"), "reason", Reason.REASON_NEEDED),
        (row(receipt="1"), "receipt", Reason.RECEIPT_NOT_CLIENT),
        (row("opening", receipt="1"), "receipt", Reason.NO_SUCH_SENDING),
        (row("client", receipt="1"), "receipt", Reason.NO_SUCH_SENDING),
        (row("meter"), "source", Reason.UNKNOWN_WORD),
    ],
)
async def test_a_reading_is_refused(load, line, column, reason):
    [found] = await load(line, row())
    assert found[:2] == [column, reason.value]
    assert len(await stored()) == 1


@pytest.fixture
async def sent(directory):
    """Anna has sent 100 for the first register by receipt 7, and corrected it to 110 by receipt 8."""
    cast = await assemble()
    [register] = await rows("SELECT id FROM register WHERE key = 'R1'")
    [contract] = await rows("SELECT id FROM contract WHERE key = 'C1'")
    old = None
    for number, value, status in (("7", 100, "corrected"), ("8", 110, "sent")):
        old = await factories.insert(
            "receipt", number=number, contract=contract["id"], as_of=instant_in(AS_OF), period="2026-11", sent_at=0,
            app_user=cast.anna.id, replaces=old, registers=1, outgoing=None, idem=number,
        )  # fmt: skip
        version = int(number) - 6
        await factories.reading(
            register["id"], AS_OF, value, "client", status=status, receipt=old, counted=KEPT, version=version
        )


async def statuses():
    return [r["status"] for r in await rows("SELECT status FROM reading WHERE receipt IS NOT NULL ORDER BY id")]


def of_client(status, value="110", receipt="8", reason=""):
    return row("client", value, status, reason, receipt)


@pytest.mark.usefixtures("sent")
async def test_billing_moves_what_was_sent(load):
    assert await load(of_client("accepted")) == []
    assert await statuses() == ["corrected", "accepted"]
    assert await load(of_client("in_calculation"), of_client("in_calculation")) == []
    assert await statuses() == ["corrected", "in_calculation"]
    assert await load(of_client("rejected", reason="Поздно")) == [["status", Reason.STATUS_FINAL, "rejected"]]


@pytest.mark.usefixtures("sent")
async def test_billing_rejects_with_its_reason(load):
    assert await load(of_client("rejected", reason="Не тот счётчик")) == []
    [found] = await rows("SELECT status, reason, value, counted FROM reading WHERE version = 2 AND receipt IS NOT NULL")
    assert found == {"status": "rejected", "reason": "Не тот счётчик", "value": 110 * 10**6, "counted": KEPT}
    assert await load(of_client("accepted")) == [["status", Reason.STATUS_FINAL, "accepted"]]


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        (of_client("accepted", "100", "7"), ["status", Reason.CORRECTED, "accepted"]),
        (of_client("accepted", "100"), ["value", Reason.OTHER_VALUE, "100"]),
        (of_client("accepted", receipt="9"), ["receipt", Reason.NO_SUCH_SENDING, "9"]),
        (of_client("accepted", receipt=""), ["receipt", Reason.RECEIPT_NEEDED, ""]),
        (of_client("accepted")[:-1] + "1", ["deleted", Reason.SENT_STAYS, "1"]),
        (of_client("accepted").replace("12-01", "11-01"), ["receipt", Reason.NO_SUCH_SENDING, "8"]),
    ],
)
@pytest.mark.usefixtures("sent")
async def test_a_word_about_a_sending_is_refused(load, line, refused):
    assert await load(line) == [refused]
    assert await statuses() == ["corrected", "sent"]


@pytest.fixture
async def opened(sent):
    """She has also said what it showed on the tenth of November: 90, by receipt 9."""
    [old] = await rows("SELECT contract, app_user FROM receipt WHERE number = '8'")
    receipt = await factories.insert(
        "receipt", number="9", **old, as_of=instant_in(AS_OF), period="2026-11", sent_at=0, replaces=None,
        registers=1, outgoing=None, idem="9", kind="opening",
    )  # fmt: skip
    [register] = await rows("SELECT id FROM register WHERE key = 'R1'")
    await factories.reading(
        register["id"], AS_OF.replace(month=11, day=10), 90, "opening", status="sent", receipt=receipt
    )


def of_opening(status, receipt="9", reason=""):
    return row("opening", "90", status, reason, receipt).replace(DECEMBER, "2026-11-10T00:00:00+03:00")


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(("status", "reason"), [("accepted", ""), ("in_calculation", ""), ("rejected", "Фото?")])
async def test_billing_moves_an_opening_reading(load, status, reason):
    assert await load(of_opening(status, reason=reason)) == []
    assert await statuses() == ["corrected", "sent", status]
    assert await rows("SELECT reason FROM reading WHERE source = 'opening'") == [{"reason": reason}]


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("line", [of_opening("accepted", "8"), of_opening("accepted").replace("opening", "client")])
async def test_a_receipt_of_another_kind_brings_nothing(load, line):
    assert [found[:2] for found in await load(line)] == [["receipt", Reason.NO_SUCH_SENDING]]


@pytest.mark.usefixtures("opened")
async def test_billings_own_opening_stands_beside_the_clients(load):
    assert await load(of_opening("accepted", receipt="")) == []
    found = await rows("SELECT version, status FROM reading WHERE source = 'opening' ORDER BY version")
    assert [(r["version"], r["status"]) for r in found] == [(0, "accepted"), (1, "sent")]


@pytest.mark.usefixtures("sent")
async def test_rows_about_one_sending_work_one_after_another(load):
    assert await load(of_client("in_calculation"), of_client("accepted")) == [
        ["status", Reason.STATUS_FINAL, "accepted"]
    ]
    assert await statuses() == ["corrected", "in_calculation"]


@pytest.mark.usefixtures("sent")
async def test_whoever_is_sending_meanwhile_looks_again(load):
    before = await sheet_version()
    await load(of_client("in_calculation"))
    assert await sheet_version() > before


async def sheet_version():
    sql = "SELECT s.version FROM sheet s JOIN contract c ON c.id = s.contract WHERE c.key = 'C1' AND s.as_of = {}"
    return (await rows(sql, instant_in(AS_OF)))[0]["version"]


@pytest.mark.usefixtures("directory")
async def test_months_and_sheets_follow(load):
    october = row(value="90").replace("12-01", "11-01")
    await load(row(value="100"), october)
    assert await rows("SELECT period, kwh FROM contract_month") == [{"period": "2026-11", "kwh": 400}]
    [sheet] = await rows("SELECT needed, sent FROM sheet WHERE as_of = {}", instant_in(AS_OF))
    assert sheet == {"needed": 1, "sent": 1}


@pytest.mark.usefixtures("directory")
async def test_an_older_reading_is_what_a_register_lacked(load):
    """Readings of months that are over count no sheet again, but this register has something to count from now."""
    due = "SELECT g.key FROM opening_due d JOIN register g ON g.id = d.register"
    assert await rows(due) == [{"key": "R1"}]
    await load(row(value="90").replace("12-01", "10-01"))
    assert await rows(due) == []
