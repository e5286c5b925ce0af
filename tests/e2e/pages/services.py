"""«Услуги»: the list, the catalogue, an order from its form to its end. Everything is done by the keyboard."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.e2e.pages.base import Screen
from tests.e2e.person import Person


class _ByKeys(Screen):
    def press(self, target: Locator) -> None:
        self.person.tab_to(target)
        self.page.keyboard.press("Enter")

    def write(self, label: str, text: str) -> None:
        self.person.tab_to(self.person.field(label))
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)


class ServicesPage(_ByKeys):
    heading = "Услуги по договору №"

    @classmethod
    def of_first_contract(cls, person: Person) -> ServicesPage:
        person.open("/contracts")
        person.page.get_by_role("main").get_by_role("link", name=re.compile("^№ ")).first.click()
        person.link("Услуги").click()
        return cls(person)

    def choose_status(self, words: str) -> None:
        """By the arrows."""
        self.choose("Статус", words)
        self.press(self.person.button("Найти"))
        expect(self.page).to_have_url(re.compile(r"kind=\w"))
        self.person.look()

    def holds(self, number: str, *told: str) -> None:
        row = self.main.get_by_role("row").filter(has=self.person.link(f"№ {number}"))
        for words in told:
            expect(row).to_contain_text(words)

    def only(self, words: str) -> None:
        rows = self.main.get_by_role("row").filter(has=self.page.get_by_role("cell"))
        assert all(words in text for text in rows.all_inner_texts())

    def order_a_service(self) -> CataloguePage:
        self.press(self.person.link("Заказать услугу"))
        return CataloguePage(self.person)


class CataloguePage(_ByKeys):
    heading = "Перечень услуг"

    def find(self, words: str) -> None:
        self.write("Услуга", words)
        self.page.keyboard.press("Enter")
        expect(self.page).to_have_url(re.compile("q="))
        self.person.look()

    def order(self, name: str) -> OrderFormPage:
        self.press(self.person.link(f"Заказать услугу «{name}»"))
        return OrderFormPage(self.person)


class OrderFormPage(_ByKeys):
    heading = "Заявка на услугу"

    def choose_place(self) -> None:
        """The first one of the list."""
        self.person.tab_to(self.person.field("Точка учёта"))
        self.page.keyboard.press("ArrowDown")

    def go_on(self) -> None:
        self.press(self.person.button("Далее"))

    def review(self) -> ReviewPage:
        self.go_on()
        return ReviewPage(self.person)

    def by_phone(self, phone: str) -> str:
        """The number of the order, of which nothing else is said."""
        self.write("Телефон для связи", phone)
        return self.review().order().number


class ReviewPage(_ByKeys):
    heading = "Проверьте заявку"

    def change(self) -> OrderFormPage:
        self.press(self.person.button("Изменить"))
        return OrderFormPage(self.person)

    def order(self) -> OrderPage:
        self.press(self.person.button("Заказать"))
        return OrderPage(self.person)


class OrderPage(_ByKeys):
    heading = "Заявка № ЛК-"

    @property
    def number(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text().removeprefix("Заявка № ")

    def on_paper(self, *told: str) -> None:
        """What a printer gets: the order, without the ways to other pages; then back to the screen."""
        self.press(self.person.link("Печатать документы"))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("на оказание услуги")
        self.person.look()
        self.page.emulate_media(media="print")
        expect(self.page.get_by_role("navigation")).to_have_count(0)
        for words in told:
            expect(self.main).to_contain_text(words)
        self.page.emulate_media(media="screen")
        self.press(self.person.link("К заявке на экране"))
        OrderPage(self.person)

    def cancel(self) -> None:
        self.press(self.person.link("Отменить заявку"))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Отменить заявку №")
        self.person.look()
        self.press(self.person.button("Отменить заявку"))
        OrderPage(self.person).says("Заявка отменена")

    def services(self) -> ServicesPage:
        self.press(self.person.link("Услуги", within=self.main).first)
        return ServicesPage(self.person)
