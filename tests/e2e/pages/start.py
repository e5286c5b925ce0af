"""The start page and its blocks."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.e2e.pages.base import Screen
from tests.e2e.pages.contracts import ContractsPage, LinkPage
from tests.e2e.pages.settlements import DuePage
from tests.e2e.person import Person


class StartPage(Screen):
    heading = "Главная"

    @classmethod
    def open(cls, person: Person) -> StartPage:
        person.open("/")
        return cls(person)

    def block(self, title: str) -> Locator:
        return self.page.get_by_role("region", name=title, exact=True)

    @property
    def tray(self) -> Locator:
        return self.page.get_by_role("contentinfo", name="Убранные блоки")

    def fold(self, title: str) -> None:
        self.person.button("Скрыть", within=self.block(title)).click()
        expect(self.person.button("Раскрыть", within=self.block(title))).to_be_visible()
        self.person.look()

    def unfold(self, title: str) -> None:
        self.person.button("Раскрыть", within=self.block(title)).click()
        expect(self.person.button("Скрыть", within=self.block(title))).to_be_visible()
        self.person.look()

    def put_away(self, title: str) -> None:
        self.person.button("Убрать с экрана", within=self.block(title)).click()
        expect(self.block(title)).to_be_hidden()
        expect(self.tray).to_contain_text(title)
        self.person.look()

    def bring_back(self, title: str) -> None:
        self.person.button("Раскрыть", within=self.tray.get_by_role("form", name=title)).click()
        expect(self.block(title)).to_be_visible()
        self.person.look()

    def due(self) -> DuePage:
        """«Что и когда платить» of the first contract of the block «К оплате»."""
        self.block("К оплате").get_by_role("link", name="№").first.click()
        return DuePage(self.person)

    def contracts(self) -> ContractsPage:
        self.person.link("Договоры", within=self.page.get_by_role("navigation", name="Разделы")).click()
        return ContractsPage(self.person)

    def link_contract(self) -> LinkPage:
        self.person.link("Привязать договор").click()
        return LinkPage(self.person)
