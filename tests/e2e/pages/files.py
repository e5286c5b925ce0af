"""Workbooks that a page hands out."""

from pathlib import Path

from openpyxl import load_workbook

from tests.e2e.pages.base import Screen
from tests.e2e.person import Person
from tests.e2e.waiting import PAGE, eventually


def workbook_of(screen: Screen, folder: Path) -> tuple[str, list[list[object]]]:
    """The name that the browser gives the file, and the rows of its first sheet."""
    with screen.page.expect_download() as coming:
        screen.person.link("Выгрузить в Excel").first.click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path.name, [[cell.value for cell in row] for row in load_workbook(path).worksheets[0].iter_rows(min_row=4)]


class OrderPage(Screen):
    """A long workbook that is made while one waits, or does something else."""

    heading = "Файл Excel"

    def __init__(self, person: Person) -> None:
        super().__init__(person)
        self.address = self.page.url

    def wait(self) -> None:
        """With scripts the page looks by itself."""
        eventually(self._made, "the file was never made", PAGE)
        self.person.look()

    def _made(self) -> bool:
        under_way = self.main.get_by_role("progressbar").count()
        if under_way and not self.person.scripted:
            self.person.link("Обновить").click()
        return not under_way

    def download(self, folder: Path) -> Path:
        with self.page.expect_download() as coming:
            self.person.link("Скачать файл").click()
        path = folder / coming.value.suggested_filename
        coming.value.save_as(path)
        return path
