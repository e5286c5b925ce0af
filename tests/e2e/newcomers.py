"""People whom the portal does not know yet."""

from itertools import count

from tests.e2e.mailbox import Mailbox
from tests.e2e.pages.account import FinishPage, Newcomer, SignUpPage, open_link
from tests.e2e.person import Person

PASSWORD = "сорок тысяч киловатт"
_numbers = count(1)


def newcomer() -> Newcomer:
    return Newcomer(f"elkina{next(_numbers)}@zavod.example", PASSWORD)


def register(person: Person, mailbox: Mailbox) -> Newcomer:
    """The whole way to a confirmed account; the person stands at the sign-in page."""
    who = newcomer()
    form = SignUpPage.open(person)
    form.fill(who)
    form.set_password(who.password, who.password)
    puzzle = form.submit()
    puzzle.prove(mailbox)
    puzzle.confirm()
    open_link(person, mailbox, "Завершите регистрацию", who.email)
    FinishPage(person).finish()
    return who
