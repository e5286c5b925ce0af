"""Services and orders of a delivery: billing's own, and its word about those that were placed through the portal."""

import json
from datetime import date

import pytest

from src.domain.exchange import Reason
from src.services.service_orders.state_letters import tell
from src.storage.engine import execute, rows, transaction
from tests import orders
from tests.cast import assemble
from tests.deliveries import deliver, report
from tests.services.readings.desk import LETTERS

SERVICE = "S1;Поверка;На месте;1980.5;прибор;;Десять дней;point;0"
ORDER = "У1;C1;У-1/26;S1;2026-11-20;{};2416.21;{};{};{};{}"


def line(status="placed", invoice="", day="", reason="", deleted=0):
    return ORDER.format(status, invoice, day, reason, deleted)


@pytest.fixture
def load(inbox, take):
    numbers = iter(range(100, 200))

    async def deliver_and_take(**tables):
        path = deliver(inbox, str(next(numbers)), **tables)
        await take()
        return [told.split(";")[2:4] for told in report(path)]

    return deliver_and_take


async def stored(columns="status, invoice_number, total, name"):
    [row] = await rows(f"SELECT {columns} FROM service_order")
    return tuple(row.values())


@pytest.mark.usefixtures("directory")
async def test_billings_own_order_comes_and_goes_on(load):
    assert await load(services=[SERVICE], service_orders=[line()]) == []
    assert await stored() == ("placed", "", 2416_21, "Поверка")
    [service] = await rows("SELECT price, vat_percent, place, sort_key FROM service")
    assert tuple(service.values()) == (1980_50, None, "point", "поверка")
    await load(service_orders=[line("awaiting_payment", "С-1", "2026-11-21"), line("in_work", "С-1", "2026-11-21")])
    assert await stored() == ("in_work", "С-1", 2416_21, "Поверка")
    assert await load(service_orders=[line("in_work", "С-2", "2026-11-22")]) == []
    assert await stored("invoice_number") == ("С-2",)
    await load(service_orders=[line("in_work", deleted=1)])
    assert await stored("deleted") in {(1,), (True,)}
    assert await rows("SELECT id FROM journal_line WHERE action LIKE 'service%'") == []


@pytest.mark.usefixtures("directory")
async def test_a_late_state_is_refused_and_changes_nothing(load):
    await load(services=[SERVICE], service_orders=[line("paid", "С-1")])
    for status in ("placed", "awaiting_payment"):
        assert await load(service_orders=[line(status, "С-9")]) == [["status", Reason.STATUS_FINAL.value]]
    await load(service_orders=[line("rejected", reason="Нет доступа")])
    for status in ("placed", "paid", "in_work", "done", "cancelled"):
        assert await load(service_orders=[line(status)]) == [["status", Reason.STATUS_FINAL.value]]
    assert await stored("status, reason") == ("rejected", "Нет доступа")


@pytest.mark.usefixtures("directory")
async def test_rows_are_refused_alone(load):
    await load(services=[SERVICE], service_orders=[line()])
    wrong = {
        "У2;C9;1;S1;2026-11-20;placed;1;;;;0": ["contract", Reason.UNKNOWN_PARENT],
        "У2;C1;1;S9;2026-11-20;placed;1;;;;0": ["service", Reason.UNKNOWN_PARENT],
        "У2;C1;1;S1;2026-11-20;placed;-1;;;;0": ["total", Reason.OUT_OF_RANGE],
        "У2;C1;1;S1;2026-11-20;placed;100000000000.01;;;;0": ["total", Reason.OUT_OF_RANGE],
        "У2;C1;1;S1;2026-11-20;begun;1;;;;0": ["status", Reason.UNKNOWN_WORD],
        "У2;C1;1;S1;2026-11-20;rejected;1;;;;0": ["reason", Reason.REASON_NEEDED],
        "У2;C1;1;S1;2026-11-20;awaiting_payment;1;;;;0": ["invoice_number", Reason.INVOICE_NEEDED],
        "ЛК-000009;C1;1;S1;2026-11-20;paid;1;;;;0": ["order", Reason.NO_SUCH_ORDER],
        "У1;C2;У-1/26;S1;2026-11-20;paid;2416.21;;;;0": ["contract", Reason.OTHER_CONTRACT],
    }
    assert await load(service_orders=list(wrong)) == [[column, reason.value] for column, reason in wrong.values()]
    assert await stored("status") == ("placed",)


