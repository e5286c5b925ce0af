"""From the contract to a payment order: by the keyboard, read by a camera, kept as a document."""

from tests.e2e.billing import Billing
from tests.e2e.pages.account import sign_in
from tests.e2e.pages.requisites import RequisitesPage
from tests.e2e.person import Person
from tests.e2e.portal import Portal
from tests.printing.reading import read


def test_a_payment_order_from_the_contract_to_the_bank(person: Person, portal: Portal, billing: Billing) -> None:
    contract = billing.a_contract("1200")
    sign_in(person, portal.neighbour).link_contract().link(contract)
    page = RequisitesPage.of_contract(person)
    page.says("АО «Энергокабинет-Демо»")
    page.choose("другая", "много")
    page.mistake("Сумма, ₽", "Напишите сумму в рублях")
    page.choose("другая", "1 220,50")
    page.says("Одна тысяча двести двадцать рублей 50 копеек")
    page.says(f"по договору № {contract.number}. В том числе НДС 22 % 220.09 руб.")
    assert "|Sum=122050|" in page.code
    found = read(page.document(), codes=True)
    assert [code.decode() for code in found.codes] == [page.code]
    assert "Одна тысяча двести двадцать рублей 50 копеек" in found.text
    assert "sum=1+220%2C50" in person.page.url.replace("%20", "+")
