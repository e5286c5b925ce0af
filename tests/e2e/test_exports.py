"""What readings cost, and what goes out as a workbook: consumption and history."""

from pathlib import Path

from openpyxl import load_workbook

from src.domain.history import OFFERED
from src.routes.exports import LINES_AT_ONCE
from tests.e2e.billing import Billing
from tests.e2e.pages.account import sign_in
from tests.e2e.pages.files import OrderPage, workbook_of
from tests.e2e.person import Person
from tests.e2e.portal import Portal


def test_the_cost_and_the_workbook_of_consumption(
    person: Person, portal: Portal, billing: Billing, tmp_path: Path
) -> None:
    contract = billing.a_contract("1200", "340")
    first, second = contract.serials
    sheet = sign_in(person, portal.neighbour).link_contract().link(contract).submit_readings().wait_for(second)
    sheet.put(first, "1300")
    sheet.stands(first, "1300", "Черновик")
    consumption = sheet.consumption()
    consumption.comes_to(first, "1 000 кВт·ч", "черновик")
    consumption.total("₽ без НДС")
    consumption.total("₽ с НДС")
    name, rows = workbook_of(consumption, tmp_path)
    assert name.startswith(f"Предварительный расход {contract.number} ")
    assert [(row[4], row[9], row[10], row[15]) for row in rows] == [
        (first, 1300, "черновик", 1000),
        (second, None, "показание не заполнено", None),
    ]
    assert isinstance(rows[0][17], float)


def test_the_workbook_of_history(person: Person, portal: Portal, billing: Billing, tmp_path: Path) -> None:
    contract = billing.a_contract("1200", "340")
    first, second = contract.serials
    sheet = sign_in(person, portal.neighbour).link_contract().link(contract).submit_readings().wait_for(second)
    sheet.put(first, "1300")
    sheet.stands(first, "1300", "Черновик")
    name, rows = workbook_of(sheet.history(), tmp_path)
    assert name.startswith(f"История показаний {contract.number} ")
    assert [(row[9], row[13]) for row in rows if row[4] == first] == [(1300, "Черновик"), (1200, "Принято в расчёт")]


def test_a_long_workbook_is_made_while_one_waits(
    person: Person, portal: Portal, billing: Billing, tmp_path: Path
) -> None:
    """It is asked for, left alone, asked for again: it is the same one, and comes as often as it is wanted."""
    months = max(OFFERED)
    contract = billing.open_a_contract(*["1200"] * (LINES_AT_ONCE // months + 1))
    sheet = sign_in(person, portal.neighbour).link_contract().link(contract).submit_readings()
    sheet.wait_for(contract.serials[0]).history()
    address = f"{person.page.url.partition('?')[0]}?months={months}"
    orders = []
    for _ in range(2):
        person.open(address)
        person.link("Выгрузить в Excel").first.click()
        orders.append(OrderPage(person))
    assert orders[0].address == orders[1].address
    orders[1].wait()
    for _ in range(2):
        path = orders[1].download(tmp_path)
        assert path.name.startswith(f"История показаний {contract.number} ")
    serials = {row[4].value for row in load_workbook(path).worksheets[0].iter_rows(min_row=4)}
    assert serials == set(contract.serials)
