"""The pictures of the README, drawn anew when asked for: `pytest tests/e2e/test_pictures.py --pictures`."""

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.conftest import NewPerson
from tests.e2e.desks import PHONE
from tests.e2e.pages.account import sign_in
from tests.e2e.pages.contracts import ContractsPage
from tests.e2e.pages.start import StartPage
from tests.e2e.person import Person
from tests.e2e.portal import Portal

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
LARGEST = 150_000
"""Bytes of one picture."""


def draw(person: Person, name: str) -> None:
    """What is on the screen, in as few colours as serve; hiding the caret would be a style that the policy refuses."""
    shot = Image.open(io.BytesIO(person.page.screenshot(caret="initial")))
    FOLDER.mkdir(exist_ok=True)
    shot.convert("RGB").quantize(160, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


@pytest.fixture
def asked(pytestconfig: pytest.Config) -> None:
    if not pytestconfig.getoption("pictures"):
        pytest.skip("drawn only with --pictures")


@pytest.mark.usefixtures("asked")
def test_draw(new_person: NewPerson, portal: Portal) -> None:
    person, phone = new_person(), new_person(dress=PHONE)
    sign_in(person, portal.neighbour).put_away("Поверка приборов")
    start = StartPage.open(person)
    draw(person, "start")
    start.bring_back("Поверка приборов")
    sheet = ContractsPage.open(person).submit_readings("90000020")
    for field, value in zip(sheet.fields(), ("", "1", "9999999"), strict=False):
        field.fill(value)
        field.press("Tab")
    draw(person, "readings")
    sign_in(phone, portal.neighbour)
    draw(phone, "phone")


def test_the_pictures_are_small() -> None:
    pictures = sorted(FOLDER.glob("*.png"))
    assert [path.stem for path in pictures] == ["phone", "readings", "start"]
    assert all(path.stat().st_size <= LARGEST for path in pictures)
