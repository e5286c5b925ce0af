"""The estimated cost on the page of preliminary consumption: known, unknown, hourly, not for everybody."""

import pytest

from src.services.readings import consumption
from src.storage.engine import execute, transaction
from tests import factories
from tests.routes.readings.browsing import plain
from tests.services.readings.desk import THIS, registers


@pytest.fixture
async def counted(cast):
    """150 kWh of the register that the cast has, at the voltage of its point."""
    async with transaction():
        await execute("UPDATE point SET voltage = 'NN'")
        await factories.reading(cast.metered.register_id, THIS.end(factories.MOSCOW), 2450)


async def tell(price, key="*", category=1, zone="T0", **other):
    row = {"contract_key": key, "period": str(THIS), "price_category": category, "voltage": "NN", "zone": zone}
    async with transaction():
        await factories.insert("tariff", **{**row, "price": price, "vat_percent": 22, "deleted": False, **other})


async def text_of(client_for, person, cast, more=""):
    answer = await (await client_for(person)).get(f"/contracts/{cast.contract.id}/consumption{more}")
    assert answer.status_code == 200
    return plain(answer)


@pytest.mark.usefixtures("counted")
async def test_the_cost_is_told_without_vat_and_with_it(client_for, cast):
    await tell(8_436_725)
    text = await text_of(client_for, cast.anna, cast)
    assert "1 265,51 ₽ без НДС" in text
    assert "1 543,92 ₽ с НДС" in text
    assert "Стоимость без НДС, ₽" in text


@pytest.mark.usefixtures("counted")
async def test_a_price_of_the_contract_takes_the_place_of_everybodys(client_for, cast):
    await tell(8_436_725)
    await tell(1_000_000, key=cast.contract.key)
    await tell(5_000_000, key="another")
    assert "150,00 ₽ без НДС" in await text_of(client_for, cast.anna, cast)


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("other", [{"period": "2026-10"}, {"voltage": "VN"}, {"deleted": True}, {"price_category": 2}])
async def test_what_has_no_price_is_named(client_for, cast, other):
    await tell(8_436_725, **other)
    text = await text_of(client_for, cast.anna, cast)
    assert "Стоимость не посчитана: поставщик не сообщил цен за ноябрь 2026" in text
    assert "категория 1, НН" in text
    assert "без НДС</b>" not in text


@pytest.mark.usefixtures("counted")
async def test_hourly_categories_say_why_there_is_no_cost(client_for, cast):
    await tell(8_436_725, category=3)
    async with transaction():
        await execute("UPDATE contract SET price_category = 3")
    text = await text_of(client_for, cast.anna, cast)
    assert "в ценовой категории 3 цена у каждого часа своя" in text
    assert "нет цены" not in text


@pytest.mark.usefixtures("counted")
async def test_who_is_not_to_see_sums_sees_none(client_for, cast):
    await tell(8_436_725)
    async with transaction():
        await execute("UPDATE membership SET role = 'submitter' WHERE contract = {}", cast.contract.id)
    assert "Стоимость" not in await text_of(client_for, cast.anna, cast)


@pytest.mark.usefixtures("counted")
async def test_sums_of_many_and_of_a_page_agree(client_for, cast, monkeypatch):
    await tell(8_436_725)
    await registers(cast.contract.id, 30, values=(1000, 1007))
    async with transaction():
        await execute("UPDATE point SET voltage = 'NN', loss_kwh = 12500000")
    page = await text_of(client_for, cast.anna, cast)
    monkeypatch.setattr(consumption, "READ_AT_ONCE", 7)
    totals = await text_of(client_for, cast.anna, cast, "/totals")
    [cost] = [line for line in page.splitlines() if "Ориентировочная стоимость" in line]
    assert cost in totals
