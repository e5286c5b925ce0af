"""A service is ordered by the keyboard, printed, cancelled; the list finds it by its status."""

from tests.e2e.pages.account import sign_in
from tests.e2e.pages.services import ServicesPage
from tests.e2e.pages.start import StartPage
from tests.e2e.person import Person
from tests.e2e.portal import Portal


def test_a_service_is_ordered_printed_and_cancelled(person: Person, portal: Portal) -> None:
    sign_in(person, portal.login("accountant"))
    services = ServicesPage.of_first_contract(person)
    services.choose_status("Выполнена")
    services.only("Выполнена")
    catalogue = services.order_a_service()
    catalogue.find("поверка")
    form = catalogue.order("Поверка прибора учёта")
    form.write("Телефон для связи", "звоните")
    form.choose_place()
    form.go_on()
    form.mistake("Телефон для связи", "Не похоже на номер телефона")
    form.write("Телефон для связи", "8 916 123-45-67")
    form.write("Комментарий", "Пропуск на проходной")
    form = form.review().change()
    form.write("Количество", "2")
    order = form.review().order()
    order.says("Заявка оформлена")
    number = order.number
    order.on_paper(number, "Ввод 1", "4\u00a0831,20", "Пропуск на проходной")
    StartPage.open(person)
    assert number in StartPage(person).block("Заказы").inner_text()
    person.link(f"№ {number}").click()
    order.cancel()
    services = order.services()
    services.choose_status("Отменена")
    services.holds(number, "Отменена", "4\u00a0831,20")
