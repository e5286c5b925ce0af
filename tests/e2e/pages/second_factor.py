"""The second factor: in the profile and at the sign-in."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.pages.base import Screen
from tests.e2e.pages.start import StartPage
from tests.e2e.person import Person


class FactorPage(Screen):
    heading = "Второй фактор"

    @classmethod
    def open(cls, person: Person) -> FactorPage:
        person.open("/profile")
        person.link("Второй фактор", within=person.page.get_by_role("main")).click()
        return cls(person)

    def connect_app(self) -> AppPage:
        self.person.link("Подключить приложение").click()
        return AppPage(self.person)

    def add_key(self) -> KeyPage:
        self.person.link("Добавить ключ входа").click()
        return KeyPage(self.person)

    def lists_key(self, name: str) -> None:
        expect(self.main.get_by_role("row").filter(has_text=name)).to_be_visible()


class AppPage(Screen):
    heading = "Приложение с кодами"

    @property
    def key(self) -> str:
        return self.main.locator("code").inner_text().replace(" ", "")

    def confirm(self, code: str) -> None:
        self.type("Код из приложения", code)
        self.person.button("Подключить").click()


class CodesPage(Screen):
    heading = "Запасные коды"

    @property
    def codes(self) -> list[str]:
        return re.findall(r"\d{4}-\d{4}-\d{4}", self.main.inner_text())

    def save(self) -> str:
        """The text of the file."""
        with self.page.expect_download() as waiting:
            self.person.button("Скачать файлом").click()
        return waiting.value.path().read_text(encoding="utf-8")

    def go_on(self) -> FactorPage:
        self.person.link("Коды сохранены, дальше").click()
        return FactorPage(self.person)


class KeyPage(Screen):
    heading = "Ключ входа"

    def make(self, name: str) -> FactorPage:
        self.type("Название ключа", name)
        self.person.button("Создать ключ").click()
        return FactorPage(self.person)


class StepPage(Screen):
    heading = "Подтвердите вход"

    def try_code(self, code: str) -> None:
        self.type("Код из приложения или запасной код", code)
        self.person.button("Подтвердить").click()

    def enter(self, code: str) -> StartPage:
        self.try_code(code)
        return StartPage(self.person)

    def enter_by_key(self) -> StartPage:
        self.person.button("Войти по ключу").click()
        return StartPage(self.person)


class UsedPage(Screen):
    heading = "Вы вошли по запасному коду"

    def go_on(self) -> StartPage:
        self.person.link("Продолжить").click()
        return StartPage(self.person)
