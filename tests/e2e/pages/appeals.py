"""«Обращения»: the list, the form, the conversation."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.pages.base import Screen
from tests.e2e.pages.lists import ListPage


class AppealsPage(ListPage):
    heading = "Обращения по договору №"
    tab = "Обращения"

    def write(self) -> WritingPage:
        self.person.link("Новое обращение").click()
        return WritingPage(self.person)

    def show(self, state: str) -> None:
        """Those in this state alone, by the keyboard."""
        self.choose("Состояние", state)
        self.person.tab_to(self.person.button("Найти"))
        self.page.keyboard.press("Enter")
        expect(self.page).to_have_url(re.compile(r"[?&]kind=\w+"))
        self.person.look()


class WritingPage(Screen):
    heading = "Новое обращение по договору №"

    def keep(self, text: str) -> None:
        """Without a button, where scripts run; reloaded, it is there."""
        self.type("Текст обращения", text)
        if self.person.scripted:
            self.says("Черновик сохранён")
        else:
            self.person.button("Сохранить черновик").click()
            self.says("Поставщик его не видит")
        self.page.reload()
        expect(self.person.field("Текст обращения")).to_have_value(text)

    def attach(self, *paths: Path) -> None:
        self.person.field("Файл").set_input_files(paths)
        self.person.button("Приложить").click()

    def send(self, theme: str) -> AppealPage:
        self.person.field("Тема").select_option(theme)
        self.person.button("Отправить").click()
        return AppealPage(self.person)


class AppealPage(Screen):
    heading = "Обращение № A-"

    @property
    def number(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text().removeprefix("Обращение № ")

    def file(self, name: str) -> bytes:
        with self.page.expect_download() as coming:
            self.person.link(name).click()
        assert coming.value.suggested_filename == name
        return coming.value.path().read_bytes()

    def withdraw(self) -> None:
        self.person.button("Отозвать обращение").click()
