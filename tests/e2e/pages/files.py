"""Workbooks that a page hands out."""

from pathlib import Path

from openpyxl import load_workbook

from tests.e2e.pages.base import Screen


def workbook_of(screen: Screen, folder: Path) -> tuple[str, list[list[object]]]:
    """The name that the browser gives the file, and the rows of its first sheet."""
    with screen.page.expect_download() as coming:
        screen.person.link("Выгрузить в Excel").first.click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path.name, [[cell.value for cell in row] for row in load_workbook(path).worksheets[0].iter_rows(min_row=4)]
