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
    first, second = (billing.a_contract("1200") for _ in range(2))
    login = portal.login("viewer")[0]
    start = sign_in(person, portal.neighbour)
    start.link_contract().link(first)
    ContractsPage.open(person).link_another().link(second)

    # both contracts at once, to somebody whom none of them knows; what the role does not open is not offered
    ManyPage.from_contracts(person).choose(first.number, second.number).add(login, "Просмотр")
    mailbox.letter(login, "Вам открыт доступ")
    sign_in(colleague, portal.login("viewer"))
    row = ContractsPage.open(colleague).row(first.number)
    expect(row.get_by_role("link")).to_have_text([f"№ {first.number}", "Отвязать договор"])
    colleague.link(f"№ {first.number}").click()
    expect(ContractPage(colleague).main.get_by_role("link", name=re.compile("Управление|Передать"))).to_have_count(0)

    # the last administrator stays; a term; what another has on screen obeys at once
    access = AccessPage.from_row(person, first.number)
    access.find("соседов", portal.neighbour[0])
    own = access.change(portal.neighbour[0])
    own.save("Просмотр")
    own.alerts("не осталось бы администратора")
    access = AccessPage.from_row(person, first.number)
    access.change(login).save("Передача показаний", "2199-12-31")
    AccessPage(person).shows(login, "Передача показаний", "31.12.2199")
    mailbox.letter(login, "изменён")
    colleague.page.reload()
    expect(ContractPage(colleague).main.get_by_role("link", name="Передать показания").first).to_be_visible()

    # the report, on screen and on paper
    report = ReportPage.from_contracts(person)
    report.find(first.number, login)
    report.says("работает: показания, нарушения, обращения")
    report.print().says("Что открывает роль")

    # the second is withdrawn with the way for many, the first handed over; then both leave
    many = ManyPage.from_contracts(person).choose_nothing().choose(second.number)
    many.withdraw(login)
    many.says("Сделано: 1")
    AccessPage.from_row(person, first.number).change(login).hand_over("роль «Просмотр»").says("Ваша роль: Просмотр")
    UnlinkPage.from_contracts(person, first.number).confirm().says("Договор отвязан")
    alone = UnlinkPage.from_profile(colleague, first.number)
    alone.says("договор станет свободным")
    alone.confirm().says("Договор отвязан")
    colleague.open(f"/contracts?q={second.number}")
    ContractsPage(colleague).says("Ничего не найдено")
