"""«Управление доступом», «Добавить пользователя», and the link of an invitation."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.pages.base import Screen
from tests.e2e.pages.contracts import ContractPage
from tests.e2e.person import Person


class AccessPage(Screen):
    heading = "Управление доступом к договору №"

    @classmethod
    def of(cls, person: Person) -> AccessPage:
        """From the contract's page on screen."""
        person.link("Управление доступом").first.click()
        return cls(person)

    def add(self) -> AddPage:
        self.person.link("Добавить пользователя").click()
        return AddPage(self.person)

    def lists(self, login: str, role: str) -> None:
        expect(self.main.get_by_role("row").filter(has_text=login)).to_contain_text(role)


class AddPage(Screen):
    heading = "Добавить пользователя"

    def fill(self, role: str, until: str, email: str) -> None:
        self.person.field("Роль").select_option(role)
        self.type("Действует до", until)
        self.type("Электронная почта", email)

    def find(self) -> None:
        self.person.button("Найти").click()


class FoundPage(Screen):
    heading = "Пользователь найден"

    def confirm(self) -> AccessPage:
        self.person.button("Подтвердить").click()
        return AccessPage(self.person)


class UnknownPage(Screen):
    heading = "Пользователя нет в кабинете"

    def register(self, family_name: str, given_name: str) -> InvitationsPage:
        self.type("Фамилия", family_name)
        self.type("Имя", given_name)
        self.person.button("Зарегистрировать").click()
        return InvitationsPage(self.person)


class InvitationsPage(Screen):
    heading = "Приглашения по договору №"

    def code(self, email: str) -> str:
        """Where HTMX or a whole page has just brought the row."""
        row = self.main.get_by_role("row").filter(has_text=email)
        return row.locator("b.big").inner_text().replace(" ", "")

    def press(self, what: str) -> None:
        self.main.get_by_role("button", name=f"{what}: ").first.click()


class JoinPage(Screen):
    heading = "Завершение регистрации"

    def fill(self, password: str, code: str, *, agree: bool = True) -> None:
        self.type("Пароль", password)
        self.type("Повторите пароль", password)
        self.type("Код подтверждения", code)
        for consent in ("Согласен на обработку персональных данных", "Принимаю правила пользования личным кабинетом"):
            self.person.field(consent).set_checked(agree)

    def press(self) -> None:
        self.person.button("Завершить регистрацию").click()

    def finish(self) -> ContractPage:
        self.press()
        return ContractPage(self.person)


class KnownPage(Screen):
    heading = "Приглашение"

    def sign_in(self, login: str, password: str) -> KnownPage:
        self.person.link("Войти").click()
        self.type("Логин (электронная почта)", login)
        self.type("Пароль", password)
        self.person.button("Войти").click()
        return KnownPage(self.person)

    def accept(self, code: str) -> ContractPage:
        self.type("Код подтверждения", code)
        self.person.button("Принять приглашение").click()
        return ContractPage(self.person)
