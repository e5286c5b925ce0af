"""One's own account: name and login, password and devices, letters and consents, the end and the way back."""

from tests.e2e.mailbox import Mailbox
from tests.e2e.newcomers import register
from tests.e2e.pages.account import SignInPage, open_link, sign_in
from tests.e2e.pages.profile import ChangedPage, ConfirmPage, DeletePage, HalfPage, ProfilePage
from tests.e2e.person import Person

NEW = "пять синих слонов"


def test_a_new_login_is_confirmed_from_both_mailboxes(person: Person, colleague: Person, mailbox: Mailbox) -> None:
    who = register(person, mailbox)
    SignInPage(person).enter(who.email, who.password)
    data = ProfilePage.open(person).change_data()
    data.type("Телефон", "12")
    data.press("Сохранить")
    data.mistake("Телефон", "Не похоже на номер телефона")
    data.type("Телефон", "8 916 123-45-67")
    data.type("Имя", "Мария")
    profile = data.save()
    profile.says("+7 916 123-45-67")
    form, new = profile.change_email(), f"new.{who.email}"
    form.ask(new, "не тот пароль")
    form.mistake("Пароль", "Пароль не подходит")
    form.ask(new, who.password)
    form.says("Ждёт подтверждения")
    open_link(colleague, mailbox, "Подтвердите новый логин", new)
    ConfirmPage(colleague).confirm()
    HalfPage(colleague)
    open_link(person, mailbox, "Подтвердите смену логина", who.email)
    ConfirmPage(person).confirm()
    ChangedPage(person)
    mailbox.letter(who.email, "Логин личного кабинета изменён")
    person.open("/")
    ProfilePage.open(person).says(new)
    sign_in(colleague, (new, who.password))


def test_a_device_is_ended_and_a_new_password_ends_the_others(
    person: Person, colleague: Person, mailbox: Mailbox
) -> None:
    who = register(person, mailbox)
    SignInPage(person).enter(who.email, who.password)
    sign_in(colleague, (who.email, who.password))
    mailbox.letter(who.email, "Вход в личный кабинет с нового устройства")
    devices = ProfilePage.open(person).devices()
    devices.end()
    devices.says("Вход на устройстве завершён")
    devices.alone()
    colleague.open("/profile")
    SignInPage(colleague).try_to_enter(who.email, who.password)
    ProfilePage(colleague)
    person.open("/")
    form = ProfilePage.open(person).change_password()
    form.change(who.password, who.password)
    form.mistake("Новый пароль", "Это ваш нынешний пароль")
    form.change(who.password, NEW)
    ProfilePage(person).says("Пароль изменён")
    colleague.open("/profile")
    SignInPage(colleague).try_to_enter(who.email, who.password)
    SignInPage(colleague).alerts("Логин или пароль не подходят")
    SignInPage(colleague).try_to_enter(who.email, NEW)
    ProfilePage(colleague)


def test_letters_consents_and_an_end_that_is_thought_better_of(person: Person, mailbox: Mailbox) -> None:
    who = register(person, mailbox)
    SignInPage(person).enter(who.email, who.password)
    notices = ProfilePage.open(person).notices()
    person.field("Квитанции об отправленных показаниях").uncheck()
    notices.save().says("Настройки уведомлений сохранены")
    consents = ProfilePage(person).consents()
    consents.press("Согласен получать новости и предложения")
    consents.says("Согласие записано")
    consents.press("Отозвать")
    consents.says("Согласие отозвано")
    person.link("Профиль", within=consents.main).click()
    profile = ProfilePage(person).delete().ask(who.password)
    profile.says("Учётная запись будет удалена")
    mailbox.letter(who.email, "Учётная запись будет удалена")
    person.link("Отменить удаление").click()
    DeletePage(person).press("Отменить удаление")
    ProfilePage(person).says("Удаление отменено")
