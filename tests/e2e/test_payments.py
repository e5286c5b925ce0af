"""«Платежи», by the keyboard: filters, a mistake, the total, pages, files."""

from tests.e2e.pages.account import sign_in
from tests.e2e.pages.lists import PaymentsPage
from tests.e2e.person import Person
from tests.e2e.portal import Portal

NUMBER = "90000001"


def test_payments_are_found_counted_and_taken_away(person: Person, portal: Portal) -> None:
    sign_in(person, portal.login("administrator"))
    page = PaymentsPage.of(person, NUMBER)
    first = page.numbers()
    page.counts()
    person.link("Следующие →").click()
    assert not set(PaymentsPage(person).numbers()) & set(first)
    page.find(number=first[0])
    assert first[0] in page.numbers()
    page.ask(number="", least="1,5", most="много")
    page.mistake("Сумма до, ₽", "Напишите сумму в рублях")
    page.find(most="999999999")
    assert page.numbers()
    page.all()
    assert page.file("Выгрузить в Excel").startswith(b"PK")
    assert page.file("Выгрузить в CSV").decode("utf-8-sig").startswith("Номер платежного документа;Дата;Сумма")
