"""«Документы» of a contract, their files, and asking for an act of reconciliation."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.pages.base import Screen
from tests.e2e.pages.lists import ListPage


class DocumentsPage(ListPage):
    heading = "Документы по договору №"
    tab = "Документы"

    def counts(self) -> None:
        """By kind."""
        if not self.person.scripted:
            self.person.link("посчитать").click()
        expect(self.main).to_contain_text(re.compile(r"Итого: счета — \d+ на [\d\s]+,\d\d\s₽"))
        if not self.person.scripted:
            self.person.link("Вернуться к списку").click()
        type(self)(self.person)

    def kinds(self) -> list[str]:
        """Of the rows, without their files."""
        rows = self.main.get_by_role("row").filter(has=self.page.get_by_role("cell")).all()
        return [row.get_by_role("cell").nth(1).inner_text().strip() for row in rows]

    def find_first_kind(self) -> None:
        """By the keyboard alone: the first of the kinds, then «Найти»."""
        field = self.person.field("Вид документа")
        self.person.tab_to(field)
        self.page.keyboard.press("ArrowDown")
        self.person.tab_to(self.person.button("Найти"))
        self.page.keyboard.press("Enter")
        expect(self.page).to_have_url(re.compile(r"[?&]kind=invoice"))
        self.person.look()

    def download_first(self, folder: Path) -> Path:
        with self.page.expect_download() as coming:
            self.main.get_by_role("link", name="Скачать PDF").first.click()
        path = folder / coming.value.suggested_filename
        coming.value.save_as(path)
        return path

    def download_ticked(self, count: int, folder: Path) -> Path:
        """The first so many, ticked by the keyboard."""
        for number in range(count):
            box = self.main.get_by_role("checkbox").nth(number)
            self.person.tab_to(box)
            self.page.keyboard.press("Space")
            expect(box).to_be_checked()
        with self.page.expect_download() as coming:
            self.person.button("Скачать отмеченные").click()
        path = folder / coming.value.suggested_filename
        coming.value.save_as(path)
        return path


class ReconciliationPage(Screen):
    heading = "Акт сверки по договору №"

    def ask(self, since: str, until: str) -> None:
        self.type("Период с", since)
        self.type("Период по", until)
        self.person.button("Запросить акт сверки").click()
