"""A service is ordered: the form, the looking over, «Заказать», each once and at the price that was seen."""

from datetime import date

import pytest

from src.services.service_orders import placing
from src.storage.engine import execute, rows, transaction
from tests import orders
from tests.routes.readings.browsing import plain
from tests.routes.visits import hidden


@pytest.fixture
async def anna(client_for, cast):
    return await client_for(cast.anna)


@pytest.fixture
def path(cast):
    return f"/contracts/{cast.contract.id}/services"


@pytest.fixture
def form(path, service):
    return f"{path}/catalogue/{service}"


async def fill(client, form, **changes):
    """The review of a filled form."""
    return await client.post(form, data={**orders.FILLED, **changes})


async def agree(client, form, review):
    return await client.post(f"{form}/order", data=hidden(review))


async def count():
    [row] = await rows("SELECT COUNT(*) AS many FROM service_order")
    return row["many"]


async def test_a_service_is_ordered(anna, path, form):
    empty = await anna.get(form)
    assert (empty.status_code, 'value="1"' in empty.text) == (200, True)
    review = await fill(anna, form)
    assert review.status_code == 200
    for told in ("2 (прибор)", "2 000,00 ₽", "НДС 22 %", "440,00 ₽", "2 440,00 ₽", "+7 916 123-45-67"):
        assert told in plain(review)
    assert await count() == 0
    done = await agree(anna, form, review)
    [row] = await rows("SELECT id, number, total, comment, phone FROM service_order")
    assert (done.status_code, done.headers["location"]) == (303, f"{path}/{row['id']}?said=ordered")
    assert (row["total"], row["phone"]) == (2_440_00, "+79161234567")
    assert row["comment"] == "Въезд с улицы Полевой\nпропуск нужен"
    shown = plain(await anna.get(done.headers["location"]))
    for told in ("Заявка оформлена", row["number"], "Оформлена", "2 440,00 ₽", "Иванова Анна", "счёт ещё не выставлен"):
        assert told in shown
    assert (await agree(anna, form, review)).headers["location"] == done.headers["location"]
    assert await count() == 1


async def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(anna, form):
    wrong = {
        "quantity": ("0", "Нужно не меньше 1"),
        "wished_on": (f"{date(2026, 11, 24)}", "Выберите день не раньше завтрашнего"),
        "phone": ("звоните", "Не похоже на номер"),
        "comment": ("x" * 501, "не больше 500 знаков"),
    }
    for name, (typed, told) in wrong.items():
        for address in (form, f"{form}/order"):
            answer = await anna.post(address, data={**orders.FILLED, "seen": "", name: typed})
            assert (answer.status_code, told in answer.text) == (422, True), name
            assert "8 916 123-45-67" in answer.text or name == "phone"
            assert 'aria-invalid="true"' in answer.text
    for typed in ("1000", "", "1.5", "сто", "9" * 400):
        assert (await fill(anna, form, quantity=typed)).status_code == 422
    assert (await fill(anna, form, comment="\u202e")).status_code == 422
    assert (await anna.post(form, data={"comment": "\0"})).status_code == 400
    assert (await anna.post(form, data={"comment": "x" * 70_000})).status_code in {400, 413}
    assert await count() == 0


async def test_one_goes_back_to_change_something(anna, form):
    review = await fill(anna, form)
    back = await anna.post(form, data={**hidden(review), "act": "change"})
    assert (back.status_code, 'aria-invalid="true"' in back.text) == (200, False)
    assert 'value="8 916 123-45-67"' in back.text
    assert "пропуск нужен" in back.text


async def test_a_changed_price_is_told(anna, form):
    review = await fill(anna, form)
    async with transaction():
        await execute("UPDATE service SET price = 150000")
    told = await agree(anna, form, review)
    assert (told.status_code, await count()) == (409, 0)
    assert "было 2 440,00 ₽" in plain(told)
    assert "3 660,00 ₽" in plain(told)
    assert (await agree(anna, form, told)).status_code == 303


async def test_a_second_tab_is_asked(anna, form, path):
    first, second = await fill(anna, form), await fill(anna, form)
    placed = (await agree(anna, form, first)).headers["location"].partition("?")[0]
    asked = await agree(anna, form, second)
    assert (asked.status_code, f'href="{placed}"' in asked.text) == (409, True)
    assert "Заказать ещё одну" in asked.text
    assert await count() == 1
    assert (await agree(anna, form, asked)).status_code == 303
    assert await count() == 2


async def test_a_form_orders_for_the_contract_of_its_address(anna, form, path, second):
    review = await fill(anna, form)
    assert (await agree(anna, form, review)).status_code == 303
    there = form.replace(path, f"/contracts/{second.id}/services")
    for _ in range(2):
        assert (await agree(anna, there, review)).headers["location"].startswith(f"/contracts/{second.id}/")
    assert [row["contract"] for row in await rows("SELECT contract FROM service_order ORDER BY id")][1:] == [second.id]


async def test_a_service_that_is_gone_leads_to_the_others(anna, form, path):
    review = await fill(anna, form)
    async with transaction():
        await execute("UPDATE service SET deleted = TRUE")
    for answer in (await anna.get(form), await fill(anna, form), await agree(anna, form, review)):
        assert answer.headers["location"] == f"{path}/catalogue?said=gone"
    assert "больше нельзя заказать" in (await anna.get(f"{path}/catalogue?said=gone")).text


async def test_a_point_of_the_contract_is_chosen(anna, cast, path, monkeypatch):
    form = f"{path}/catalogue/{await orders.service(place='point')}"
    ours, theirs = cast.metered.point_id, cast.foreign_metered.point_id
    assert f'<option value="{ours}">Склад, Ввод 1</option>' in (await anna.get(form)).text
    for typed in (str(theirs), "", "x"):
        assert "Выберите из списка, где нужна услуга" in (await fill(anna, form, place=typed)).text
    assert "Склад, Ввод 1" in plain(await fill(anna, form, place=str(ours)))
    on = {"place": str(ours), "act": "find"}
    assert "Проверьте заявку" in (await fill(anna, form, **on, q=" склад", sought="склад")).text
    monkeypatch.setattr("src.services.service_orders.offering.PLACES", 0)
    sought = await fill(anna, form, act="find", q="нет такого", place=str(ours))
    assert (sought.status_code, "Найти: точка учёта" in sought.text, "Ничего не нашлось" in sought.text) == (
        200,
        True,
        True,
    )


async def test_too_many_unanswered_orders_are_told_of(anna, form, monkeypatch):
    monkeypatch.setattr(placing, "UNANSWERED", 0)
    refused = await agree(anna, form, await fill(anna, form))
    assert (refused.status_code, "ждут ответа поставщика" in refused.text) == (422, True)
