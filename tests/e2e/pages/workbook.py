"""«Работа с формой в формате Excel»: the page, and the workbook that comes from it."""

from pathlib import Path

from tests.e2e.pages.base import Screen
from tests.e2e.pages.readings import ReadingsPage


class WorkbookPage(Screen):
    heading = "Работа с формой в формате Excel"

    def download(self, folder: Path) -> Path:
        """The file under the name that the browser gives it."""
        with self.page.expect_download() as coming:
            self.person.link("Выгрузить в Excel файл").click()
        path = folder / coming.value.suggested_filename
        coming.value.save_as(path)
        return path

    def back(self) -> ReadingsPage:
        self.person.link("Вернуться к показаниям").click()
        return ReadingsPage(self.person)


def work_in_excel(sheet: ReadingsPage) -> WorkbookPage:
    sheet.person.link("Работа с формой в формате Excel").click()
    return WorkbookPage(sheet.person)
