"""Readings: the sheet of a contract, what stands between it and its sending, the receipt."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.e2e.pages.base import Screen
from tests.e2e.pages.history import HistoryPage
from tests.e2e.waiting import PAGE, eventually


class ReadingsPage(Screen):
    heading = "Передача показаний за"

    def reading(self, serial: str) -> Locator:
        return self.main.get_by_role("textbox", name=re.compile(rf"№ {serial}\b"))

    def row(self, serial: str) -> Locator:
        return self.main.get_by_role("row", name=re.compile(rf"№ {serial}\b"))

    def wait_for(self, serial: str) -> ReadingsPage:
        """Billing has just delivered the contract: the page says so until its lines are made."""

        def there() -> bool:
            if not self.reading(serial).count():
                self.says("сейчас обрабатываются")
                self.page.reload()
            return bool(self.reading(serial).count())

        eventually(there, f"no line of {serial}", PAGE)
        return self

    def put(self, serial: str, text: str) -> None:
        """Type it and go on: with scripts it is saved at once, without the person presses «Сохранить»."""
        self.reading(serial).fill(text)
        if self.person.scripted:
            self.reading(serial).press("Tab")
        else:
            self.person.button("Сохранить").click()

    def put_again(self, serial: str) -> None:
        """What stands in the field is meant: saved once more it takes the place of the other."""
        self.reading(serial).focus()
        self.person.button("Сохранить").click()

    def wait_for_meter(self, serial: str) -> None:
        """Billing has told of one more meter: the sheet shows it in a moment."""

        def there() -> bool:
            self.page.reload()
            return bool(self.reading(serial).count())

        eventually(there, f"no line of {serial}", PAGE)

    def wait_until_closed(self, serial: str) -> None:
        """Billing has told something of its meter: its field is shut in a moment."""

        def closed() -> bool:
            self.page.reload()
            return self.reading(serial).is_disabled()

        eventually(closed, f"the field of {serial} stays open", PAGE)

    def openings(self) -> OpeningsPage:
        self.person.link("Показания на начало периода").click()
        return OpeningsPage(self.person)

    def fields(self) -> list[Locator]:
        """Those that can be filled, from the top."""
        return self.main.get_by_role("table").get_by_role("textbox", disabled=False).all()

    def first_serial(self) -> str:
        return re.findall(r"№ (\w+)", self.fields()[0].get_attribute("aria-label") or "")[0]

    def a_little_more(self, serial: str) -> str:
        """Another value than stands there, a little over the previous one."""
        before, stands = self.reading(serial).get_attribute("data-previous"), self.reading(serial).input_value()
        more = [str(int(float(before or "0")) + step) for step in (3, 4)]
        return more[1] if stands == more[0] else more[0]

    def in_another_tab(self) -> ReadingsPage:
        """The same sheet beside this one."""
        address = self.page.url
        self.person.new_tab()
        self.person.open(address)
        return ReadingsPage(self.person)

    def back_to_this_tab(self) -> None:
        self.person.go_to_tab(self.page)

    def press_in(self, serial: str, key: str) -> None:
        self.reading(serial).press(key)

    def saving(self, text: str) -> None:
        """What stands beside the buttons about the saving of what was typed."""
        expect(self.main.get_by_role("status").filter(has_text=text)).to_be_visible()
        self.person.look()

    def save(self) -> None:
        self.person.button("Сохранить").click()
        self.says("Сохранено в черновике")

    def stands(self, serial: str, text: str, state: str) -> None:
        """The field holds this text, the last column tells this state."""
        expect(self.row(serial).get_by_role("cell").last).to_contain_text(state)
        expect(self.reading(serial)).to_have_value(text)
        self.person.look()

    def corrected(self, serial: str, text: str) -> None:
        """It was the last mistake of a sheet that shows mistakes alone: loaded anew, it shows none."""
        if self.person.scripted:
            self.stands(serial, text, "Черновик")
        else:
            self.says("Ошибок больше нет")

    def wrong(self, serial: str, why: str) -> None:
        """What was typed stays, marked, and what is wrong with it stands beside it."""
        expect(self.reading(serial)).to_have_accessible_description(re.compile(why))
        expect(self.reading(serial)).to_have_attribute("aria-invalid", "true")
        self.person.look()

    def consumption(self) -> ConsumptionPage:
        self.person.link("Расчет предварительного расхода").click()
        return ConsumptionPage(self.person)

    def press_send(self) -> None:
        self.person.button("Отправить в расчёт").click()

    def send(self) -> ReceiptPage:
        self.press_send()
        return ReceiptPage(self.person)

    def send_twice(self) -> ReceiptPage:
        """A double click."""
        self.person.button("Отправить в расчёт").dblclick()
        return ReceiptPage(self.person)

    def send_with_gaps(self) -> ReviewPage:
        self.press_send()
        return ReviewPage(self.person)

    def send_with_mistakes(self) -> MistakesPage:
        self.press_send()
        return MistakesPage(self.person)

    def history(self) -> HistoryPage:
        self.person.link("История показаний", within=self.main).click()
        return HistoryPage(self.person)


class OpeningsPage(ReadingsPage):
    heading = "Показания на начало периода: "


class ConsumptionPage(Screen):
    heading = "Расчет предварительного расхода за"

    def comes_to(self, serial: str, energy: str, word: str) -> None:
        """The seventh column tells the energy; somewhere in the row stands which value is the current one."""
        row = self.main.get_by_role("row").filter(has_text=f"№ {serial}")
        expect(row.get_by_role("cell").nth(6)).to_have_text(energy)
        expect(row).to_contain_text(word)

    def total(self, text: str) -> None:
        expect(self.main.get_by_role("region", name="Итого по договору")).to_contain_text(text)
        self.person.look()

    def fill_missing(self, serial: str) -> ReadingsPage:
        """From the list of what the total lacks."""
        self.main.get_by_role("link", name=re.compile(rf"№ {serial}\b")).click()
        return ReadingsPage(self.person)

    def give_beginning(self, serial: str) -> OpeningsPage:
        """From the register's own line."""
        row = self.main.get_by_role("row").filter(has_text=f"№ {serial}")
        row.get_by_role("link", name="нет предыдущего показания").click()
        return OpeningsPage(self.person)

    def count_totals(self) -> ConsumptionPage:
        """Of a long list: with scripts they come by themselves."""
        if self.person.scripted:
            return self
        self.person.link("Посчитать итоги").click()
        return TotalsPage(self.person)


