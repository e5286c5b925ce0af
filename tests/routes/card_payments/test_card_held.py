"""While people look into a payment by card, its pages say so and offer no second one of the same; what was given back
and what is to be, with day and sum."""

import re
from datetime import timedelta

import pytest

from src.storage.engine import rows
from src.storage.forms import instant_in
from tests import factories, orders, payments
from tests.card_payments import card_payment
from tests.routes.readings.browsing import plain

BUTTON = "Перейти на платежную страницу банка"
HELD = {"reason": "amount"}


@pytest.fixture
def payment(cast):
    """Of Anna's contract, in some state."""

    async def make(state, kind="advance", reference="", **values):
        return await card_payment(cast.contract.id, cast.anna.id, state, kind=kind, reference=str(reference), **values)

    return make


async def test_an_invoice_is_not_paid_beside_a_payment_that_is_looked_into(anna, cards, path, bill, payment):
    held = await payment("held", "invoice", bill, amount=184_320_50, **HELD)
    listed = plain(await anna.get(path))
    assert f'href="{path}/{held}">оплата разбирается<' in listed
    assert f"{path}/invoice/{bill}" not in listed
    page = plain(await anna.get(f"{path}/invoice/{bill}"))
    assert (BUTTON in page, f'href="{path}/{held}">' in page, "второй раз не платите" in page) == (False, True, True)
    assert (await anna.post(f"{path}/invoice/{bill}")).headers["location"] == f"{path}/{held}"
    assert not cards.server.asked


async def test_an_advance_of_the_same_sum_neither_whoever_pays_it(client_for, cast, cards, path, payment):
    held = await payment("held", **HELD)
    galina = await client_for(cast.galina)
    page = plain(await galina.get(f"{path}/advance"))
    assert "1 000,00 ₽: <a" in page
    assert BUTTON in page, "another sum may be paid"
    assert (await galina.post(f"{path}/advance", data={"amount": "1000"})).headers["location"] == f"{path}/{held}"
    assert not cards.server.asked
    other = await galina.post(f"{path}/advance", data={"amount": "1000,01"})
    assert other.headers["location"].startswith(f"{cards.server.url}/pay/")


async def test_what_was_counted_stands_in_no_way(anna, cards, path, payment):
    """A part of an earlier advance came back, and the bank does not say how much."""
    await payment("held", reason="unclear", credited_at=1)
    page = plain(await anna.get(f"{path}/advance"))
    assert "разбирается" not in page
    answer = await anna.post(f"{path}/advance", data={"amount": "1000"})
    assert answer.headers["location"].startswith(f"{cards.server.url}/pay/")


async def test_beside_an_advance_stands_what_was_paid_and_not_told(anna, cards, path, payment):
    for kopecks, back in ((700_00, 0), (300_00, 100_00)):
        await payment("partly" if back else "paid", amount=kopecks, refunded=back, credited_at=1)
    page = plain(await anna.get(f"{path}/advance"))
    assert 'Картой уже оплачено <b class="keep">900,00 ₽</b>' in page


async def test_an_order_says_that_its_payment_is_looked_into(client_for, anna, cast, cards, path, payment):
    order = await orders.order(cast.contract.id, await orders.service(), "awaiting_payment")
    held, own = await payment("held", "order", order, **HELD), f"/contracts/{cast.contract.id}/services/{order}"
    for page in (own, f"{path}/order/{order}"):
        shown = plain(await anna.get(page)).partition("<main")[2]
        assert (f'href="{path}/{held}">' in shown, f'href="{path}/order/{order}"' in shown) == (True, False)
    assert f"{path}/{held}" not in (await (await client_for(cast.vera)).get(own)).text
    late = await orders.order(cast.contract.id, await orders.service(), "cancelled")
    held = await payment("held", "order", late, reason="order")
    assert f'href="{path}/{held}">' in plain(await anna.get(f"{path}/order/{late}"))


@pytest.mark.parametrize(("state", "told"), [("open", "Оплата начата"), ("paid", "оплачен картой")])
async def test_the_list_says_how_a_bill_stands(anna, cards, path, bill, payment, state, told):
    number = await payment(state, "invoice", bill, credited_at=1 if state == "paid" else None)
    listed = plain(await anna.get(path))
    assert told in listed
    assert f"{path}/invoice/{bill}" not in listed
    assert BUTTON in plain(await anna.get(f"{path}/invoice/{bill}")) or state == "paid"
    await payment("held", "invoice", bill, reason="twice")
    assert (", ещё одна <a" in plain(await anna.get(path))) == (state == "paid"), number


@pytest.mark.parametrize("named", ["the payment", "its order"])
async def test_what_billing_has_told_of_is_not_on_the_way_any_more(anna, cast, path, named):
    """By either number: the money would show twice."""
    order = await orders.order(cast.contract.id, await orders.service(), "paid")
    paid = {"kind": "order", "reference": str(order), "credited_at": 1}
    number = await card_payment(cast.contract.id, cast.anna.id, "paid", **paid)
    await card_payment(cast.contract.id, cast.anna.id, "paid", credited_at=1, amount=2_00)
    of, id_ = ("card_payment", number) if named == "the payment" else ("service_order", order)
    [row] = await rows(f"SELECT number FROM {of} WHERE id = {{}}", id_)
    await payments.paid(cast.contract.id, ("1", factories.THIS.day(5), 1_000_00), portal_order=row["number"])
    shown = plain(await anna.get(f"{path.replace('/pay', '/payments')}/coming"))
    assert re.findall('class="n">([^<]+)</td>', shown) == ["2,00"]


AT = instant_in(factories.NOW + timedelta(minutes=7))


@pytest.mark.parametrize(
    ("state", "values", "told"),
    [
        ("partly", {"refunded": 300_00, "refunded_at": AT}, "возвращено 300,00 ₽, 24.11.2026 12:07"),
        ("refunded", {"refunded": 1_000_00, "refunded_at": AT}, "на карту: 1 000,00 ₽, 24.11.2026 12:07"),
        ("paid", {"refund_to": 300_00, "refund_asked_at": AT},
         "Поставщик 24.11.2026 12:07 заказал возврат на карту: 300,00 ₽. Банк его ещё не подтвердил"),
        ("paid", {"settled_at": AT, "credited_at": AT}, "Поставщик разобрал оплату и учёл её 24.11.2026 12:07"),
        ("ended", {"settled_at": AT, "reason": "unpaid"}, "Поставщик разобрал оплату, деньги не списаны"),
        ("held", {"reason": "unclear", "credited_at": AT}, "Сама оплата учтена"),
        ("held", {"refunded": 300_00, "refunded_at": AT, **HELD}, "уже возвращено 300,00 ₽, 24.11.2026 12:07"),
    ],
)  # fmt: skip
async def test_a_payment_says_what_was_settled_and_given_back(anna, path, payment, state, values, told):
    number = await payment(state, **values)
    assert told in plain(await anna.get(f"{path}/{number}"))
    if state in {"partly", "refunded"}:
        assert ", 24.11.2026 12:07</span>" in plain(await anna.get(path))
