"""A meter was replaced within the month: what the new one showed then, by the client's word."""

from tests.e2e.billing import Billing
from tests.e2e.pages.account import sign_in
from tests.e2e.pages.readings import ReadingsPage
from tests.e2e.person import Person
from tests.e2e.portal import Portal


def _sheet_of_a_replaced_meter(person: Person, portal: Portal, billing: Billing) -> tuple[ReadingsPage, str, str]:
    """With the serials of the meter that went and of the one that came, which shows 150 at the end."""
    contract = billing.a_contract("1200")
    [old] = contract.serials
    sheet = sign_in(person, portal.neighbour).link_contract().link(contract).submit_readings().wait_for(old)
    new = billing.replace_meter(contract, "1210")
    sheet.wait_for_meter(new)
    sheet.put(new, "150")
    sheet.stands(new, "150", "Черновик")
    return sheet, old, new


def test_a_meter_replaced_on_the_ninth(person: Person, portal: Portal, billing: Billing) -> None:
    sheet, old, new = _sheet_of_a_replaced_meter(person, portal, billing)
    consumption = sheet.consumption()
    consumption.comes_to(old, "100 кВт·ч", "снят 09")
    consumption.comes_to(new, "нет предыдущего показания", "черновик")
    opening = consumption.give_beginning(new)
    opening.put(new, "151")
    opening.wrong(new, "Больше показания на конец периода")
    opening.put(new, "50")
    opening.stands(new, "50", "Черновик")
    consumption = opening.consumption()
    consumption.comes_to(new, "1 000 кВт·ч", "начальное, черновик")
    consumption.total("1 100 кВт·ч")
    person.page.go_back()
    opening.stands(new, "50", "Черновик")
    receipt = opening.send_twice()
    receipt.says("Показания на начало периода")
    receipt.status(new, "Отправлено")
    delivery, [sent] = billing.received(receipt.number)
    assert (sent["value"], sent["source"], sent["as_of"][8:10]) == ("50", "opening", "09")
    billing.acknowledge(delivery)
    receipt.reload_until(new, "Принято")
    billing.take_into_calculation(sent)
    receipt.reload_until(new, "Принято в расчёт")
    sheet = receipt.readings()
    sheet.stands(new, "150", "Черновик")
    sheet.openings().says("Принято в расчёт")
