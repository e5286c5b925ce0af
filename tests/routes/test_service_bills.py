"""«Счёт на оплату» for an order of a service."""

from datetime import date

import pytest

from src.domain.requisites import INVENTED
from tests import orders
from tests.printing.reading import read

ORDER = {"number": "ЛК-000001", "quantity": 3, "total": 3_660_00, "vat": 660_00, "place": "Склад | Ввод 1"}
TOLD = (
    "Поверка прибора учёта, Склад | Ввод 1", "Итого без НДС: 3 000,00", "НДС 22 %: 660,00",
    "Всего к оплате: 3 660,00", "Три тысячи шестьсот шестьдесят рублей 00 копеек", INVENTED.account,
)  # fmt: skip


@pytest.fixture
async def anna(client_for, cast):
    return await client_for(cast.anna)


@pytest.fixture
async def place(cast):
    """Makes an order: the address of its page."""
    service = await orders.service()

    async def make(**values):
        id_ = await orders.order(cast.contract.id, service, **values)
        return f"/contracts/{cast.contract.id}/services/{id_}"

    return make


async def test_the_invoice_of_an_order_of_the_portal(anna, cast, place):
    path = await place(app_user=cast.anna.id, **ORDER)
    assert f'href="{path}/invoice.pdf"' in (await anna.get(path)).text
    answer = await anna.get(f"{path}/invoice.pdf")
    found = read(answer.content, codes=True)
    assert found.title.startswith("Счёт на оплату по заявке № ЛК-000001 от ")
    assert [told for told in TOLD if told not in found.text] == []
    [code] = found.codes
    assert "|Sum=366000|" in code.decode()
    assert "В том числе НДС 22 % 660.00 руб." in code.decode()


async def test_the_suppliers_number_is_named_as_soon_as_there_is_one(anna, cast, place):
    path = await place(state="awaiting_payment", invoice_number="У-77/1", invoice_on=date(2026, 11, 20))
    found = read((await anna.get(f"{path}/invoice.pdf")).content, codes=True)
    assert found.title == "Счёт на оплату № У-77/1 от 20.11.2026"
    assert "Оплата по счёту № У-77/1 от 20.11.2026 по договору № 97000001." in found.codes[0].decode()


async def test_what_asks_for_no_money_has_no_invoice(anna, place):
    path = await place(total=0)
    assert "invoice.pdf" not in (await anna.get(path)).text
    answer = await anna.get(f"{path}/invoice.pdf")
    assert (answer.status_code, answer.headers["location"]) == (303, path)


@pytest.mark.parametrize("state", ["cancelled", "rejected"])
async def test_the_invoice_of_an_order_that_is_off_is_not_to_be_paid(anna, place, state):
    path = await place(state=state)
    assert "invoice.pdf" not in (await anna.get(path)).text
    found = read((await anna.get(f"{path}/invoice.pdf")).content, codes=True)
    assert "этот счёт не оплачивайте" in found.text
    assert found.codes == ()


async def test_none_of_anothers_and_none_without_the_right(client_for, cast, place):
    path = await place()
    for person, status in ((cast.dmitry, 404), (cast.boris, 403), (cast.vera, 200)):
        assert (await (await client_for(person)).get(f"{path}/invoice.pdf")).status_code == status
