"""History of readings: registers that open by a tick."""

import re

from playwright.sync_api import Locator, expect

from tests.e2e.pages.base import Screen


class HistoryPage(Screen):
    heading = "История показаний по договору №"

    def tick(self, serial: str) -> Locator:
        return self.main.get_by_role("checkbox", name=re.compile(rf"№ {serial}\b"))

    def find(self, words: str) -> None:
        self.person.field("Объект, точка или номер прибора").fill(words)
        self.person.button("Показать").click()

    def open(self, serial: str) -> None:
        """Without a mouse: a tick by the space bar; with scripts that is all."""
        self.tick(serial).focus()
        self.page.keyboard.press("Space")
        if not self.person.scripted:
            self.person.button("Показать отмеченные").click()
        expect(self.readings(serial)).to_be_visible()
        expect(self.tick(serial)).to_be_checked()
        self.person.look()

    def readings(self, serial: str) -> Locator:
        return self.main.get_by_role("table", name=re.compile(rf"№ {serial}\b"))

    def states(self, serial: str) -> list[str]:
        """From the latest, the value and its state."""
        rows = [row.get_by_role("cell").all_inner_texts() for row in self.readings(serial).get_by_role("row").all()]
        return [f"{cells[1]} {cells[4]}".replace("\u00a0", " ") for cells in rows if len(cells) > 4]

    def file(self) -> str:
        with self.page.expect_download() as coming:
            self.person.link("Выгрузить в CSV").click()
        return coming.value.path().read_text("utf-8-sig")
