"""«Реквизиты для оплаты»: what is paid for and how much, the code, the document."""

from io import BytesIO

import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.e2e.pages.base import Screen
from tests.e2e.person import Person


class RequisitesPage(Screen):
    heading = "Реквизиты для оплаты"

    @classmethod
    def of_contract(cls, person: Person) -> "RequisitesPage":
        """From «Информация по договору», by the keyboard."""
        person.tab_to(person.link("Реквизиты и платёжное поручение с QR-кодом"))
        person.page.keyboard.press("Enter")
        return cls(person)

    def choose(self, what: str, kopecks: str) -> None:
        """Both fields by the keyboard; Enter in the second one shows the order."""
        self.person.tab_to(self.page.get_by_label("За что"))
        self.page.keyboard.type(what)
        self.person.tab_to(self.person.field("Сумма, ₽"))
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(kopecks)
        self.page.keyboard.press("Enter")

    @property
    def code(self) -> str:
        """As a telephone sees it on the screen."""
        picture = self.main.get_by_role("img", name="QR-код с реквизитами")
        expect(picture).to_be_visible()
        [found] = zxingcpp.read_barcodes(Image.open(BytesIO(picture.screenshot())))
        return found.bytes.decode()

    def document(self) -> bytes:
        with self.page.expect_download() as coming:
            self.person.link("Скачать PDF").click()
        return coming.value.path().read_bytes()
