"""«Услуги»: orders as a list, one on screen, on paper and cancelled; the catalogue; the block «Заказы»."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from src.domain.card_payments import order_key
from src.storage.engine import execute, transaction
from src.storage.links import counted
from tests import orders
from tests.card_payments import card_payment
from tests.inspector import HTMX
from tests.routes.readings.browsing import plain


@pytest.fixture
async def anna(client_for, cast):
    return await client_for(cast.anna)


@pytest.fixture
def path(cast):
    return f"/contracts/{cast.contract.id}/services"


@pytest.fixture
def form(path, service):
    return f"{path}/catalogue/{service}"


@pytest.fixture
async def order(cast, service):
    return await orders.order(cast.contract.id, service, app_user=cast.anna.id, number="ЛК-000001", comment="<b>&")


async def test_an_order_is_cancelled(anna, path, order):
    assert "Отменить заявку" in (await anna.get(f"{path}/{order}")).text
    assert (await anna.get(f"{path}/{order}/cancel")).status_code == 200
    for _ in range(2):
        done = await anna.post(f"{path}/{order}/cancel")
        assert done.headers["location"] == f"{path}/{order}?said=cancelled"
    shown = (await anna.get(done.headers["location"])).text
    assert ("Заявка отменена" in shown, f"{path}/{order}/cancel" in shown) == (True, False)


async def test_what_is_in_work_is_not_cancelled_and_the_page_says_so(anna, path, order):
    async with transaction():
        await execute("UPDATE service_order SET status = 'in_work'")
    assert "Отменить эту заявку уже нельзя" in (await anna.get(f"{path}/{order}/cancel")).text
    late = (await anna.post(f"{path}/{order}/cancel")).headers["location"]
    assert "Отменить заявку уже нельзя" in (await anna.get(late)).text


async def test_what_is_being_paid_is_not_cancelled_and_the_page_says_so(anna, cast, path, order):
    key = order_key(cast.contract.id, order)
    await card_payment(cast.contract.id, cast.anna.id, kind="order", live_key=key)
    held = (await anna.post(f"{path}/{order}/cancel")).headers["location"]
    assert "начата оплата картой" in (await anna.get(held)).text


async def test_an_order_on_paper(client_for, cast, path, order):
    vera = await client_for(cast.vera)
    assert f'href="{path}/{order}/print">Печатать документы</a>' in (await vera.get(f"{path}/{order}")).text
    shown = (await vera.get(f"{path}/{order}/print")).text
    for told in (
        "ЛК-000001",
        "ООО «Вега»",
        "7736520080",
        "№ 97000001",
        "&lt;b&gt;&amp;",
        "В течение 10 дней",
        "Оформлена",
    ):
        assert told in shown


async def test_an_order_of_billing_says_where_it_came_from(anna, cast, path, service):
    order = await orders.order(cast.contract.id, service, "rejected", reason="Нет доступа", invoice_number="С-1")
    shown = plain(await anna.get(f"{path}/{order}"))
    for told in ("не через личный кабинет", "Поставщик отклонил заявку: Нет доступа", "С-1", "20.11.2026"):
        assert told in shown


@pytest.fixture
async def listed(cast, service):
    """Sixty orders of ours, one a day; every second one is done; one of the stranger's."""
    for day in range(60):
        state = "done" if day % 2 else "placed"
        await orders.order(
            cast.contract.id,
            service,
            state,
            total=day * 100,
            number=str(day),
            ordered_on=orders.DAY - timedelta(days=day),
        )
    await orders.order(cast.foreign.id, service, number="чужая")


def numbers(answer):
    return re.findall(r'/services/\d+">№ (\S+)</a>', answer.text)


async def test_the_list_has_its_columns_and_pages(anna, path, listed):
    page = await anna.get(path)
    assert re.findall(r"<th(?: class=\"n\")?>([^<]+)</th>", page.text) == [
        "Заявка", "Дата оформления", "Статус", "Сумма заказа, ₽", "Номер счета",
    ]  # fmt: skip
    assert numbers(page) == [str(day) for day in range(50)]
    later = page.text.split('" rel="next"')[0].split('href="')[-1].replace("&amp;", "&")
    assert numbers(await anna.get(later)) == [str(day) for day in range(50, 60)]


