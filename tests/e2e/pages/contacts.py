"""«Контакты»: rows that open."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.e2e.pages.base import Screen
from tests.e2e.pages.start import StartPage


class ContactsPage(Screen):
    heading = "Контакты"

    @classmethod
    def from_start(cls, start: StartPage) -> ContactsPage:
        start.person.link("Все контакты").click()
        return cls(start.person)

    def row(self, number: str) -> Locator:
        return self.main.get_by_role("listitem").filter(has=self.person.link(f"№ {number}"))

    def show(self, number: str) -> None:
        self.person.link(f"Показать контакты по договору № {number}").click()
        expect(self.row(number).get_by_text("Руководитель")).to_be_visible()
        self.person.look()

    def hide(self, number: str) -> None:
        self.person.link(f"Скрыть контакты по договору № {number}").click()
        expect(self.row(number).get_by_text("Руководитель")).to_have_count(0)

    def can_be_called(self, number: str) -> None:
        assert (self.row(number).locator("dd a").first.get_attribute("href") or "").startswith("tel:+7")

    def find(self, words: str) -> None:
        self.type("Номер, организация или адрес", words)
        self.person.button("Найти").click()

    def shows(self, count: int) -> None:
        expect(self.main.get_by_role("listitem")).to_have_count(count)

    def numbers(self) -> list[str]:
        return [text.removeprefix("№ ") for text in self.main.locator("li .keep").all_inner_texts()]
