"""«Что и когда платить» as a file, and the ways from it to paying."""

import csv
import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from src.gateways.workshop.workshop import TooHard
from tests import factories
from tests.payments import paid

AHEAD = {"Sec-Purpose": "prefetch"}


@pytest.fixture
async def path(cast):
    """The first advance and most of October, due on the 18th, were paid on the 20th; the key rate is 21 %."""
    await factories.insert("key_rate", since=date(2026, 1, 1), percent=21_000_000, deleted=False)
    await paid(cast.contract.id, ("1", date(2026, 11, 20), 229_616_65))
    await factories.settle_money(cast.contract.id)
    return f"/contracts/{cast.contract.id}/due"


async def test_every_payment_is_a_line(client_for, cast, path):
    answer = await (await client_for(cast.galina)).get(f"{path}.csv")
    head, first, second, *_ = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";")
    assert head[0:3] == ["Срок", "Срок по правилам", "За что"]
    how = "30 % от 184 320,50, стоимости за октябрь 2026"
    assert [cell.replace("\u00a0", " ") for cell in first] == [
        "10.11.2026", "10.11.2026", "30 % за ноябрь 2026", how, "55296,15", "55296,15", "0,00", "20.11.2026", "0,00",
    ]  # fmt: skip
    # 17 432 050 × 21 × 2 / 13 000 = 56 318,93 and 1 000 000 × 21 × 6 / 13 000 = 9 692,31
    assert second[4:] == ["184320,50", "174320,50", "10000,00", "20.11.2026", "660,11"]


async def test_a_workbook_has_the_delays_as_well(client_for, cast, path):
    answer = await (await client_for(cast.vera)).get(f"{path}.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Платежи", "Пени"]
    lines = [[cell.value for cell in row] for row in book["Пени"].iter_rows()]
    found = [line[5:] for line in lines if line[7] == "1/130"]
    assert found == [[2, 21, "1/130", 563.19], [6, 21, "1/130", 96.92]]


class Shut:
    """A workshop that has no time."""

    async def do(self, *_: object, **arguments: object) -> None:
        raise TooHard


async def test_without_time_for_a_workbook_the_page_says_so(app, client_for, cast, path):
    kit = app.state.kit
    app.state.kit = replace(kit, gateways=replace(kit.gateways, workshop=Shut()))
    answer = await (await client_for(cast.anna)).get(f"{path}.xlsx")
    assert answer.status_code == 503
    assert "сервер сейчас занят" in answer.text


async def test_files_are_for_a_click(client_for, cast, path):
    anna = await client_for(cast.anna)
    assert {(await anna.get(f"{path}{ending}", headers=AHEAD)).status_code for ending in (".csv", ".xlsx")} == {503}


async def test_whoever_may_pay_is_led_to_paying(client_for, cast, path):
    way = f'href="/contracts/{cast.contract.id}/pay/advance?sum=10000,00">Оплатить'
    assert way in (await (await client_for(cast.galina)).get(path)).text
    assert way in (await (await client_for(cast.anna)).get(f"/contracts/{cast.contract.id}")).text
    assert "/pay/advance" not in (await (await client_for(cast.vera)).get(path)).text
    led = await (await client_for(cast.galina)).get(f"/contracts/{cast.contract.id}/pay/advance?sum=10000,00")
    assert led.status_code == 200
