"""A second factor from its first code to the sign-in by application, recovery code and passkey, in a real browser."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect
from pyotp import TOTP

from tests.e2e.mailbox import Mailbox
from tests.e2e.newcomers import register
from tests.e2e.pages.account import Newcomer, SignInPage
from tests.e2e.pages.second_factor import CodesPage, FactorPage, StepPage, UsedPage
from tests.e2e.person import Person

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""A finger that is always on the reader, as Chromium's developer tools imagine it."""


def to_the_second_step(person: Person, who: Newcomer) -> StepPage:
    person.button("Выйти").click()
    SignInPage(person).try_to_enter(who.email, who.password)
    return StepPage(person)


def code(key: str, steps: int) -> str:
    """What the application shows so many half-minutes from now."""
    return TOTP(key).at(datetime.now(UTC) + timedelta(seconds=30 * steps))


def test_application_recovery_code_and_passkey(person: Person, mailbox: Mailbox) -> None:
    who = register(person, mailbox)
    SignInPage(person).enter(who.email, who.password)
    page = FactorPage.open(person).connect_app()
    page.confirm("000000")
    page.mistake("Код из приложения", "Код не подошёл")
    key = page.key
    page.confirm(code(key, -1))
    shown = CodesPage(person)
    codes = shown.codes
    assert len(codes) == 10
    for _ in range(2):
        assert codes == re.findall(r"\d{4}-\d{4}-\d{4}", shown.save())
    shown.go_on().says("Осталось 10 из 10")
    assert "000000" not in mailbox.letter(who.email, "Подключено приложение").text
    step = to_the_second_step(person, who)
    step.try_code("12")
    step.mistake("Код из приложения или запасной код", "6 цифр из приложения")
    step.enter(code(key, 0))
    to_the_second_step(person, who).try_code(codes[4])
    UsedPage(person).go_on()
    if person.scripted:
        by_passkey(person, who)


def by_passkey(person: Person, who: Newcomer) -> None:
    person.devtools.send("WebAuthn.enable")
    person.devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page = FactorPage.open(person).add_key().make("Рабочий ноутбук")
    page.says("Ключ входа добавлен")
    page.lists_key("Рабочий ноутбук")
    again = page.add_key()
    person.button("Создать ключ").click()
    again.alerts("Ключ не создан")  # the device has one already, and says so itself
    to_the_second_step(person, who).enter_by_key()
    expect(person.button("Выйти")).to_be_visible()
