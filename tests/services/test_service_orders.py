"""«Заказать», cancelling, paying: each once, at the price that was seen, whatever happens at the same moment."""

import asyncio
import contextvars
import csv
import io
from datetime import date, timedelta

import pytest

from src.domain.access import GuardedContract
from src.domain.card_payments import order_key
from src.domain.journal import Actor
from src.domain.service_orders import State, Wish
from src.gateways.files.folder import FolderFiles
from src.services.exchange.outgoing import send_out
from src.services.readings.receipt_letter import Office
from src.services.service_orders import cancelling, moving, offering, placing
from src.services.service_orders.placing import Again, Agreed
from src.storage.engine import execute, rows, transaction
from tests import factories, orders
from tests.card_payments import card_payment
from tests.services.readings.desk import LETTERS

SEEN = "100000.22.122000"
TODAY = date(2026, 11, 24)


@pytest.fixture
def ours(cast):
    return GuardedContract(cast.contract.id, cast.contract.key, cast.contract.number, cast.anna.role, cast.anna.id)


@pytest.fixture
def actor(cast, clock):
    return lambda: Actor(cast.anna.id, "192.0.2.7", clock())


@pytest.fixture
def place(ours, actor, settings):
    """Order it as Anna does; `await place(service)`."""

    async def go(service, key="form-1", seen=SEEN, alike=0, **wish):
        wanted = {"quantity": 1, "place": 0, "wished_on": None, "phone": "+79161234567", "comment": "", **wish}
        return await placing.place(
            actor(), ours, Office(settings(), LETTERS), Wish(service, **wanted), Agreed(key, seen, alike)
        )

    return go


async def count(table="service_order"):
    [row] = await rows(f"SELECT COUNT(*) AS many FROM {table}")
    return row["many"]


async def at_once(*calls):
    """Each in a task of its own, as requests are."""
    return await asyncio.gather(
        *(asyncio.create_task(call, context=contextvars.copy_context()) for call in calls), return_exceptions=True
    )


async def state_of(order):
    [row] = await rows("SELECT status FROM service_order WHERE id = {}", order)
    return row["status"]


async def test_an_order_has_a_number_a_letter_and_a_line(place, cast):
    service = await orders.service()
    order = await place(service, wished_on=TODAY + timedelta(days=1), comment="Позвоните заранее")
    [row] = await rows("SELECT * FROM service_order")
    assert (row["id"], row["number"], row["key"]) == (order, f"ЛК-{order:06}", f"ЛК-{order:06}")
    assert (row["total"], row["vat"], row["vat_percent"], row["ordered_on"]) == (1_220_00, 220_00, 22, TODAY)
    [letter] = await rows("SELECT recipient, subject, text FROM outbox WHERE idem LIKE 'service-order%'")
    assert (letter["recipient"], letter["subject"]) == (cast.anna.email, f"Заявка № ЛК-{order:06} оформлена")
    assert "1\u00a0220,00 ₽, в том числе НДС 22 % — 220,00 ₽" in letter["text"]
    assert len(await rows("SELECT id FROM journal_line WHERE action = 'service_ordered'")) == 1


async def test_a_double_click_gives_one_order(place):
    service = await orders.service()
    found = await at_once(*(place(service) for _ in range(3)))
    assert len(set(found)) == 1
    assert (await count(), await place(service)) == (1, found[0])


async def test_another_tab_asks_before_the_same_is_ordered_again(place, clock):
    service = await orders.service()
    first, second = await at_once(place(service, "a"), place(service, "b"))
    [order] = [each for each in (first, second) if isinstance(each, int)]
    [asked] = [each for each in (first, second) if isinstance(each, Again)]
    assert (asked.alike, await count()) == (order, 1)
    assert isinstance(await place(service, "c", alike=order), int)
    assert isinstance(await place(service, "d", seen="100000.22.244000", quantity=2), int)
    clock.pass_by(timedelta(minutes=11))
    assert isinstance(await place(service, "e"), int)


