"""People whom the portal does not know yet."""

from itertools import count

from tests.e2e.billing import Billing
from tests.e2e.mailbox import Mailbox
from tests.e2e.pages.account import FinishPage, Newcomer, SignInPage, SignUpPage, open_link
from tests.e2e.pages.start import StartPage
from tests.e2e.person import Person

PASSWORD = "сорок тысяч киловатт"
_numbers = count(1)


def newcomer() -> Newcomer:
    return Newcomer(f"elkina{next(_numbers)}@zavod.example", PASSWORD)


def ask_to_register(person: Person, mailbox: Mailbox, who: Newcomer) -> None:
    """From the form to the letter."""
    form = SignUpPage.open(person)
    form.fill(who)
    form.set_password(who.password, who.password)
    puzzle = form.submit()
    puzzle.prove(mailbox)
    puzzle.confirm()


def register(person: Person, mailbox: Mailbox, who: Newcomer | None = None) -> Newcomer:
    """The whole way to a confirmed account; the person stands at the sign-in page."""
    who = who or newcomer()
    ask_to_register(person, mailbox, who)
    open_link(person, mailbox, "Завершите регистрацию", who.email)
    FinishPage(person).finish()
    return who


def walk_to_the_receipt(person: Person, mailbox: Mailbox, billing: Billing) -> None:
    """Registers, reads the letter, signs in, links a contract that billing delivered, submits; billing gets it all."""
    contract = billing.open_a_contract("1200", "340")
    who = register(person, mailbox)
    start = SignInPage(person).enter(who.email, who.password)
    card = start.link_contract().link(contract)
    card.says("Ваша роль: Администратор")
    sheet = StartPage.open(person).contracts().submit_readings(contract.number).wait_for(contract.serials[-1])
    for serial, value in zip(contract.serials, ("1290", "411"), strict=True):
        sheet.put(serial, value)
        sheet.stands(serial, value, "Черновик")
    receipt = sheet.send()
    receipt.says("Показания отправлены в расчёт")
    delivery, rows = billing.received(receipt.number)
    assert {row["register"]: row["value"] for row in rows} == dict(
        zip(contract.registers, ("1290", "411"), strict=True)
    )
    assert mailbox.letter(who.email, f"Квитанция № {receipt.number}").link.endswith(receipt.number)
    billing.acknowledge(delivery)
    receipt.reload_until(contract.serials[0], "Принято")
