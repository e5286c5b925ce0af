"""«Что и когда платить»: the payments of a contract by day."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.e2e.pages.base import Screen


class DuePage(Screen):
    heading = "Что и когда платить по договору №"

    @property
    def times(self) -> Locator:
        return self.main.get_by_role("navigation", name="За какое время")

    def tell_year(self) -> None:
        """By keyboard, the latest year."""
        year = self.times.get_by_role("link").nth(1)
        year.focus()
        self.page.keyboard.press("Enter")
        expect(self.page).to_have_url(re.compile(r"year=20"))
        expect(self.main.get_by_role("table").first).to_contain_text("за ")
        if self.person.scripted:
            expect(year).to_be_focused()
        self.person.look()

    def tell_now(self) -> None:
        self.person.link("Сейчас", within=self.times).click()
        expect(self.page).not_to_have_url(re.compile("year="))
        self.person.look()