async def test_a_price_that_changed_is_told_and_not_taken(place):
    service = await orders.service()
    async with transaction():
        await execute("UPDATE service SET price = 200000")
    again = await place(service)
    assert (again.offer.cost.total, again.alike, await count()) == (2_440_00, 0, 0)
    assert isinstance(await place(service, seen=again.offer.seen), int)


async def test_a_price_that_changes_after_the_order_changes_nothing(place):
    service = await orders.service()
    order = await place(service)
    async with transaction():
        await execute("UPDATE service SET price = 200000, name = 'Другая'")
    [row] = await rows("SELECT total, name FROM service_order WHERE id = {}", order)
    assert tuple(row.values()) == (1_220_00, "Поверка прибора учёта")


async def test_the_place_must_be_of_this_contract_and_of_the_kind(place, cast):
    point, thing = await orders.service(place="point"), await orders.service(place="object")
    ours, theirs = cast.metered, cast.foreign_metered
    for service, where in ((point, theirs.point_id), (thing, theirs.object_id), (point, 0), (thing, 10**18)):
        with pytest.raises(offering.WrongPlace):
            await place(service, place=where)
    await place(point, place=ours.point_id)
    await place(thing, "form-2", place=ours.object_id)
    found = await rows("SELECT point, supply_object, place FROM service_order ORDER BY id")
    assert [tuple(row.values())[:2] for row in found] == [(ours.point_id, None), (None, ours.object_id)]
    assert found[0]["place"] == "Склад, Ввод 1"


@pytest.mark.parametrize("days", [0, -1, 366])
async def test_a_day_too_early_or_too_late_is_refused(place, days):
    with pytest.raises(offering.WrongDay):
        await place(await orders.service(), wished_on=TODAY + timedelta(days=days))


async def test_what_is_not_in_the_catalogue_cannot_be_ordered(place):
    for service in (await orders.service(deleted=True), 77_777, 10**30):
        with pytest.raises(offering.NoSuchService):
            await place(service)


async def test_orders_without_an_answer_have_a_limit(place, cast, monkeypatch):
    monkeypatch.setattr(placing, "UNANSWERED", 2)
    service = await orders.service()
    await orders.order(cast.contract.id, service, "awaiting_payment")
    for _ in range(2):
        await orders.order(cast.contract.id, service)
    with pytest.raises(placing.TooMany):
        await place(service)


async def test_an_order_is_cancelled_once(actor, ours, cast):
    order = await orders.order(cast.contract.id, await orders.service(), "awaiting_payment", app_user=cast.anna.id)
    assert await at_once(*(cancelling.cancel(actor(), ours, order) for _ in range(2))) == [None, None]
    assert await state_of(order) == "cancelled"
    assert len(await rows("SELECT id FROM journal_line WHERE action = 'service_order_cancelled'")) == 1


async def test_what_is_being_paid_is_not_cancelled(actor, ours, cast):
    order = await orders.order(cast.contract.id, await orders.service(), "awaiting_payment")
    key = {"reference": str(order), "live_key": order_key(ours.id, order)}
    payment = await card_payment(ours.id, cast.anna.id, kind="order", **key)
    with pytest.raises(cancelling.BeingPaid):
        await cancelling.cancel(actor(), ours, order)
    async with transaction():
        await execute("UPDATE card_payment SET live_key = NULL, state = 'held' WHERE id = {}", payment)
    with pytest.raises(cancelling.BeingPaid):
        await cancelling.cancel(actor(), ours, order)
    async with transaction():
        await execute("UPDATE card_payment SET state = 'refunded' WHERE id = {}", payment)
    await cancelling.cancel(actor(), ours, order)


@pytest.mark.parametrize("state", ["paid", "in_work", "done", "rejected"])
async def test_what_is_paid_begun_or_over_is_not_cancelled(actor, ours, cast, state):
    order = await orders.order(cast.contract.id, await orders.service(), state)
    with pytest.raises(cancelling.NotNow):
        await cancelling.cancel(actor(), ours, order)
    assert await state_of(order) == state


