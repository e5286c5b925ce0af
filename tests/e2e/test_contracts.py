"""Contracts are linked by those who show a proof, and by leave of the administrator."""

import re

from playwright.sync_api import expect

from tests.e2e.billing import Billing, Contract
from tests.e2e.mailbox import Mailbox
from tests.e2e.newcomers import register
from tests.e2e.pages.account import SignInPage, sign_in
from tests.e2e.pages.contracts import ContractsPage, LinkPage, RequestsPage
from tests.e2e.person import Person
from tests.e2e.portal import Portal

NOT_FOUND = "Договор с такими данными не найден, или подтверждение не подошло"


def test_wrong_data_get_one_answer(person: Person, mailbox: Mailbox, billing: Billing) -> None:
    contract = billing.open_a_contract("1200")
    who = register(person, mailbox)
    page = SignInPage(person).enter(who.email, who.password).link_contract()
    page.fill(contract)
    page.type("Номер договора", "нет-такого")
    page.press()
    page.alerts(NOT_FOUND)
    page.fill(contract)
    page.type("Сумма счёта", "1,00")
    page.press()
    page.alerts(NOT_FOUND)
    page.type("ИНН", "7700000001")
    page.type("Сумма счёта", "много")
    page.press()
    page.mistake("ИНН", "контрольн")
    page.mistake("Сумма счёта", "например")
    card = page.link(contract)
    card.says("Договор привязан. Ваша роль: Администратор")
    mailbox.letter(contract.email, "привязан")
    ContractsPage.open(person).shows_only(contract.number)


def test_by_the_contract_of_the_demo(person: Person, mailbox: Mailbox, portal: Portal) -> None:
    """The contract that `demo.json` names: the first who comes links it, the second is told of the first."""
    told = portal.contract_to_link
    contract = Contract(
        told["number"], told["inn"], told["kpp"], told["invoice_number"], told["invoice_sum"], told["email"], (), ()
    )
    who = register(person, mailbox)
    page = SignInPage(person).enter(who.email, who.password).link_contract()
    page.fill(contract)
    page.press()
    heading = person.page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile("Информация по договору|У договора уже есть администратор"))
    person.look()


def test_by_a_code_to_the_contracts_address(person: Person, mailbox: Mailbox, billing: Billing) -> None:
    contract = billing.open_a_contract("1200")
    who = register(person, mailbox)
    page = SignInPage(person).enter(who.email, who.password).link_contract().ask_for_code(contract)
    page.try_code("000000")
    page.mistake("Код из письма", "Код не подошёл")
    letter = mailbox.letter(contract.email, "Код для привязки")
    code = re.findall(r"^\d{6}$", letter.text, re.MULTILINE)[0]
    page.enter(code).says("Ваша роль: Администратор")


def test_a_linked_contract_is_opened_by_its_administrator(
    person: Person, colleague: Person, mailbox: Mailbox, billing: Billing, portal: Portal
) -> None:
    contract = billing.open_a_contract("1200")
    login, password = portal.login("administrator")
    sign_in(person, (login, password))
    LinkPage.open(person).link(contract)
    who = register(colleague, mailbox)
    page = SignInPage(colleague).enter(who.email, who.password).link_contract()
    page.link_after_somebody(contract).ask().says(contract.number)
    asked = mailbox.letter(login, "Запрос на доступ")
    assert contract.number in asked.subject
    person.open(asked.link)
    RequestsPage(person).confirm(who.email, "Передача показаний")
    mailbox.letter(who.email, "открыт")
    contracts = ContractsPage.open(colleague)
    contracts.shows_only(contract.number)
    contracts.says("Передача показаний")
