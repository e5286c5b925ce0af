"""«Управление доступом»: of one contract, of many, and the report over all."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.e2e.pages.base import Screen
from tests.e2e.pages.contracts import ContractPage, ContractsPage
from tests.e2e.person import Person


class AccessPage(Screen):
    heading = "Управление доступом к договору №"

    @classmethod
    def from_row(cls, person: Person, number: str) -> AccessPage:
        """By the link of the contract's row in «Договоры»."""
        person.link("Управление доступом", within=ContractsPage.open(person).row(number)).click()
        return cls(person)

    def row(self, login: str) -> Locator:
        return self.main.get_by_role("row").filter(has_text=login)

    def shows(self, login: str, *told: str) -> None:
        for each in told:
            expect(self.row(login)).to_contain_text(each)

    def find(self, words: str, login: str) -> None:
        """Nobody else is listed then."""
        self.person.field("Имя или логин").fill(words)
        self.person.button("Найти").click()
        rows = self.main.get_by_role("row").filter(has=self.page.get_by_role("cell"))
        expect(rows).to_have_count(1)
        self.shows(login)
        self.person.look()

    def change(self, login: str) -> MemberPage:
        self.row(login).get_by_role("link").click()
        return MemberPage(self.person)


class MemberPage(Screen):
    heading = "Доступ к договору №"

    def save(self, role: str, until: str = "") -> None:
        self.person.field("Роль").select_option(role)
        self.type("Действует до", until)
        self.person.button("Сохранить").click()

    def hand_over(self, keep: str) -> ContractPage:
        self.person.link("Передать администрирование").click()
        confirming = HandOverPage(self.person)
        confirming.person.field("Что останется у вас").select_option(keep)
        self.person.button("Передать администрирование").click()
        return ContractPage(self.person)

    def withdraw(self) -> AccessPage:
        self.person.link("Отозвать доступ").click()
        WithdrawPage(self.person)
        self.person.button("Отозвать доступ").click()
        return AccessPage(self.person)


class HandOverPage(Screen):
    heading = "Передать администрирование договора №"


class WithdrawPage(Screen):
    heading = "Отозвать доступ к договору №"


class UnlinkPage(Screen):
    heading = "Отвязать договор №"

    @classmethod
    def from_contracts(cls, person: Person, number: str) -> UnlinkPage:
        person.link("Отвязать договор", within=ContractsPage.open(person).row(number)).click()
        return cls(person)

    @classmethod
    def from_profile(cls, person: Person, number: str) -> UnlinkPage:
        person.open("/profile")
        row = person.page.get_by_role("row").filter(has_text=f"№ {number}")
        person.link("Отвязать договор", within=row).click()
        return cls(person)

    def confirm(self) -> ContractsPage:
        self.person.button("Отвязать договор").click()
        return ContractsPage(self.person)


class ManyPage(Screen):
    """Contracts are chosen, then a person and an act."""

    heading = "Доступ ко многим договорам"

    @classmethod
    def from_contracts(cls, person: Person) -> ManyPage:
        ContractsPage.open(person)
        person.link("Доступ ко многим договорам").click()
        return cls(person)

    def choose_nothing(self) -> ManyPage:
        self.person.button("Снять все отметки").click()
        self.says("Пока ничего не выбрано")
        return self

    def choose(self, *numbers: str) -> ManyPage:
        for number in numbers:
            self.person.field("Номер, организация или адрес").fill(number)
            self.person.button("Найти").click()
            self.person.field(f"№ {number}").check()
            self.person.button("Запомнить отмеченные").click()
        self.says(f"Выбрано: {len(numbers)}")
        self.person.button("Дальше").click()
        return ManyPage(self.person)

    def add(self, email: str, role: str) -> None:
        """Somebody whom these contracts do not know yet."""
        self.person.link("Добавить пользователя").click()
        self.person.field("Роль").select_option(role)
        self.type("Электронная почта", email)
        self.person.button("Найти").click()
        self.person.button("Подтвердить").click()
        AccessPage(self.person)

    def give(self, login: str, role: str) -> None:
        self.type("Логин (электронная почта)", login)
        self.person.field("Роль").select_option(role)
        self._go("Сохранить")

    def withdraw(self, login: str) -> None:
        self.type("Логин (электронная почта)", login)
        self.page.get_by_role("radio", name="отозвать доступ").check()
        self._go("Отозвать доступ")

    def _go(self, button: str) -> None:
        self.person.button("Проверить").click()
        ManyPage(self.person)
        self.person.button(button).click()
        ManyPage(self.person)


class ReportPage(Screen):
    heading = "Кто имеет доступ"

    @classmethod
    def from_contracts(cls, person: Person) -> ReportPage:
        ContractsPage.open(person)
        person.link("Кто имеет доступ").click()
        return cls(person)

    def find(self, contract: str, who: str) -> None:
        self.type("Договор, организация или адрес", contract)
        self.type("Имя или логин", who)
        self.person.button("Найти").click()
        expect(self.main.get_by_role("row").filter(has_text=who)).to_have_count(1)
        self.person.look()

    def print(self) -> ReportPage:
        self.person.link("Для печати").click()
        return ReportPage(self.person)
