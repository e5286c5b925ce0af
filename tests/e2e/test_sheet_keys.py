"""The sheet by the keyboard, as in a spreadsheet; a line that comes and goes."""

from playwright.sync_api import expect

from tests.e2e.billing import Billing, Contract
from tests.e2e.conftest import NewPerson
from tests.e2e.pages.account import sign_in
from tests.e2e.pages.readings import ReadingsPage
from tests.e2e.portal import Portal


def _contract_sheet(person_at: NewPerson, portal: Portal, billing: Billing) -> tuple[ReadingsPage, Contract]:
    contract = billing.a_contract("1200", "340", "77")
    card = sign_in(person_at(), portal.neighbour).link_contract().link(contract)
    return card.submit_readings().wait_for(contract.serials[-1]), contract


def _sheet(person_at: NewPerson, portal: Portal, billing: Billing) -> tuple[ReadingsPage, list[str]]:
    sheet, contract = _contract_sheet(person_at, portal, billing)
    return sheet, list(contract.serials)


def test_enter_and_arrows_go_along_the_column(new_person: NewPerson, portal: Portal, billing: Billing) -> None:
    sheet, (first, second, third) = _sheet(new_person, portal, billing)
    sheet.reading(first).fill("1300")
    sheet.press_in(first, "Enter")
    expect(sheet.reading(second)).to_be_focused()
    sheet.stands(first, "1300", "Черновик")
    sheet.saving("Сохранено в черновике")
    sheet.reading(second).fill("34")
    sheet.press_in(second, "ArrowDown")
    expect(sheet.reading(third)).to_be_focused()
    sheet.wrong(second, "Меньше предыдущего")
    sheet.saving("Показание с ошибкой")
    sheet.press_in(third, "ArrowUp")
    expect(sheet.reading(second)).to_be_focused()
    sheet.press_in(third, "Enter")
    expect(sheet.person.button("Сохранить")).to_be_focused()


def test_a_column_from_excel_fills_down(new_person: NewPerson, portal: Portal, billing: Billing) -> None:
    sheet, (first, second, third) = _sheet(new_person, portal, billing)
    sheet.reading(first).focus()
    sheet.person.paste("1300\t1\r\n440\t2\r\n")
    sheet.saving("один столбец")
    expect(sheet.reading(first)).to_have_value("")
    sheet.reading(first).focus()
    sheet.person.paste("1 300,5\r\n\r\n80\r\n")
    sheet.says("Исправьте показания")
    sheet.wrong(first, "нет цифр после запятой")
    sheet.stands(third, "80", "Черновик")
    expect(sheet.reading(second)).to_have_value("")
    sheet.reading(second).focus()
    sheet.person.paste("440\n90\n100\n")
    sheet.saving("Вставлено показаний: 2 из 3")
    expect(sheet.reading(third)).to_have_value("90")


def test_a_column_goes_by_rows_those_that_take_nothing_too(
    new_person: NewPerson, portal: Portal, billing: Billing
) -> None:
    sheet, contract = _contract_sheet(new_person, portal, billing)
    first, second, third = contract.serials
    billing.break_meter(contract, 2)
    sheet.wait_until_closed(second)
    sheet.reading(first).focus()
    sheet.person.paste("1300\n440\n80\n")
    sheet.saving("пришлось на закрытое поле")
    expect(sheet.reading(first)).to_have_value("")
    sheet.reading(first).focus()
    sheet.person.paste("1300\n\n80\n")
    sheet.stands(first, "1300", "Черновик")
    sheet.stands(third, "80", "Черновик")


def test_what_was_typed_without_a_line_is_saved_when_it_comes(
    new_person: NewPerson, portal: Portal, billing: Billing
) -> None:
    sheet, (first, second, _) = _sheet(new_person, portal, billing)
    sheet.person.go_offline()
    sheet.put(first, "1300")
    sheet.saving("Не сохранено показаний: 1")
    sheet.put(second, "440")
    sheet.saving("Не сохранено показаний: 2")
    sheet.person.come_back()
    sheet.stands(first, "1300", "Черновик")
    sheet.stands(second, "440", "Черновик")
    sheet.saving("Сохранено в черновике")


def test_what_is_typed_while_the_answer_is_on_its_way_stays(
    new_person: NewPerson, portal: Portal, billing: Billing
) -> None:
    sheet, (first, second, _) = _sheet(new_person, portal, billing)
    with sheet.person.line_held("**/readings?*") as held:
        sheet.put(first, "1300")
        sheet.put(second, "440")
        expect(sheet.reading(second)).not_to_be_focused()
        sheet.put(first, "1350")
        sheet.reading(second).fill("450")
        assert len(held) == 2
    sheet.reading(second).press("Tab")
    sheet.stands(first, "1350", "Черновик")
    sheet.stands(second, "450", "Черновик")
    sheet.person.page.reload()
    sheet.stands(first, "1350", "Черновик")
    sheet.stands(second, "450", "Черновик")
