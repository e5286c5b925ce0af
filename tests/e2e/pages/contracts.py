"""The contracts: their list, linking, requests of second linkers."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.e2e.billing import Contract
from tests.e2e.pages.base import Screen
from tests.e2e.pages.readings import ReadingsPage
from tests.e2e.person import Person


class ContractPage(Screen):
    heading = "Информация по договору №"

    def requests(self) -> RequestsPage:
        self.person.link("Запросы на доступ").click()
        return RequestsPage(self.person)

    def submit_readings(self) -> ReadingsPage:
        self.person.link("Передать показания", within=self.main).last.click()
        return ReadingsPage(self.person)


class ContractsPage(Screen):
    heading = "Договоры"

    @classmethod
    def open(cls, person: Person) -> ContractsPage:
        person.open("/contracts")
        return cls(person)

    def find(self, words: str) -> None:
        self.person.field("Номер, организация или адрес").fill(words)
        self.person.button("Найти").click()

    def shows_only(self, number: str) -> None:
        rows = self.main.get_by_role("row").filter(has=self.page.get_by_role("cell"))
        expect(rows).to_have_count(1)
        expect(rows).to_contain_text(f"№ {number}")
        self.person.look()

    def row(self, number: str) -> Locator:
        """Found first, where there are many."""
        self.find(number)
        self.shows_only(number)
        return self.main.get_by_role("row").filter(has=self.person.link(f"№ {number}"))

    def submit_readings(self, number: str) -> ReadingsPage:
        row = self.main.get_by_role("row").filter(has=self.person.link(f"№ {number}"))
        self.person.link("Передать показания", within=row).click()
        return ReadingsPage(self.person)

    def link_another(self) -> LinkPage:
        self.person.link("Привязать договор").click()
        return LinkPage(self.person)


class LinkPage(Screen):
    heading = "Привязать договор"

    @classmethod
    def open(cls, person: Person) -> LinkPage:
        person.open("/contracts/link")
        return cls(person)

    def fill(self, contract: Contract) -> None:
        self.type("Номер договора", contract.number)
        self.type("ИНН", contract.inn)
        self.type("КПП", contract.kpp)
        self.type("Номер счёта", contract.invoice_number)
        self.type("Сумма счёта", contract.invoice_sum)

    def press(self) -> None:
        self.person.button("Привязать договор").click()

    def link(self, contract: Contract) -> ContractPage:
        self.fill(contract)
        self.press()
        return ContractPage(self.person)

    def link_after_somebody(self, contract: Contract) -> AskPage:
        self.fill(contract)
        self.press()
        return AskPage(self.person)

    def ask_for_code(self, contract: Contract) -> CodePage:
        self.fill(contract)
        self.type("Номер счёта", "")
        self.type("Сумма счёта", "")
        self.page.get_by_role("radio", name="код на электронную почту").check()
        self.press()
        return CodePage(self.person)


class CodePage(Screen):
    heading = "Код подтверждения"

    def try_code(self, code: str) -> None:
        self.type("Код из письма", code)
        self.person.button("Привязать договор").click()

    def enter(self, code: str) -> ContractPage:
        self.try_code(code)
        return ContractPage(self.person)


class AskPage(Screen):
    heading = "У договора уже есть администратор"

    def ask(self) -> AskedPage:
        self.person.button("Отправить запрос").click()
        return AskedPage(self.person)


class AskedPage(Screen):
    heading = "Запрос отправлен"


class RequestsPage(Screen):
    heading = "Запросы на доступ к договору №"

    def confirm(self, login: str, role: str) -> None:
        row = self.main.get_by_role("row").filter(has_text=login)
        row.get_by_role("combobox").select_option(role)
        row.get_by_role("button", name="Подтвердить").click()
        self.says("доступ открыт, письмо отправлено")