async def test_period_and_status_are_filters(anna, path, listed):
    query = f"since={orders.DAY - timedelta(days=5)}&until={orders.DAY - timedelta(days=2)}"
    assert numbers(await anna.get(f"{path}?{query}", headers=HTMX)) == ["2", "3", "4", "5"]
    assert numbers(await anna.get(f"{path}?{query}&kind=done", headers=HTMX)) == ["3", "5"]
    assert "ничего не нашлось" in (await anna.get(f"{path}?kind=rejected")).text
    assert (await anna.get(f"{path}?kind=begun", headers=HTMX)).status_code == 422
    total = plain(await anna.get(f"{path}/totals?{query}", headers=HTMX))
    assert re.search("4 заявки на <b[^>]*>14,00 ₽", total)


async def test_a_page_asks_as_little_of_a_long_list(anna, cast, path, service, listed):
    for query in ("", "?kind=done", f"?since={orders.DAY - timedelta(days=55)}"):
        with counted() as counter:
            await anna.get(path + query)
        assert counter.statements <= 4
        assert counter.rows <= 51 + 6


async def test_all_of_the_filter_goes_out(anna, path, listed):
    lines = (await anna.get(f"{path}.csv?kind=done")).text.splitlines()
    assert lines[0] == "\ufeffЗаявка;Услуга;Дата оформления;Статус;Сумма заказа, ₽;Номер счета"
    assert lines[1] == "1;Поверка прибора учёта;19.11.2026;Выполнена;1,00;"
    assert len(lines) == 31
    sheet = load_workbook(BytesIO((await anna.get(f"{path}.xlsx?kind=done")).content)).active
    number, _, day, _, total, _ = sheet[4]
    assert (number.value, number.data_type, day.is_date, total.value) == ("1", "s", True, 1)
    assert total.number_format == "#,##0.00"


async def test_the_catalogue_tells_prices_and_conditions(client_for, cast, path, service):
    await orders.service("Выезд", 50_00, vat_percent=0, unit="выезд")
    vera = await client_for(cast.vera)
    shown = plain(await vera.get(f"{path}/catalogue"))
    for told in ("Поверка прибора учёта", "1 000,00", "НДС 22 %", "1 220,00", "В течение 10 дней", "без НДС"):
        assert told in shown
    assert "Заказать" not in shown.partition("Услуги поставщика")[2]
    assert "Выезд" not in plain(await vera.get(f"{path}/catalogue?q=ПОВЕРКА"))
    assert "Такой услуги нет" in plain(await vera.get(f"{path}/catalogue?q=%25"))


async def test_the_start_page_shows_open_orders(client_for, cast, path, order):
    galina, boris = await client_for(cast.galina), await client_for(cast.boris)
    block = (await galina.get("/blocks/orders", headers=HTMX)).text
    assert f'href="{path}/{order}">№ ЛК-000001</a>' in block
    other = (await boris.get("/blocks/orders", headers=HTMX)).text
    assert ("Открытых заявок на услуги нет" in other, "/services" in other) == (True, False)


async def test_rights(client_for, cast, path, form, order):
    boris, vera, dmitry = [await client_for(each) for each in (cast.boris, cast.vera, cast.dmitry)]
    for ending in ("", "/totals", ".csv", ".xlsx", "/catalogue", f"/{order}", f"/{order}/print"):
        assert (await boris.get(path + ending)).status_code == 403
        assert (await vera.get(path + ending)).status_code == 200
        assert (await dmitry.get(path + ending)).status_code == 404
    for address in (form, f"{form}/order", f"{path}/{order}/cancel"):
        assert (await vera.post(address)).status_code == 403
        assert (await dmitry.post(address)).status_code == 404
    mine = path.replace(str(cast.contract.id), str(cast.foreign.id), 1)
    for ending in ("", "/print", "/cancel"):
        assert (await dmitry.get(f"{mine}/{order}{ending}")).status_code == 404


async def test_signed_out(client, path, form):
    assert (await client.get(path)).headers["location"].startswith("/sign-in")
    assert (await client.post(form, data=orders.FILLED, headers=HTMX)).status_code == 401
