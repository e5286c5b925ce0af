"""The sheet of readings as a workbook: it goes out by the browser and opens as what it is."""

from pathlib import Path

from src.spreadsheets.reading import read
from tests.e2e.billing import Billing
from tests.e2e.pages.account import sign_in
from tests.e2e.pages.workbook import work_in_excel
from tests.e2e.person import Person
from tests.e2e.portal import Portal


def test_what_was_typed_goes_out_in_a_workbook(
    person: Person, portal: Portal, billing: Billing, tmp_path: Path
) -> None:
    contract = billing.a_contract("1200", "340")
    sheet = (
        sign_in(person, portal.neighbour)
        .link_contract()
        .link(contract)
        .submit_readings()
        .wait_for(contract.serials[-1])
    )
    first, _ = contract.serials
    sheet.put(first, "1300")
    sheet.stands(first, "1300", "Черновик")
    page = work_in_excel(sheet)
    path = page.download(tmp_path)
    assert path.name.startswith("Показания ")
    found = read(path)
    assert found.registers == 2
    assert [(cell.serial, cell.typed, cell.fault) for cell in found.cells] == [(first, "1300", None)]
    page.back().stands(first, "1300", "Черновик")
