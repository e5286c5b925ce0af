"""Other conditions than a desk and a mouse: a slow line, the keyboard alone, the dark, a magnified screen, a phone."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import NewPerson
from tests.e2e.desks import DARK, PHONE, ZOOMED, Dress
from tests.e2e.pages.account import SignInPage, SignUpPage, sign_in
from tests.e2e.pages.contracts import ContractsPage, LinkPage
from tests.e2e.pages.readings import ReadingsPage
from tests.e2e.pages.start import StartPage
from tests.e2e.portal import Portal

CONTRACT = "90000001"
"""Of the demo's administrator; a sheet with two objects."""


def test_a_slow_line(new_person: NewPerson, portal: Portal) -> None:
    person = new_person()
    person.slow_down(kilobits=400, milliseconds=400)
    start = sign_in(person, portal.login("administrator"))
    sheet = start.contracts().submit_readings(CONTRACT)
    serial = sheet.first_serial()
    value = sheet.a_little_more(serial)
    sheet.put(serial, value)
    sheet.stands(serial, value, "Черновик")
    sheet.save()


def test_the_keyboard_alone(new_person: NewPerson, portal: Portal) -> None:
    person = new_person()
    login, password = portal.login("administrator")
    SignInPage.open(person)
    person.tab_to(person.field("Логин (электронная почта)"))
    person.page.keyboard.type(login)
    person.tab_to(person.field("Пароль"))
    person.page.keyboard.type(password)
    person.page.keyboard.press("Enter")
    StartPage(person)
    person.tab_to(person.link("Договоры").first)
    person.page.keyboard.press("Enter")
    ContractsPage(person)
    row = person.page.get_by_role("row").filter(has_text=CONTRACT)
    person.tab_to(person.link("Передать показания", within=row))
    person.page.keyboard.press("Enter")
    sheet = ReadingsPage(person)
    serial = sheet.first_serial()
    value = sheet.a_little_more(serial)
    person.tab_to(sheet.reading(serial))
    person.page.keyboard.press("Control+A")
    person.page.keyboard.type(value)
    person.tab_to(person.button("Сохранить"))
    person.page.keyboard.press("Enter")
    sheet.stands(serial, value, "Черновик")
    sheet.says("Сохранено в черновике")


@pytest.mark.parametrize("worn", [DARK, ZOOMED, PHONE], ids=lambda worn: worn.name)
def test_the_main_pages_in_other_dresses(new_person: NewPerson, portal: Portal, worn: Dress) -> None:
    person = new_person(dress=worn)
    SignUpPage.open(person)
    start = sign_in(person, portal.login("administrator"))
    start.put_away("Поверка приборов")
    start.bring_back("Поверка приборов")
    LinkPage.open(person)
    sheet = ContractsPage.open(person).submit_readings(CONTRACT)
    serial = sheet.first_serial()
    sheet.put(serial, "1")
    sheet.wrong(serial, "Меньше предыдущего")
    expect(sheet.row(serial)).to_be_visible()
