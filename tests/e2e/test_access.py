"""A company's administrator opens contracts to a contractor, thinks better of it, hands over, and leaves."""

import re

from playwright.sync_api import expect

from tests.e2e.billing import Billing
from tests.e2e.mailbox import Mailbox
from tests.e2e.pages.access import AccessPage, ManyPage, ReportPage, UnlinkPage
from tests.e2e.pages.account import sign_in
from tests.e2e.pages.contracts import ContractPage, ContractsPage
from tests.e2e.person import Person
from tests.e2e.portal import Portal


def test_access_from_opening_to_leaving(
    person: Person, colleague: Person, mailbox: Mailbox, billing: Billing, portal: Portal
) -> None:
    contracts = [billing.a_contract("1200") for _ in range(2)]
    first, second = (contract.number for contract in contracts)
    login = portal.login("viewer")[0]
    sign_in(person, portal.neighbour)
    sign_in(colleague, portal.login("viewer"))
    for contract in contracts:
        ContractsPage.open(person).link_another().link(contract)
    ManyPage.from_contracts(person).choose(first, second).add(login, "Просмотр")
    mailbox.letter(login, "Вам открыт доступ")
    nothing_but_looking(colleague, first)
    the_last_administrator_stays(person, first, portal.neighbour[0])
    AccessPage.from_row(person, first).change(login).save("Передача показаний", "2199-12-31")
    AccessPage(person).shows(login, "Передача показаний", "31.12.2199")
    mailbox.letter(login, "изменён")
    colleague.page.reload()
    expect(ContractPage(colleague).main.get_by_role("link", name="Передать показания").first).to_be_visible()
    report = ReportPage.from_contracts(person)
    report.find(first, login)
    report.says("Что открывает роль")
    report.print().says("Что открывает роль")
    both_leave(person, colleague, login, first, second)


def nothing_but_looking(colleague: Person, number: str) -> None:
    """What the role does not open is not offered."""
    row = ContractsPage.open(colleague).row(number)
    expect(row.get_by_role("link")).to_have_text([f"№ {number}", "Отвязать договор"])
    colleague.link(f"№ {number}").click()
    expect(ContractPage(colleague).main.get_by_role("link", name=re.compile("Управление|Передать"))).to_have_count(0)


def the_last_administrator_stays(person: Person, number: str, login: str) -> None:
    access = AccessPage.from_row(person, number)
    access.find("соседов", login)
    own = access.change(login)
    own.save("Просмотр")
    own.alerts("не осталось бы администратора")


def both_leave(person: Person, colleague: Person, login: str, first: str, second: str) -> None:
    """The second contract is withdrawn by the way for many, the first handed over; then both leave it."""
    many = ManyPage.from_contracts(person).choose_nothing().choose(second)
    many.withdraw(login)
    many.says("Сделано: 1")
    AccessPage.from_row(person, first).change(login).hand_over("роль «Просмотр»").says("Ваша роль: Просмотр")
    UnlinkPage.from_contracts(person, first).confirm().says("Договор отвязан")
    alone = UnlinkPage.from_profile(colleague, first)
    alone.says("договор станет свободным")
    alone.confirm().says("Договор отвязан")
    colleague.open(f"/contracts?q={second}")
    ContractsPage(colleague).says("Ничего не найдено")
