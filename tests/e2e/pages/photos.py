"""Photos of a meter: the page behind the «Фото» of a row."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.e2e.pages.base import Screen
from tests.e2e.pages.readings import ReadingsPage


class PhotosPage(Screen):
    heading = "Фото прибора № "

    def attach(self, path: Path) -> None:
        self.person.field("Фотография прибора, на которой видны цифры и номер").set_input_files(path)
        self.person.button("Добавить фото").click()

    def shown(self) -> Locator:
        return self.main.locator("li img")

    def see(self, count: int) -> None:
        """Each is really drawn: a broken one has no width of its own."""
        expect(self.shown()).to_have_count(count)
        for picture in self.shown().all():
            picture.scroll_into_view_if_needed()
            expect(picture).to_have_js_property("complete", value=True)
            assert picture.evaluate("image => image.naturalWidth") > 0
        self.person.look()

    def download(self) -> bytes:
        """The bytes behind the first one's link."""
        address = self.main.get_by_role("link", name=re.compile("^Снимок 1")).get_attribute("href")
        answer = self.page.request.get(str(address))
        assert answer.headers["content-type"] == "image/jpeg"
        return answer.body()

    def remove(self) -> None:
        self.person.button("Убрать снимок 1").click()

    def back(self) -> ReadingsPage:
        self.person.link("Вернуться к показаниям").click()
        return ReadingsPage(self.person)


def photos_of(sheet: ReadingsPage, serial: str) -> PhotosPage:
    sheet.row(serial).get_by_role("link", name="Фото").click()
    return PhotosPage(sheet.person)
