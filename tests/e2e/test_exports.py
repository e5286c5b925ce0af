"""What readings cost, and what goes out as a workbook: consumption and history."""

from pathlib import Path

from tests.e2e.billing import Billing
from tests.e2e.pages.account import sign_in
from tests.e2e.pages.files import workbook_of
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
