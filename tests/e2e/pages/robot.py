"""A form with «Я не робот»."""

import re

from playwright.sync_api import expect

from tests.e2e.mailbox import Mailbox
from tests.e2e.pages.base import Screen


class RobotForm(Screen):
    def prove(self, mailbox: Mailbox) -> None:
        """With scripts the browser works for it; without, the person reads the code, in the demo from the mailbox."""
        if self.person.scripted:
            self.work()
        else:
            self.type_code(self.read_code(mailbox))

    def work(self) -> None:
        self.page.get_by_role("checkbox", name="Я не робот").click()
        expect(self.page.get_by_role("checkbox", name="Проверено")).to_be_checked()

    def type_code(self, code: str) -> None:
        """With scripts the picture stands behind a link."""
        if self.person.link("Ввести код с картинки").is_visible():
            self.person.link("Ввести код с картинки").click()
        self.type("Код с картинки", code)

    def listen(self) -> None:
        """Press «play»: the code is spoken, five digits take seconds."""
        voice = self.page.get_by_label("Прослушать код")
        voice.click(position={"x": 24, "y": 27})
        seconds = self.person.settled("audio", "canplay", "duration")
        assert seconds > 2, seconds

    def another_code(self) -> None:
        shown = self.page.get_by_role("img", name=re.compile("Пять цифр")).get_attribute("src")
        self.person.button("Другой код").click()
        expect(self.page.get_by_role("img", name=re.compile("Пять цифр"))).not_to_have_attribute("src", shown or "")
        self.person.look()

    def read_code(self, mailbox: Mailbox) -> str:
        """The code of the picture on screen, by the label that stands beside it."""
        expect(self.page.get_by_role("img", name=re.compile("Пять цифр"))).to_be_visible()
        told = re.search(r"код картинки (\w+)", self.main.inner_text())
        assert told, "the demo names its pictures"
        return mailbox.code(told[1])
