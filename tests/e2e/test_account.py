"""From registration to the first sign-in; a forgotten password; a wrong one, and the ways round the wait."""

from dataclasses import replace

from playwright.sync_api import expect

from tests.e2e.conftest import NewPerson
from tests.e2e.mailbox import Mailbox
from tests.e2e.newcomers import PASSWORD, ask_to_register, newcomer, register
from tests.e2e.pages.account import (
    EndedPage,
    FinishPage,
    LetterSentPage,
    LinkSignInPage,
    NewPasswordPage,
    RecoveryPage,
    SignInPage,
    SignUpPage,
    open_link,
    sign_in,
)
from tests.e2e.person import Person

FREE = 5
"""Wrong passwords before «Я не робот»."""


def test_registration_to_the_first_sign_in(person: Person, mailbox: Mailbox) -> None:
    who = newcomer()
    form = SignInPage.open(person).sign_up()
    form.fill(who)
    form.set_password("12345678", "12345679")
    form.press()
    form.mistake("Пароль", "подбирают одним из первых")
    expect(person.field("Пароль")).to_be_focused()
    form.mistake("Повторите пароль", "не совпадают")
    expect(person.field("Фамилия")).to_have_value(who.family_name)
    form.set_password(PASSWORD, PASSWORD)
    puzzle = form.submit()
    puzzle.prove(mailbox)
    puzzle.confirm()
    letter = open_link(person, mailbox, "Завершите регистрацию", who.email)
    start = FinishPage(person).finish().enter(who.email, who.password)
    start.says("Договоров пока нет")
    person.open(letter.link)
    EndedPage(person).says("Регистрация уже завершена")


def test_a_puzzle_that_was_not_solved_is_asked_again(person: Person, mailbox: Mailbox) -> None:
    who = newcomer()
    form = SignUpPage.open(person)
    form.fill(who)
    form.set_password(PASSWORD, PASSWORD)
    puzzle = form.submit()
    puzzle.press()
    puzzle.alerts("Отметьте «Я не робот» или введите код с картинки")
    puzzle.type_code("00000")
    puzzle.press()
    puzzle.alerts("Код не подошёл или устарел")
    puzzle.another_code()
    puzzle.listen()
    puzzle.type_code(puzzle.read_code(mailbox))
    puzzle.confirm().says("отправлено письмо")


def test_a_stranger_with_the_same_address_takes_nothing(person: Person, colleague: Person, mailbox: Mailbox) -> None:
    who = newcomer()
    ask_to_register(person, mailbox, who)
    own = mailbox.letter(who.email, "Завершите регистрацию")
    ask_to_register(colleague, mailbox, replace(who, password="пароль чужого человека"))
    person.open(own.link)
    page = FinishPage(person)
    page.says("С этим адресом ждут завершения и другие регистрации")
    page.type("Пароль", "пароль чужого человека")
    page.press()
    page.mistake("Пароль", "задан другой пароль")
    page.type("Пароль", who.password)
    page.finish().enter(who.email, who.password)


def test_letters_asked_for_again_and_again_need_a_person(person: Person, mailbox: Mailbox) -> None:
    who = newcomer()
    for _ in range(FREE):
        RecoveryPage.open(person).send_to(who.email)
    page = RecoveryPage.open(person)
    page.type("Логин (электронная почта)", who.email)
    page.press()
    page.alerts("Отметьте «Я не робот»")
    page.prove(mailbox)
    page.press()
    LetterSentPage(person)


def test_recovery_ends_the_other_sessions(person: Person, colleague: Person, mailbox: Mailbox) -> None:
    who = register(person, mailbox)
    sign_in(colleague, (who.email, who.password))
    page = SignInPage(person).forgotten()
    page.send_to(who.email)
    letter = open_link(person, mailbox, "Новый пароль", who.email)
    form = NewPasswordPage(person)
    form.type_twice("другой надёжный пароль", "другой надёжный")
    form.mistake("Повторите пароль", "не совпадают")
    form.save("другой надёжный пароль").says("Пароль изменён")
    colleague.open("/")
    SignInPage(colleague).try_to_enter(who.email, who.password)
    SignInPage(colleague).alerts("Логин или пароль не подходят")
    SignInPage(person).enter(who.email, "другой надёжный пароль")
    person.open(letter.link)
    EndedPage(person).says("Ссылка уже сработала")


def test_a_wrong_password_and_the_ways_round_the_wait(person: Person, new_person: NewPerson, mailbox: Mailbox) -> None:
    who = register(person, mailbox)
    stranger = new_person(scripted=person.scripted, dress=person.dress)
    page = SignInPage.open(stranger)
    for _ in range(FREE):
        page.try_to_enter(who.email, "не тот пароль")
        page.alerts("Логин или пароль не подходят")
    page.try_to_enter(who.email, who.password)
    page.alerts("Подтвердите, что вы не робот")
    page.prove(mailbox)
    page.try_until_told_to_wait(who.email)
    page.ask_for_letter().send_to(who.email)
    open_link(stranger, mailbox, "Ссылка для входа", who.email)
    LinkSignInPage(stranger).enter()
    SignInPage.open(person).enter(who.email, who.password)
