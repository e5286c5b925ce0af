"""Payments by card as files: all of them, in the words of the page."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from src.routes.card_payments import files
from src.services.card_payments import showing
from tests.card_payments import card_payment


@pytest.fixture(autouse=True)
async def paid(cast):
    """Three of ours, one of the stranger."""
    await card_payment(cast.contract.id, cast.galina.id, "partly", number="261124-A", title="=1+1", refunded=300_50)
    for number in "BC":
        await card_payment(cast.contract.id, cast.anna.id, "paid", number=f"261124-{number}")
    await card_payment(cast.foreign.id, cast.dmitry.id, number="261124-D")


def as_csv(answer):
    return answer.text.removeprefix("\ufeff").splitlines()


async def test_as_csv(anna, path, monkeypatch):
    monkeypatch.setattr(showing, "STRETCH", 2)
    page = (await anna.get(path)).text
    assert f'href="{path}.csv" download>Выгрузить в CSV' in page
    head, newest, _, oldest = as_csv(await anna.get(f"{path}.csv"))
    assert head == "Номер;Дата;За что;Кто;Сумма, ₽;Возвращено, ₽;Состояние"
    assert newest.startswith("261124-C;24.11.2026;Аванс за электроэнергию;Иванова Анна;1000,00;0,00;Оплачено")
    assert oldest.split(";")[2:] == ["'=1+1", "Счетова Галина", "1000,00", "300,50", "Оплачено, часть возвращена"]


async def test_as_a_workbook(anna, path):
    answer = await anna.get(f"{path}.xlsx")
    assert "card-payments-" in answer.headers["content-disposition"]
    sheet = load_workbook(BytesIO(answer.content))["Оплаты картой"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [row[0] for row in cells] == ["261124-C", "261124-B", "261124-A"]
    assert (cells[2][1].date(), cells[2][4:6]) == (date(2026, 11, 24), [1000, 300.5])


async def test_what_a_file_does_not_hold_is_told_in_its_last_line(anna, path, monkeypatch):
    for limit in ("EXPORTED", "AT_ONCE"):
        monkeypatch.setattr(files, limit, 2)
    assert as_csv(await anna.get(f"{path}.csv"))[3].startswith("Выгружено не всё")
    sheet = load_workbook(BytesIO((await anna.get(f"{path}.xlsx")).content))["Оплаты картой"]
    assert [row[0].value for row in sheet.iter_rows(min_row=4)][2] == "Здесь последние оплаты, остальные — в CSV."
    monkeypatch.setattr(files, "EXPORTED", 3)
    assert len(as_csv(await anna.get(f"{path}.csv"))) == 4, "the third is the last"
