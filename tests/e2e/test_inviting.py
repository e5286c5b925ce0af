"""An administrator adds people to a contract, each at a browser of their own: one who is known, one who is not, one who
registers alone meanwhile."""

from tests.e2e.mailbox import Mailbox
from tests.e2e.newcomers import PASSWORD, newcomer, register
from tests.e2e.pages.account import EndedPage, SignInPage, open_link, sign_in
from tests.e2e.pages.contracts import ContractPage
from tests.e2e.pages.inviting import AccessPage, FoundPage, InvitationsPage, JoinPage, KnownPage, UnknownPage
from tests.e2e.person import Person
from tests.e2e.portal import Portal

CONTRACT = "90000001"


def access(person: Person, portal: Portal) -> AccessPage:
    sign_in(person, portal.login("administrator")).contracts()
    person.link(f"№ {CONTRACT}").click()
    ContractPage(person)
    return AccessPage.of(person)


def test_adding_people(person: Person, colleague: Person, portal: Portal, mailbox: Mailbox) -> None:
    known = register(colleague, mailbox)
    start = SignInPage(colleague).enter(known.email, known.password)
    start.says("Договоров пока нет")
    form = access(person, portal).add()
    form.fill("submitter", "2099-12-31", known.email)
    form.find()
    form.mistake("Действует до", "не больше десяти лет")
    form.fill("submitter", "", known.email.upper())
    form.find()
    page = FoundPage(person)
    page.says("Анна-Мария Юрьевна Ё.")
    assert known.family_name not in page.main.inner_text()
    page.confirm().lists(known.email, "Передача показаний")
    letter = mailbox.letter(known.email, "Вам открыт доступ")
    colleague.open(letter.link)
    ContractPage(colleague).submit_readings()


def test_inviting_people(person: Person, colleague: Person, portal: Portal, mailbox: Mailbox) -> None:
    who = newcomer()
    form = access(person, portal).add()
    form.fill("accountant", "", who.email)
    form.find()
    cabinet = UnknownPage(person).register("Ёлкина", "Зоя")
    code = cabinet.code(who.email)
    letter = open_link(colleague, mailbox, "Вас приглашают", who.email)
    assert code not in letter.text
    join = JoinPage(colleague)
    join.says("Ёлкина Зоя")
    join.fill("зоя ёлкина", code)
    join.press()
    join.mistake("Пароль", "похож на ваше имя")
    for _ in range(5):
        join.fill(PASSWORD, "000000" if code != "000000" else "111111")
        join.press()
    join.mistake("Код подтверждения", "больше не подходит")
    person.page.reload()
    InvitationsPage(person).press("Новый код")
    cabinet.says("Новый код готов")
    join.fill(PASSWORD, cabinet.code(who.email))
    join.finish().says("Ваша роль: Бухгалтер")
    colleague.open(letter.link)
    ContractPage(colleague)
    mailbox.letter(portal.login("administrator")[0], "Приглашение принято")


def test_whoever_registers_alone_meanwhile_signs_in(
    person: Person, colleague: Person, portal: Portal, mailbox: Mailbox
) -> None:
    who = newcomer()
    form = access(person, portal).add()
    form.fill("viewer", "", who.email)
    form.find()
    cabinet = UnknownPage(person).register("Ёлкина", "Зоя")
    invitation = mailbox.letter(who.email, "Вас приглашают")
    known = register(colleague, mailbox, who)
    colleague.open(invitation.link)
    page = KnownPage(colleague).sign_in(known.email, known.password)
    page.accept(cabinet.code(who.email)).says("Ваша роль: Просмотр")
    form = access_again(person).add()
    form.fill("viewer", "", "not.him@zavod.example")
    form.find()
    cabinet = UnknownPage(person).register("Чужой", "Иван")
    open_link(colleague, mailbox, "Вас приглашают", "not.him@zavod.example")
    JoinPage(colleague).says("Сейчас вы вошли как")
    cabinet.press("Отозвать приглашение")
    cabinet.says("Приглашение отозвано")
    colleague.page.reload()
    EndedPage(colleague).says("Приглашение отозвано")


def access_again(person: Person) -> AccessPage:
    person.link("Управление доступом").first.click()
    return AccessPage(person)
