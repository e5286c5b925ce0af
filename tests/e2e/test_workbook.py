"""The sheet of readings as a workbook: it goes out by the browser, is filled, and comes back."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from src.spreadsheets.reading import read
from tests.e2e.billing import Billing, Contract
from tests.e2e.pages.account import sign_in
from tests.e2e.pages.workbook import WorkbookPage, work_in_excel
from tests.e2e.person import Person
from tests.e2e.portal import Portal
from tests.spreadsheets.office import resaved


@pytest.fixture
def contract(billing: Billing) -> Contract:
    return billing.a_contract("1200", "340")


@pytest.fixture
def page(person: Person, portal: Portal, contract: Contract) -> WorkbookPage:
    started = sign_in(person, portal.neighbour)
    sheet = started.link_contract().link(contract).submit_readings().wait_for(contract.serials[-1])
    return work_in_excel(sheet)


def fill(path: Path, values: dict[str, object]) -> Path:
    """Beside these serials, as a person who has the sheet open."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row in range(4, sheet.max_row + 1):
        if (serial := sheet[f"F{row}"].value) in values:
            sheet[f"L{row}"] = values[serial]
    book.save(path)
    return path


def test_what_was_typed_goes_out_in_a_workbook(page: WorkbookPage, contract: Contract, tmp_path: Path) -> None:
    first, _ = contract.serials
    sheet = page.back()
    sheet.put(first, "1300")
    sheet.stands(first, "1300", "Черновик")
    page = work_in_excel(sheet)
    path = page.download(tmp_path)
    assert path.name.startswith("Показания ")
    found = read(path)
    assert found.registers == 2
    assert [(cell.serial, cell.typed, cell.fault) for cell in found.cells] == [(first, "1300", None)]
    page.back().stands(first, "1300", "Черновик")


def test_filled_put_right_and_sent(page: WorkbookPage, contract: Contract, tmp_path: Path) -> None:
    first, second = contract.serials
    path = fill(page.download(tmp_path), {first: 1290, second: "34o"})
    wrong = page.upload(path)
    wrong.says("1 ошибка: из файла ничего не взято, черновик не изменился")
    wrong.wrong("L5", "34o", "Это не число")
    red = wrong.marked(tmp_path)
    cell = load_workbook(red).worksheets[0]["L5"]
    assert cell.fill.fgColor.rgb == "FFFFC7C7"
    assert cell.comment.text.startswith("Это не число")
    right = wrong.another().upload(fill(red, {second: "350"}))
    right.says("Ошибок нет")
    sheet = right.look_at_sheet()
    sheet.stands(first, "1290", "Черновик")
    sheet.page.go_back()
    receipt = right.send_twice()
    assert receipt.number
    receipt.status(first, "Отправлено")
    receipt.status(second, "Отправлено")


def test_again_is_without_doubt(page: WorkbookPage, contract: Contract, tmp_path: Path) -> None:
    first, _ = contract.serials
    path = fill(page.download(tmp_path), {first: 1290})
    done = page.upload_twice(path)
    done.says("В черновик записано 1 показание из 1")
    done.page.reload()
    done.says("В черновик записано 1 показание из 1")
    number = done.number
    again = work_in_excel(done.look_at_sheet()).upload(path)
    assert again.number > number
    again.says("1 показание из файла уже в кабинете: ничего не изменилось")
    again.send_with_gaps().send_filled().status(first, "Отправлено")


def test_a_broken_line_is_tried_again(page: WorkbookPage, contract: Contract, tmp_path: Path) -> None:
    path, address = fill(page.download(tmp_path), {contract.serials[0]: 1290}), page.page.url
    page.person.go_offline()
    page.choose(path)
    page.press_upload()
    page.never_went()
    page.person.come_back()
    again = page.another_try(address)
    again.upload(path).says("В черновик записано 1 показание из 1")


def test_what_a_proxy_answers_stays_out_of_the_page(page: WorkbookPage, contract: Contract, tmp_path: Path) -> None:
    path, address = fill(page.download(tmp_path), {contract.serials[0]: 1290}), page.page.url
    with page.person.answered_on_the_way("**/readings/workbook?*", "<center>502 Bad Gateway</center>"):
        page.choose(path)
        page.press_upload()
        page.never_went()
        if page.person.scripted:
            expect(page.page.get_by_text("Bad Gateway")).to_have_count(0)
    page.another_try(address).upload(path).says("В черновик записано 1 показание из 1")


def test_what_is_no_workbook_is_refused_in_words(page: WorkbookPage, tmp_path: Path) -> None:
    text = tmp_path / "readings.xlsx"
    text.write_text("1290", encoding="utf-8")
    refused = page.upload(text)
    refused.alerts("Это не книга Excel")
    big = tmp_path / "big.xlsx"
    with big.open("wb") as file:
        file.truncate(11 * 2**20)
    page.person.slow_down(kilobits=40_000, milliseconds=20)
    refused.another().upload_in_vain(big, "больше 10 МБ")


def test_saved_by_libreoffice(page: WorkbookPage, contract: Contract, tmp_path: Path) -> None:
    first, second = contract.serials
    path = fill(page.download(tmp_path), {first: "1290", second: 350})
    done = page.upload(resaved(path, tmp_path))
    done.says("В черновик записано 2 показания из 2")
    done.send().status(second, "Отправлено")
