"""Paying by card: the portal's pages, and those of the bank, which is another site."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.pages.base import Screen
from tests.e2e.pages.services import ServicesPage
from tests.e2e.person import Person

BUTTON = "Перейти на платежную страницу банка для оформления платежа"


class CardsPage(Screen):
    heading = "Оплата картой, договор №"

    @classmethod
    def open(cls, person: Person) -> CardsPage:
        person.link("Оплата картой").first.click()
        return cls(person)

    def invoice(self) -> PayPage:
        self.main.get_by_role("link", name=re.compile("^Оплатить счёт №")).first.click()
        return PayPage(self.person)

    def advance(self, roubles: str) -> PayPage:
        self.person.link("Оплатить другую сумму").click()
        page = PayPage(self.person)
        page.type("Сумма, ₽", roubles)
        return page

    def order(self, number: str) -> PayPage:
        """From its page among the services."""
        self._services(number)
        self.person.link("Оплатить картой").click()
        return PayPage(self.person)

    def order_is(self, number: str, status: str) -> None:
        self._services(number)
        expect(self.main).to_contain_text(status)
        self.person.look()

    def services(self) -> ServicesPage:
        self.person.link("Услуги").first.click()
        return ServicesPage(self.person)

    def _services(self, number: str) -> None:
        self.services()
        self.person.link(f"№ {number}").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(f"Заявка № {number}")

    def newest(self) -> PaymentPage:
        """By the keyboard."""
        rows = self.main.get_by_role("region", name="Оплаты картой").get_by_role("row")
        self.person.tab_to(rows.get_by_role("link").first)
        self.page.keyboard.press("Enter")
        return PaymentPage(self.person)


class PayPage(Screen):
    heading = "Оплата (счёта|аванса|заявки) картой"

    def go(self) -> BankPage:
        self.person.tab_to(self.person.button(BUTTON))
        self.page.keyboard.press("Enter")
        return BankPage(self.person)

    def refused(self) -> None:
        self.person.button(BUTTON).click()


class BankPage:
    """At the bank one chooses how it ends."""

    def __init__(self, person: Person) -> None:
        self.person, self.page = person, person.page
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Оплата картой")

    def choose(self, outcome: str, *, quiet: bool = False) -> PaymentPage:
        if quiet:
            self.page.get_by_label("порталу не звонить").check()
        self.page.get_by_role("button", name=outcome, exact=True).click()
        return PaymentPage(self.person)


class BankOffice:
    def __init__(self, person: Person, address: str) -> None:
        self.person = person
        person.open(address)

    def refund(self, number: str, roubles: str) -> None:
        row = self.person.page.get_by_role("row").filter(has_text=number)
        row.get_by_label("Сумма, ₽").fill(roubles)
        row.get_by_role("button", name="Вернуть").click()


class PaymentPage(Screen):
    heading = "Оплата картой №"

    @property
    def number(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text().rpartition(" ")[2]

    def becomes(self, text: str) -> PaymentPage:
        """With scripts the page looks by itself; without, one presses «Обновить»."""
        told = self.main.get_by_text(text)
        for _ in range(0 if self.person.scripted else 20):
            if told.count():
                break
            self.page.wait_for_timeout(250)
            self.page.reload()
        expect(told).to_be_visible(timeout=15_000)
        self.person.look()
        return self

    def go_again(self) -> BankPage:
        self.person.button(BUTTON).click()
        return BankPage(self.person)

    def cancel(self) -> None:
        self.person.button("Отменить оплату").click()

    def all(self) -> CardsPage:
        self.person.link("Все оплаты картой").click()
        return CardsPage(self.person)
