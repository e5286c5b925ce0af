"""«Действия»: of the account, and of a contract."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.pages.base import Screen
from tests.e2e.person import Person


class JournalPage(Screen):
    heading = "Действия"

    @classmethod
    def of_account(cls, person: Person) -> JournalPage:
        person.open("/profile")
        person.link("Действия").click()
        return cls(person)

    @classmethod
    def of_contract(cls, person: Person) -> JournalPage:
        """From a page of the contract that has its tabs."""
        person.link("Действия").click()
        return cls(person)

    def newest(self, words: str) -> None:
        rows = self.main.get_by_role("row").filter(has=self.page.get_by_role("cell"))
        expect(rows.first).to_contain_text(words)

    def choose_kind(self, name: str) -> None:
        field = self.person.field("Вид действий")
        field.select_option(label=name)
        chosen = field.input_value()
        self.person.button("Показать").click()
        expect(self.page).to_have_url(re.compile(rf"[?&]kind={chosen}\b"))
        self.person.look()

    def download(self, name: str) -> str:
        with self.page.expect_download() as started:
            self.person.link(name).click()
        return started.value.path().read_text(encoding="utf-8-sig")
