"""What all pages have in common."""

from __future__ import annotations

import re
from typing import ClassVar

from playwright.sync_api import Locator, expect

from tests.e2e.person import Person


class Screen:
    """A page on screen; making one waits until it is there, and looks at it."""

    heading: ClassVar[str]
    """A regular expression of the h1, from its beginning."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.page = person.page
        expect(self.page.get_by_role("heading", level=1)).to_have_text(re.compile("^" + self.heading))
        person.look()

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def says(self, text: str) -> None:
        """Something of this page, after the last action, tells it."""
        expect(self.main).to_contain_text(text)
        self.person.look()

    def alerts(self, text: str) -> None:
        expect(self.main.get_by_role("alert").filter(has_text=text)).to_be_visible()
        self.person.look()

    def type(self, label: str, text: str) -> None:
        self.person.field(label).fill(text)

    def choose(self, label: str, words: str) -> None:
        """Of a list that drops down, by the keyboard."""
        field = self.person.field(label)
        self.person.tab_to(field)
        self.page.keyboard.press("Home")
        for _ in range(12):
            if field.evaluate("e => e.selectedOptions[0].text") == words:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{label} has no «{words}»")

    def mistake(self, label: str, text: str) -> None:
        """The field is marked, and what is wrong with it stands beside it."""
        field = self.person.field(label)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(re.compile(text))
        self.person.look()