class TotalsPage(ConsumptionPage):
    heading = "Предварительный расход по объектам за"


class MistakesPage(Screen):
    heading = "Исправьте показания за"

    def correct(self) -> ReadingsPage:
        self.person.link("Исправить").click()
        return ReadingsPage(self.person)


class ReviewPage(Screen):
    heading = "Проверьте показания за"

    def send_filled(self) -> ReceiptPage:
        self.person.button("Отправить заполненные").click()
        return ReceiptPage(self.person)

    def back(self) -> ReadingsPage:
        self.person.link("Вернуться к показаниям").click()
        return ReadingsPage(self.person)

    def to_receipt(self) -> ReceiptPage:
        self.main.get_by_role("link", name=re.compile("квитанция № ")).click()
        return ReceiptPage(self.person)


class ReceiptPage(Screen):
    heading = "Квитанция № "

    @property
    def number(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text().removeprefix("Квитанция № ")

    def status(self, serial: str, text: str) -> None:
        row = self.main.get_by_role("row").filter(has_text=f"№ {serial}")
        expect(row.get_by_role("cell").last).to_have_text(text)

    def reload_until(self, serial: str, text: str) -> None:
        """Look again and again, as a person who waits does, until billing's word has come in."""
        state = self.main.get_by_role("row").filter(has_text=f"№ {serial}").get_by_role("cell").last

        def has_come() -> bool:
            self.page.reload()
            return state.inner_text() == text

        eventually(has_come, f"№ {serial}: never {text}", PAGE)
        self.person.look()

    def go_back(self) -> ReviewPage:
        """The browser's own «Назад»."""
        self.page.go_back()
        return ReviewPage(self.person)

    def readings(self) -> ReadingsPage:
        self.person.link("Передача показаний").last.click()
        return ReadingsPage(self.person)