async def test_an_order_of_another_contract_is_not_found(actor, ours, cast):
    service = await orders.service()
    theirs, hidden = await orders.order(cast.foreign.id, service), await orders.order(ours.id, service, deleted=True)
    for order in (theirs, hidden, 10**30):
        with pytest.raises(cancelling.NoSuchOrder):
            await cancelling.cancel(actor(), ours, order)


@pytest.fixture
def pay(actor, ours):
    async def go(order, kopecks=1_220_00):
        async with transaction():
            return await moving.paid(actor(), ours.id, order, kopecks)

    return go


async def test_an_order_is_paid_once(pay, cast):
    order = await orders.order(cast.contract.id, await orders.service(), "awaiting_payment")
    assert sorted(await at_once(*(pay(order) for _ in range(3)))) == [False, False, True]
    assert await state_of(order) == "paid"
    assert len(await rows("SELECT id FROM journal_line WHERE action = 'service_order_paid'")) == 1


async def test_money_for_another_sum_state_or_contract_pays_nothing(pay, cast):
    service = await orders.service()
    asked = await orders.order(cast.contract.id, service, "awaiting_payment")
    assert not await pay(asked, 1_219_99)
    assert await state_of(asked) == "awaiting_payment"
    for state in set(State) - {State.AWAITING}:
        assert not await pay(await orders.order(cast.contract.id, service, state.value))
    assert not await pay(await orders.order(cast.foreign.id, service, "awaiting_payment"))


async def test_of_cancelling_and_paying_one_happens(pay, actor, ours, cast):
    order = await orders.order(cast.contract.id, await orders.service(), "awaiting_payment")
    paid, cancelled = await at_once(pay(order), cancelling.cancel(actor(), ours, order))
    state = await state_of(order)
    assert (paid, cancelled is None, state) in {(True, False, "paid"), (False, True, "cancelled")}


async def test_a_form_offers_so_many_places_and_finds_the_others(ours, monkeypatch):
    monkeypatch.setattr(offering, "PLACES", 2)
    service = await offering.find_service(await orders.service(place="point"))
    assert not (await offering.choice(ours, service, "", TODAY)).more
    for _ in range(2):
        await factories.metered(ours.id, serial="55500")
    found = await offering.choice(ours, service, "", TODAY)
    assert (len(found.places), found.more) == (2, True)
    assert len((await offering.choice(ours, service, "555", TODAY)).places) == 2
    assert (await offering.choice(ours, service, "такого нет", TODAY)).places == []


async def test_billing_is_told_what_was_ordered_and_cancelled(place, actor, ours, cast, clock, tmp_path):
    service = await orders.service(place="point")
    wished = TODAY + timedelta(days=9)
    order = await place(service, place=cast.metered.point_id, wished_on=wished, comment="Проезд;\nс торца")
    await cancelling.cancel(actor(), ours, order)
    await send_out(tmp_path / "out", FolderFiles(tmp_path), clock, factories.MOSCOW)
    lines = (tmp_path / "out" / "000001" / "service_orders.csv").read_text(encoding="utf-8").partition("\n")[2]
    placed, cancelled = csv.reader(io.StringIO(lines), delimiter=";")
    [point] = await rows("SELECT key FROM point WHERE id = {}", cast.metered.point_id)
    number, [kept] = f"ЛК-{order:06}", await rows("SELECT key FROM service")
    common = [ours.key, "2026-11-24T12:00:00+03:00", cast.anna.email]
    assert [number, *common] == [placed[0], placed[1], *placed[3:5]] == [cancelled[0], cancelled[1], *cancelled[3:5]]
    assert (placed[2], cancelled[2], cancelled[5:]) == ("placed", "cancelled", [*[""] * 11, "0"])
    assert placed[5:12] == [kept["key"], "1", "", point["key"], "2026-12-03", "+79161234567", "Проезд;\nс торца"]
    assert placed[12:] == ["1000.00", "22", "220.00", "1220.00", "0"]
