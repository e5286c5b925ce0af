"""Whom to call, and who did what: contacts of the contracts, acts of the account and of a contract."""

import re

from tests.e2e.pages.account import sign_in
from tests.e2e.pages.contacts import ContactsPage
from tests.e2e.pages.contracts import ContractPage
from tests.e2e.pages.journal import JournalPage
from tests.e2e.person import Person
from tests.e2e.portal import Portal


def test_contacts_and_acts(person: Person, portal: Portal) -> None:
    page = ContactsPage.from_start(sign_in(person, portal.login("administrator")))
    number = page.numbers()[0]
    page.show(number)
    page.can_be_called(number)
    page.hide(number)
    page.find(number)
    page.shows(1)
    person.link(f"№ {number}").click()
    ContractPage(person)
    JournalPage.of_contract(person).choose_kind("Договоры и доступ")
    own = JournalPage.of_account(person)
    own.newest("Вход по паролю")
    own.choose_kind("Вход и выход")
    own.newest("Вход по паролю")
    assert re.search(r"Вход по паролю;[^;]*;10\.\d+\.\d+\.1;", own.download("Выгрузить в CSV"))
    own.choose_kind("Показания")
