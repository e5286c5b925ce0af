"""«Документы», by the keyboard: found, counted, a PDF read back, an archive; an act of reconciliation asked for."""

import zipfile
from pathlib import Path

from tests.e2e.pages.account import sign_in
from tests.e2e.pages.documents import DocumentsPage, ReconciliationPage
from tests.e2e.person import Person
from tests.e2e.portal import Portal
from tests.printing.reading import read

NUMBERS = {True: "90000001", False: "90000002"}
"""Each way asks in a contract of its own."""


def test_documents_are_found_and_read(person: Person, portal: Portal, tmp_path: Path) -> None:
    sign_in(person, portal.login("administrator"))
    number = NUMBERS[person.scripted]
    page = DocumentsPage.of(person, number)
    assert len(set(page.kinds())) > 2
    page.counts()
    page.find_first_kind()
    assert set(page.kinds()) == {"Счёт"}
    path = page.download_first(tmp_path)
    assert path.name.startswith("Счёт № Э-")
    told = read(path.read_bytes()).text
    assert f"Договор энергоснабжения № {number}" in told
    assert path.stem.split(" от ")[0].replace("-", "/") in told.replace("-", "/")
    with zipfile.ZipFile(page.download_ticked(2, tmp_path)) as packed:
        assert path.name in packed.namelist()
        assert len(packed.namelist()) == 2
    page.all()
    person.link("Запросить акт сверки").click()
    acts = ReconciliationPage(person)
    acts.ask("2026-01-01", "2026-03-31")
    acts.says("Запрос отправлен поставщику")
    acts.says("01.01.2026 – 31.03.2026")
    acts.ask("2026-01-01", "2026-03-31")
    acts.says("второй запрос не нужен")
