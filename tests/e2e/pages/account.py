"""Registration, sign-in, recovery, and the mailbox in which their letters are read."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import expect

from tests.e2e.mailbox import Letter, Mailbox
from tests.e2e.pages.base import Screen
from tests.e2e.pages.robot import RobotForm
from tests.e2e.pages.start import StartPage
from tests.e2e.person import Person


@dataclass(frozen=True)
class Newcomer:
    email: str
    password: str
    family_name: str = "Ёлкина"
    given_name: str = "Анна-Мария"
    patronymic: str = "Юрьевна"


class SignUpPage(Screen):
    heading = "Регистрация"

    @classmethod
    def open(cls, person: Person) -> SignUpPage:
        person.open("/sign-up")
        return cls(person)

    def fill(self, who: Newcomer) -> None:
        self.type("Фамилия", who.family_name)
        self.type("Имя", who.given_name)
        self.type("Отчество", who.patronymic)
        self.type("Электронная почта", who.email)
        self.person.field("Согласен на обработку персональных данных").check()
        self.person.field("Принимаю правила пользования личным кабинетом").check()

    def set_password(self, password: str, again: str) -> None:
        self.type("Пароль", password)
        self.type("Повторите пароль", again)

    def press(self) -> None:
        self.person.button("Зарегистрироваться").click()

    def submit(self) -> ConfirmPage:
        self.press()
        return ConfirmPage(self.person)


class ConfirmPage(RobotForm):
    heading = "Подтвердите регистрацию"

    def confirm(self) -> SignUpSentPage:
        self.person.button("Подтвердить").click()
        return SignUpSentPage(self.person)

    def press(self) -> None:
        self.person.button("Подтвердить").click()


class SignUpSentPage(Screen):
    heading = "Письмо отправлено"


class FinishPage(Screen):
    heading = "Завершение регистрации"

    def press(self) -> None:
        self.person.button("Завершить регистрацию").click()

    def finish(self) -> SignInPage:
        self.press()
        return SignInPage(self.person)


class EndedPage(Screen):
    heading = "Ссылка не действует"


class SignInPage(RobotForm):
    heading = "Вход в ЛКК ЮЛ для клиента"

    @classmethod
    def open(cls, person: Person, path: str = "/sign-in") -> SignInPage:
        person.open(path)
        return cls(person)

    def try_to_enter(self, login: str, password: str) -> None:
        self.type("Логин (электронная почта)", login)
        self.type("Пароль", password)
        self.person.button("Войти").click()

    def try_until_told_to_wait(self, login: str) -> None:
        """Each wrong password doubles the wait, from one second on."""
        for _ in range(5):
            self.try_to_enter(login, "не тот пароль")
            if "Подождите" in self.main.inner_text():
                break
        self.alerts("Слишком много попыток. Подождите")

    def enter(self, login: str, password: str) -> StartPage:
        self.try_to_enter(login, password)
        return StartPage(self.person)

    def sign_up(self) -> SignUpPage:
        self.person.link("Зарегистрироваться").click()
        return SignUpPage(self.person)

    def forgotten(self) -> RecoveryPage:
        self.person.link("Забыли пароль?", within=self.main).last.click()
        return RecoveryPage(self.person)

    def ask_for_letter(self) -> LetterPage:
        self.person.link("Получите ссылку для входа на почту").click()
        return LetterPage(self.person)


class EndedSessionPage(Screen):
    heading = "Сеанс закончился"

    def sign_in_again(self, login: str, password: str) -> GivenBackPage:
        self.type("Логин (электронная почта)", login)
        self.type("Пароль", password)
        self.person.button("Войти").click()
        return GivenBackPage(self.person)


class GivenBackPage(Screen):
    heading = "Вы снова вошли"

    def send(self) -> None:
        self.person.button("Отправить").click()


class AddressPage(RobotForm):
    def press(self) -> None:
        self.person.button("Выслать").click()

    def send_to(self, email: str) -> LetterSentPage:
        self.type("Логин (электронная почта)", email)
        self.press()
        return LetterSentPage(self.person)


class RecoveryPage(AddressPage):
    heading = "Восстановление пароля"

    @classmethod
    def open(cls, person: Person) -> RecoveryPage:
        person.open("/recovery")
        return cls(person)


class LetterPage(AddressPage):
    heading = "Ссылка для входа"


class LetterSentPage(Screen):
    heading = "Письмо отправлено"


class NewPasswordPage(Screen):
    heading = "Новый пароль"

    def type_twice(self, password: str, again: str) -> None:
        self.type("Новый пароль", password)
        self.type("Повторите пароль", again)
        self.person.button("Сохранить").click()

    def save(self, password: str) -> SignInPage:
        self.type_twice(password, password)
        return SignInPage(self.person)


class LinkSignInPage(Screen):
    heading = "Вход по ссылке"

    def enter(self) -> StartPage:
        self.person.button("Войти").click()
        return StartPage(self.person)


def open_link(person: Person, mailbox: Mailbox, about: str, to: str) -> Letter:
    """Find the letter in the mailbox's page and follow the link in its text."""
    letter = mailbox.letter(to, about)
    person.open(mailbox.url)
    person.link(letter.subject).first.click()
    expect(person.page.get_by_role("heading", level=1)).to_have_text(letter.subject)
    person.page.get_by_role("link").filter(has_text="token=").click()
    return letter


def sign_in(person: Person, login: tuple[str, str]) -> StartPage:
    return SignInPage.open(person).enter(*login)


def sign_out(person: Person) -> SignInPage:
    person.button("Выйти").click()
    return SignInPage(person)
