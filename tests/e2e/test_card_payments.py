"""Payment by card through every outcome of the bank's page, and back."""

from tests.e2e.billing import Billing
from tests.e2e.mailbox import Mailbox
from tests.e2e.pages.account import sign_in
from tests.e2e.pages.card_payments import BankOffice, CardsPage
from tests.e2e.person import Person
from tests.e2e.portal import Portal


def test_all_that_may_happen_at_the_bank(person: Person, portal: Portal, billing: Billing, mailbox: Mailbox) -> None:
    contract, login = billing.a_contract("1200", "340"), portal.neighbour[0]
    sign_in(person, portal.neighbour).link_contract().link(contract)
    refused = CardsPage.open(person).advance("150,50").go().choose("Отказать")
    refused.becomes("Банк отказал в оплате (код 116)")
    silent = refused.all().invoice().go().choose("Промолчать")
    silent.says("Банк ещё не подтвердил оплату")
    paid = silent.go_again().choose("Оплатить", quiet=True)
    number = paid.becomes("Банк подтвердил оплату").number
    assert number in mailbox.letter(login, f"{contract.number}: банк подтвердил").text
    paid.all().says("оплачен")
    waiting = CardsPage(person).advance("200").go().choose("Отложить: решает банк карты")
    waiting.says("Банк ещё не подтвердил оплату")
    waiting.cancel()
    waiting.alerts("Отменить сейчас нельзя")
    given_up = waiting.all().advance("300").go().choose("Промолчать")
    given_up.cancel()
    given_up.says("Оплата отменена, деньги не списаны")
    cards = given_up.all()
    order = cards.services().order_a_service().order("Копия документа на бумаге").by_phone("8 916 123-45-67")
    billing.ask_for_payment(contract, order, "54.90")
    cards.order(order).go().choose("Оплатить").becomes("Банк подтвердил оплату")
    list_ = person.page.url.rpartition("/")[0]
    BankOffice(person, portal.sandboxes["bank"]).refund(number, "10,00")
    assert number in mailbox.letter(login, f"{contract.number}: часть денег возвращена").text
    person.open(list_)
    CardsPage(person).says("возвращено 10,00")
    CardsPage(person).order_is(order, "Оплачена")
    person.open(list_)
    CardsPage(person).newest().becomes("Банк подтвердил оплату")
