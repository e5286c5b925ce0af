"""«Акты нарушений»: the list, one act, an objection to it, a report of one's own."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.pages.base import Screen
from tests.e2e.pages.lists import ListPage


class ActsPage(ListPage):
    heading = "Акты нарушений по договору №"
    tab = "Акты нарушений"

    def shows(self, number: str) -> None:
        expect(self.main.locator("tbody tr")).to_have_count(1)
        expect(self.main.locator("tbody tr")).to_contain_text(number)

    def choose_first_kind(self) -> None:
        """By the keyboard: the arrow, then the button."""
        field = self.person.field("Вид акта")
        self.person.tab_to(field)
        self.page.keyboard.press("ArrowDown")
        expect(field).to_have_value("unmetered")
        self.person.tab_to(self.person.button("Найти"))
        self.page.keyboard.press("Enter")
        expect(self.page).to_have_url(re.compile(r"[?&]kind=unmetered(&|$)"))
        self.person.look()

    def open(self, number: str) -> ActPage:
        self.main.get_by_role("link", name=number).click()
        return ActPage(self.person)

    def report(self) -> WritingPage:
        self.person.link("Сообщить о нарушении").click()
        return WritingPage(self.person)


class ActPage(Screen):
    heading = "Акт № "

    def object(self) -> WritingPage:
        self.person.link("Написать возражение").click()
        return WritingPage(self.person)

    def withdraw(self) -> None:
        self.person.button("Отозвать возражение").click()
        self.says("Возражение отозвано")

    def back(self) -> ActsPage:
        self.main.get_by_role("link", name="Акты нарушений", exact=True).click()
        return ActsPage(self.person)


class WritingPage(Screen):
    heading = "(Возражение на акт|Сообщение о нарушении)"

    def join(self, label: str, path: Path) -> None:
        self.person.field(label).set_input_files(path)
        self.person.button("Приложить").click()

    def saves_itself(self) -> None:
        """As soon as one goes on to the next field."""
        if self.person.scripted:
            self.page.keyboard.press("Tab")
            self.says("Черновик сохранён")

    def keeps(self, label: str, text: str) -> None:
        expect(self.person.field(label)).to_have_value(text)

    def go_wrong(self) -> None:
        self.person.button("Проверить и отправить").click()

    def go(self) -> ReviewPage:
        self.person.button("Проверить и отправить").click()
        return ReviewPage(self.person)


class ReviewPage(Screen):
    heading = "Проверка (возражения|сообщения)"

    def send_objection(self) -> ActPage:
        self.person.button("Отправить возражение").click()
        return ActPage(self.person)

    def send_report(self) -> ReportPage:
        self.person.button("Отправить сообщение").click()
        return ReportPage(self.person)


class ReportPage(Screen):
    heading = "Акт о нарушении № СН-"
