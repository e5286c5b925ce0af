"""«Профиль» and its rooms."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.pages.base import Screen
from tests.e2e.person import Person


class ProfilePage(Screen):
    heading = "Профиль"

    @classmethod
    def open(cls, person: Person) -> ProfilePage:
        person.link("Настроить профиль").click()
        return cls(person)

    def change_data(self) -> DataPage:
        self.person.link("Изменить личные данные").click()
        return DataPage(self.person)

    def change_email(self) -> EmailPage:
        self.person.link("Сменить электронную почту").click()
        return EmailPage(self.person)

    def change_password(self) -> PasswordPage:
        self.person.link("Сменить пароль").click()
        return PasswordPage(self.person)

    def devices(self) -> DevicesPage:
        self.person.link("Устройства").click()
        return DevicesPage(self.person)

    def notices(self) -> NoticesPage:
        self.person.link("Уведомления").click()
        return NoticesPage(self.person)

    def consents(self) -> ConsentsPage:
        self.person.link("Согласия").click()
        return ConsentsPage(self.person)

    def delete(self) -> DeletePage:
        self.person.link("Удалить учётную запись").click()
        return DeletePage(self.person)


class Room(Screen):
    def press(self, name: str) -> None:
        self.person.button(name).click()


class DataPage(Room):
    heading = "Личные данные"

    def save(self) -> ProfilePage:
        self.press("Сохранить")
        return ProfilePage(self.person)


class EmailPage(Room):
    heading = "Смена электронной почты"

    def ask(self, email: str, password: str) -> None:
        self.type("Новая электронная почта", email)
        self.type("Пароль", password)
        self.press("Отправить письма")


class ConfirmPage(Room):
    heading = "Смена электронной почты"

    def confirm(self) -> None:
        self.press("Подтвердить")


class HalfPage(Screen):
    heading = "Адрес подтверждён"


class ChangedPage(Screen):
    heading = "Логин изменён"


class PasswordPage(Room):
    heading = "Смена пароля"

    def change(self, current: str, new: str) -> None:
        self.type("Нынешний пароль", current)
        self.type("Новый пароль", new)
        self.type("Повторите пароль", new)
        self.press("Сменить пароль")


class DevicesPage(Room):
    heading = "Устройства"

    def end(self) -> None:
        """The only other one."""
        self.main.get_by_role("button", name="Завершить: ").click()

    def alone(self) -> None:
        expect(self.main.get_by_role("row")).to_have_count(2)


class NoticesPage(Room):
    heading = "Уведомления"

    def save(self) -> ProfilePage:
        self.press("Сохранить")
        return ProfilePage(self.person)


class ConsentsPage(Room):
    heading = "Согласия"


class DeletePage(Room):
    heading = "Удалить учётную запись"

    def ask(self, password: str) -> ProfilePage:
        self.person.field("Отзываю согласия и понимаю: восстановить удалённое нельзя").check()
        self.type("Пароль", password)
        self.press("Удалить учётную запись")
        return ProfilePage(self.person)
