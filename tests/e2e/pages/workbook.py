"""«Работа с формой в формате Excel»: the page, and the workbook that comes from it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.e2e.pages.base import Screen
from tests.e2e.pages.readings import ReadingsPage, ReceiptPage, ReviewPage
from tests.e2e.person import Person
from tests.e2e.waiting import PAGE, eventually


class WorkbookPage(Screen):
    heading = "Работа с формой в формате Excel"

    def download(self, folder: Path) -> Path:
        """The file under the name that the browser gives it."""
        with self.page.expect_download() as coming:
            self.person.link("Выгрузить в Excel файл").click()
        path = folder / coming.value.suggested_filename
        coming.value.save_as(path)
        return path

    def choose(self, path: Path) -> None:
        self.person.field("Файл .xlsx, не больше 10 МБ").set_input_files(path)

    def press_upload(self) -> None:
        self.person.button("Загрузить Excel файл").click()

    def upload(self, path: Path) -> UploadedPage:
        self.choose(path)
        self.press_upload()
        return UploadedPage(self.person)

    def never_went(self) -> None:
        """With scripts the page says so; without, the browser shows a page of its own."""
        if self.person.scripted:
            self.alerts("Портал не ответил. Нажмите кнопку ещё раз: ничего не удвоится")
        else:
            expect(self.page.get_by_role("heading", level=1)).to_have_count(0)

    def another_try(self, address: str) -> WorkbookPage:
        """With scripts the page is still there; without, it is opened anew."""
        if not self.person.scripted:
            self.person.open(address)
        return WorkbookPage(self.person)

    def upload_twice(self, path: Path) -> UploadedPage:
        """A double click."""
        self.choose(path)
        self.person.button("Загрузить Excel файл").dblclick()
        return UploadedPage(self.person)

    def upload_in_vain(self, path: Path, why: str) -> None:
        """The file is not taken; the form stays, and says why."""
        self.choose(path)
        self.press_upload()
        self.seen_going()
        self.mistake("Файл .xlsx, не больше 10 МБ", why)

    def seen_going(self) -> None:
        """With scripts one sees how much of the file has gone; without, the browser says it in its own way."""
        bar = self.main.get_by_role("progressbar", name="Передано на сервер")
        if self.person.scripted:
            eventually(lambda: bar.is_visible() and bar.evaluate("bar => bar.value") > 0, "nothing is seen going")

    def back(self) -> ReadingsPage:
        self.person.link("Вернуться к показаниям").click()
        return ReadingsPage(self.person)


class UploadedPage(Screen):
    heading = "Проверка файла Excel"

    def __init__(self, person: Person) -> None:
        super().__init__(person)
        eventually(self._checked, "the check never ended", PAGE)
        person.look()

    def _checked(self) -> bool:
        """With scripts the page looks by itself."""
        under_way = self.main.get_by_role("progressbar").count()
        if under_way and not self.person.scripted:
            self.person.link("Обновить").click()
        return not under_way

    @property
    def number(self) -> int:
        return int(self.page.url.partition("?")[0].rpartition("/")[2])

    def row(self, cell: str) -> Locator:
        return self.main.get_by_role("row").filter(has=self.page.get_by_role("cell", name=cell, exact=True))

    def wrong(self, cell: str, typed: str, why: str) -> None:
        expect(self.row(cell)).to_contain_text(typed)
        expect(self.row(cell)).to_contain_text(why)

    def marked(self, folder: Path) -> Path:
        """The same workbook in red."""
        with self.page.expect_download() as coming:
            self.person.link("Получить файл с отметками").click()
        path = folder / coming.value.suggested_filename
        coming.value.save_as(path)
        return path

    def another(self) -> WorkbookPage:
        self.person.link("Загрузить другой файл").click()
        return WorkbookPage(self.person)

    def look_at_sheet(self) -> ReadingsPage:
        self.person.link("Посмотреть показания").click()
        return ReadingsPage(self.person)

    def send(self) -> ReceiptPage:
        self.person.button("Отправить в расчёт").click()
        return ReceiptPage(self.person)

    def send_twice(self) -> ReceiptPage:
        """A double click."""
        self.person.button("Отправить в расчёт").dblclick()
        return ReceiptPage(self.person)

    def send_with_gaps(self) -> ReviewPage:
        self.person.button("Отправить в расчёт").click()
        return ReviewPage(self.person)


def work_in_excel(sheet: ReadingsPage) -> WorkbookPage:
    sheet.person.link("Работа с формой в формате Excel").click()
    return WorkbookPage(sheet.person)
