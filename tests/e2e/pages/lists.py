"""Filtered lists of «Информация по договору»."""

from __future__ import annotations

import re
from urllib.parse import quote_plus

from playwright.sync_api import expect

from tests.e2e.pages.base import Screen
from tests.e2e.person import Person


class ListPage(Screen):
    """`tab` is the label of the list among the tabs of «Информация по договору»."""

    tab: str

    @classmethod
    def of(cls, person: Person, number: str) -> ListPage:
        """By the contract's own page, where one is."""
        person.open("/contracts")
        person.field("Номер, организация или адрес").fill(number)
        person.button("Найти").click()
        person.link(f"№ {number}").click()
        person.link(cls.tab).click()
        return cls(person)

    def numbers(self) -> list[str]:
        """First words of the rows."""
        rows = self.main.get_by_role("row").filter(has=self.page.get_by_role("cell")).all()
        return [row.get_by_role("cell").first.inner_text().split()[0] for row in rows]

    def ask(self, **typed: str) -> None:
        """By the keyboard alone: from field to field by Tab, and Enter in the last one."""
        for name, text in typed.items():
            field = self.person.field(LABELS[name])
            self.person.tab_to(field)
            field.fill(text)
        self.page.keyboard.press("Enter")

    def find(self, **typed: str) -> None:
        """The address holds what is asked for, and the page shows what is found."""
        self.ask(**typed)
        for name, text in typed.items():
            expect(self.page).to_have_url(re.compile(rf"[?&]{name}={re.escape(quote_plus(text))}(&|$)"))
        self.person.look()

    def counts(self) -> None:
        """The total, which comes after the list; without scripts, behind a link."""
        if not self.person.scripted:
            self.person.link("посчитать").click()
        expect(self.main).to_contain_text(re.compile(r"Итого: \d+\s\S+ на [\d\s]+,\d\d\s₽"))
        if not self.person.scripted:
            self.person.link("Вернуться к списку").click()
        type(self)(self.person)

    def all(self) -> None:
        self.person.link("Показать все").click()
        expect(self.person.link("Показать все")).to_have_count(0)

    def file(self, name: str) -> bytes:
        with self.page.expect_download() as coming:
            self.person.link(name).click()
        return coming.value.path().read_bytes()


LABELS = {
    "since": "Период с",
    "until": "Период по",
    "number": "Номер платежного документа",
    "least": "Сумма от, ₽",
    "most": "Сумма до, ₽",
}


class PaymentsPage(ListPage):
    heading = "Платежи по договору №"
    tab = "Платежи"
