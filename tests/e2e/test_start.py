"""The start page is arranged by its reader, and stays so."""

from playwright.sync_api import expect

from tests.e2e.conftest import NewPerson
from tests.e2e.desks import WIDE
from tests.e2e.pages.account import sign_in, sign_out
from tests.e2e.person import Person
from tests.e2e.portal import Portal


def test_blocks_stay_as_they_were_left(person: Person, portal: Portal) -> None:
    start = sign_in(person, portal.login("viewer"))
    start.fold("Потребление")
    start.put_away("Поверка приборов")
    sign_out(person)
    start = sign_in(person, portal.login("viewer"))
    expect(person.button("Раскрыть", within=start.block("Потребление"))).to_be_visible()
    expect(start.tray).to_contain_text("Поверка приборов")
    start.bring_back("Поверка приборов")
    start.unfold("Потребление")
    expect(start.tray).to_be_hidden()
    due = start.due()
    due.tell_year()
    due.tell_now()


def test_the_focus_stays_with_the_block(new_person: NewPerson, portal: Portal) -> None:
    person = new_person(scripted=True, dress=WIDE)
    start = sign_in(person, portal.login("viewer"))
    start.fold("Поверка приборов")
    expect(person.button("Раскрыть", within=start.block("Поверка приборов"))).to_be_focused()
    start.unfold("Поверка приборов")
    expect(person.button("Скрыть", within=start.block("Поверка приборов"))).to_be_focused()
    start.put_away("Поверка приборов")
    expect(start.tray.get_by_role("button", name="Раскрыть")).to_be_focused()
    start.bring_back("Поверка приборов")
    expect(person.button("Скрыть", within=start.block("Поверка приборов"))).to_be_focused()
