"""A photo of a meter with the place of its taking: it is seen, sent along, and tells nobody where it was taken."""

from pathlib import Path

import pytest

from tests.e2e.billing import Billing
from tests.e2e.pages.account import sign_in
from tests.e2e.pages.photos import PhotosPage, photos_of
from tests.e2e.person import Person
from tests.e2e.portal import Portal
from tests.photos import pictures


@pytest.mark.parametrize("kind", ["jpeg", "heic"])
def test_a_photo_goes_along_with_its_reading(
    person: Person, portal: Portal, billing: Billing, tmp_path: Path, kind: str
) -> None:
    contract = billing.a_contract("1200")
    [serial] = contract.serials
    sheet = sign_in(person, portal.neighbour).link_contract().link(contract).submit_readings().wait_for(serial)
    sheet.put(serial, "1300")
    data = getattr(pictures, kind)(6)
    assert pictures.MAKER.encode() in data
    page = photos_of(sheet, serial)
    page.attach(pictures.written(tmp_path, b"<svg/>", "photo.jpg"))
    page.alerts("Это рисунок SVG, а не фотография")
    page.attach(pictures.written(tmp_path, data, f"photo.{kind}"))
    page.says("Снимок добавлен")
    page.see(1)
    kept = page.download()
    assert not [word for word in (b"Exif", b"GPS", pictures.MAKER.encode()) if word in kept]
    page.remove()
    page.says("Снимок убран")
    page.attach(tmp_path / f"photo.{kind}")
    receipt = page.back().send()
    receipt.person.link("фото").click()
    page = PhotosPage(person)
    page.says("квитанция № ")
    page.see(1)
