"""Preliminary consumption: from the sheet, what is missing, the sums of a long list."""

from tests.e2e.billing import Billing
from tests.e2e.pages.account import sign_in
from tests.e2e.person import Person
from tests.e2e.portal import Portal


def test_what_readings_come_to_before_they_are_sent(person: Person, portal: Portal, billing: Billing) -> None:
    contract = billing.a_contract("1200", "340")
    first, second = contract.serials
    sheet = (
        sign_in(person, portal.neighbour).link_contract().link(contract).submit_readings().wait_for(contract.serials[0])
    )
    sheet.put(first, "1300")
    sheet.stands(first, "1300", "Черновик")
    consumption = sheet.consumption()
    consumption.comes_to(first, "1 000 кВт·ч", "черновик")
    consumption.comes_to(second, "показание не заполнено", "340")
    consumption.total("Итог неполный: не хватает 1 показания")
    sheet = consumption.fill_missing(second)
    sheet.put(second, "390")
    sheet.stands(second, "390", "Черновик")
    consumption = sheet.consumption()
    consumption.comes_to(second, "500 кВт·ч", "черновик")
    consumption.total("1 500 кВт·ч")


def test_sums_of_a_long_list_come_after_it(person: Person, portal: Portal, billing: Billing) -> None:
    contract = billing.open_a_contract(*["1200"] * 60)
    sheet = (
        sign_in(person, portal.neighbour).link_contract().link(contract).submit_readings().wait_for(contract.serials[0])
    )
    serial = sheet.first_serial()
    sheet.put(serial, "1300")
    sheet.stands(serial, "1300", "Черновик")
    totals = sheet.consumption().count_totals()
    totals.total("1 000 кВт·ч")
    totals.total("не хватает 59 показаний")
