"""Contracts are linked by those who show a proof, and by leave of the administrator."""

import re

from tests.e2e.billing import Billing
from tests.e2e.mailbox import Mailbox
from tests.e2e.newcomers import register
from tests.e2e.pages.account import SignInPage, sign_in
from tests.e2e.pages.contracts import ContractsPage, RequestsPage
from tests.e2e.person import Person
from tests.e2e.portal import Portal

NOT_FOUND = "Договор с такими данными не найден, или подтверждение не подошло"


def test_wrong_data_get_one_answer(person: Person, mailbox: Mailbox, billing: Billing) -> None:
    contract = billing.a_contract("1200")
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


def test_by_a_code_to_the_contracts_address(person: Person, mailbox: Mailbox, billing: Billing, portal: Portal) -> None:
    contract = billing.a_contract("1200")
    page = sign_in(person, portal.neighbour).link_contract().ask_for_code(contract)
    page.try_code("000000")
    page.mistake("Код из письма", "Код не подошёл")
    letter = mailbox.letter(contract.email, "Код для привязки")
    code = re.findall(r"^(\d{6})\s*$", letter.text, re.MULTILINE)[0]
    page.enter(code).says("Ваша роль: Администратор")


def test_a_linked_contract_is_opened_by_its_administrator(
    person: Person, colleague: Person, mailbox: Mailbox, billing: Billing, portal: Portal
) -> None:
    contract = billing.a_contract("1200")
    login, asker = portal.neighbour[0], portal.login("accountant")
    sign_in(person, portal.neighbour).link_contract().link(contract)
    page = sign_in(colleague, asker).link_contract()
    page.link_after_somebody(contract).ask().says(contract.number)
    asked = mailbox.letter(login, "Запрос на доступ")
    assert contract.number in asked.subject
    person.open(asked.link)
    RequestsPage(person).confirm(asker[0], "Передача показаний")
    mailbox.letter(asker[0], "открыт")
    contracts = ContractsPage.open(colleague)
    contracts.find(contract.number)
    contracts.shows_only(contract.number)
    contracts.says("Передача показаний")
