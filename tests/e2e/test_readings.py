"""Readings: mistakes, corrections, the receipt, billing's word; two tabs, two people, a double click."""

from playwright.sync_api import expect

from tests.e2e.billing import Billing
from tests.e2e.pages.account import EndedSessionPage, sign_in, sign_out
from tests.e2e.pages.contracts import ContractsPage
from tests.e2e.pages.readings import ReadingsPage
from tests.e2e.person import Person
from tests.e2e.portal import Portal


def sheet_of_a_new_contract(
    person: Person, portal: Portal, billing: Billing, *last: str
) -> tuple[ReadingsPage, list[str]]:
    """The neighbour links a contract that billing has just delivered; its sheet, and the serials of its meters."""
    contract = billing.a_contract(*last)
    card = sign_in(person, portal.neighbour).link_contract().link(contract)
    sheet = card.submit_readings().wait_for(contract.serials[-1])
    return sheet, list(contract.serials)


def test_mistakes_are_corrected_and_billing_takes_the_receipt(person: Person, portal: Portal, billing: Billing) -> None:
    sheet, (first, second, third) = sheet_of_a_new_contract(person, portal, billing, "1200", "340", "77")
    sheet.put(first, "1100")
    sheet.wrong(first, "Меньше предыдущего")
    sheet.put(second, "34x")
    sheet.wrong(second, "Это не число")
    expect(sheet.reading(second)).to_have_value("34x")
    mistakes = sheet.send_with_mistakes()
    mistakes.alerts("Ничего не отправлено: 2 показания с ошибкой")
    sheet = mistakes.correct()
    sheet.put(first, "1 300")
    sheet.put(second, "440")
    sheet.corrected(second, "440")
    review = sheet.send_with_gaps()
    review.says("Не заполнено: 1")
    receipt = review.send_filled()
    receipt.status(first, "Отправлено")
    review = receipt.go_back()
    review.says("Всё заполненное уже отправлено")
    receipt = review.to_receipt()
    delivery, rows = billing.received(receipt.number)
    assert sorted(row["value"] for row in rows) == ["1300", "440"]
    assert {row["login"] for row in rows} == {portal.neighbour[0]}
    billing.acknowledge(delivery)
    receipt.reload_until(second, "Принято")
    expect(receipt.readings().reading(third)).to_be_empty()


def test_a_correction_takes_the_place_of_what_was_sent(person: Person, portal: Portal, billing: Billing) -> None:
    sheet, (serial,) = sheet_of_a_new_contract(person, portal, billing, "1200")
    sheet.put(serial, "1300")
    sheet.stands(serial, "1300", "Черновик")
    first = sheet.send_twice()
    number = first.number
    sheet = first.readings()
    sheet.stands(serial, "1300", "Отправлено")
    sheet.put(serial, "1310")
    sheet.stands(serial, "1310", "Черновик")
    second = sheet.send()
    second.says(number)
    assert second.number != number
    _, rows = billing.received(second.number)
    assert [(row["value"], row["replaces"]) for row in rows] == [("1310", number)]


def test_two_tabs_do_not_overwrite_each_other(person: Person, portal: Portal, billing: Billing) -> None:
    early, (serial,) = sheet_of_a_new_contract(person, portal, billing, "1200")
    late = early.in_another_tab()
    late.put(serial, "1250")
    late.stands(serial, "1250", "Черновик")
    early.back_to_this_tab()
    early.put(serial, "1260")
    early.wrong(serial, "значение изменили: сейчас 1250")
    expect(early.reading(serial)).to_have_value("1260")
    early.put_again(serial)
    early.stands(serial, "1260", "Черновик")


def test_two_people_do_not_overwrite_each_other(person: Person, colleague: Person, portal: Portal) -> None:
    number = "90000009"
    sign_in(person, portal.login("administrator"))
    sign_in(colleague, portal.login("submitter"))
    hers = ContractsPage.open(person).submit_readings(number)
    his = ContractsPage.open(colleague).submit_readings(number)
    serial = his.first_serial()
    mine = his.a_little_more(serial)
    his.put(serial, mine)
    his.stands(serial, mine, "Черновик")
    hers.put(serial, str(int(mine) + 10))
    hers.wrong(serial, f"значение изменили: сейчас {mine}")


def test_what_was_typed_outlives_the_session(person: Person, portal: Portal, billing: Billing) -> None:
    sheet, (serial,) = sheet_of_a_new_contract(person, portal, billing, "1200")
    sheet.reading(serial).fill("1290")
    first_tab, cookies = person.page, person.context.cookies()
    person.new_tab()
    person.open("/")
    sign_out(person)
    person.context.add_cookies(cookies)  # as after half an hour: the session is over, the browser does not know
    person.go_to_tab(first_tab)
    person.button("Сохранить").click()
    EndedSessionPage(person).sign_in_again(*portal.neighbour).send()
    sheet = ReadingsPage(person)
    sheet.says("Сохранено в черновике")
    sheet.stands(serial, "1290", "Черновик")


def test_history_tells_what_became_of_a_reading(person: Person, portal: Portal, billing: Billing) -> None:
    sheet, (serial,) = sheet_of_a_new_contract(person, portal, billing, "1200")
    sheet.put(serial, "1300")
    sheet.stands(serial, "1300", "Черновик")
    sheet = sheet.send().readings()
    sheet.put(serial, "1310")
    sheet.stands(serial, "1310", "Черновик")
    number = (receipt := sheet.send()).number
    history = receipt.readings().history()
    history.find("нет такого прибора")
    history.says("Здесь ничего не нашлось")
    history.find(serial)
    history.open(serial)
    assert history.states(serial)[:2] == ["1 310 Отправлено", "1 300 Исправлено"]
    history.says(number)
    [line] = [line for line in history.file().splitlines() if line.endswith(f";{number}")]
    assert ";1310;клиент;" in line
    assert ";кВт·ч;Отправлено;;2;" in line