@pytest.fixture
async def placed(base):
    """Anna's order, placed through the portal: what billing says of it, less the state and what follows the sum."""
    cast = await assemble()
    service = await orders.service(key="S1")
    await orders.order(cast.contract.id, service, key="ЛК-000007", number="ЛК-000007", app_user=cast.anna.id)
    return cast, f"ЛК-000007;{cast.contract.key};иначе;S1;2026-01-01;{{}};{{}};{{}};;{{}};{{}}"


async def test_what_was_ordered_here_keeps_its_number_day_and_sum(placed, load):
    cast, told = placed
    assert await load(service_orders=[told.format("awaiting_payment", "1220.00", "С-1", "", 0)]) == []
    found = await stored("number, ordered_on, status, total, invoice_number")
    assert found == ("ЛК-000007", orders.DAY, "awaiting_payment", 1_220_00, "С-1")
    wrong = {
        told.format("paid", "1220.01", "С-1", "", 0): ["total", Reason.OTHER_TOTAL],
        told.format("paid", "1220.00", "С-1", "", 1): ["deleted", Reason.ORDER_STAYS],
    }
    assert await load(service_orders=list(wrong)) == [[column, reason.value] for column, reason in wrong.values()]
    other = told.replace(";S1;", ";S2;").format("paid", "1220", "С-1", "", 0)
    second = SERVICE.replace("S1;", "S2;")
    assert await load(services=[second], service_orders=[other]) == [["service", Reason.OTHER_SERVICE.value]]
    [line] = await rows("SELECT contract, app_user, details FROM journal_line WHERE action = 'service_order_moved'")
    assert (line["contract"], line["app_user"]) == (cast.contract.id, None)
    assert json.loads(line["details"]) == {"order": "ЛК-000007", "state": "awaiting_payment"}


async def test_the_newest_open_order_stands_beside_the_memberships(placed, load):
    cast, _ = placed
    own = f"У9;{cast.contract.key};У-9;S1;2026-11-22;{{}};10;;;;0"
    for state, newest in (("in_work", date(2026, 11, 22)), ("done", orders.DAY)):
        await load(service_orders=[own.format(state)])
        found = await rows("SELECT open_order_on FROM membership WHERE app_user = {}", cast.anna.id)
        assert [row["open_order_on"] for row in found] == [newest]


async def letters():
    return await rows("SELECT recipient, subject, text, html FROM outbox WHERE idem LIKE 'orders.%'")


async def test_whoever_ordered_gets_one_letter_for_a_delivery(placed, load, clock):
    _, told = placed
    states = [
        told.format("awaiting_payment", "1220", "С-1", "", 0),
        told.format("rejected", "1220", "С-1", "Нет доступа", 0),
    ]
    await load(service_orders=states)
    assert [await tell(LETTERS, clock) for _ in range(2)] == [1, 0]
    [letter] = await letters()
    assert (letter["recipient"], letter["subject"]) == ("anna@vega.example", "Заявка № ЛК-000007: отклонена")
    assert all("Причина: Нет доступа" in letter[form] for form in ("text", "html"))
    await load(service_orders=states[1:])
    assert await tell(LETTERS, clock) == 0


async def test_nobody_is_told_of_what_he_may_not_see_any_more(placed, load, clock):
    cast, told = placed
    async with transaction():
        await execute("UPDATE membership SET role = 'submitter' WHERE app_user = {}", cast.anna.id)
    await load(service_orders=[told.format("in_work", "1220", "", "", 0)])
    assert (await tell(LETTERS, clock), await letters()) == (0, [])
    assert await rows("SELECT id FROM service_order WHERE untold = TRUE") == []
