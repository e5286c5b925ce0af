"""«Обращения»: written, kept, sent with files, answered, withdrawn; the list by the keyboard."""

from pathlib import Path

from src.demo.plan import contract_key
from tests.e2e.billing import Billing
from tests.e2e.pages.account import sign_in
from tests.e2e.pages.appeals import AppealsPage
from tests.e2e.person import Person
from tests.e2e.portal import Portal
from tests.papers import documents
from tests.photos import pictures

NUMBER = "90000001"


def test_an_appeal_goes_with_files_and_is_answered(
    person: Person, portal: Portal, billing: Billing, tmp_path: Path
) -> None:
    sign_in(person, portal.login("administrator"))
    page = AppealsPage.of(person, NUMBER).write()
    page.keep("Счёт не сходится.\nПроверьте, пожалуйста.")
    macros = documents.docx(word__vbaProject_dot_bin=b"x")
    bad = pictures.written(tmp_path, macros, "Расчёт.docx")
    page.attach(bad, pictures.written(tmp_path, documents.pdf(), "Акт сверки.pdf"))
    page.mistake("Файл", "Расчёт.docx: В документе есть макросы")
    page.says("Приложено файлов: 1, не приложено: 1")
    person.field("Файл").set_input_files(pictures.written(tmp_path, pictures.jpeg(), "снимок.jpeg"))
    sent = page.send("Начисления и счета")
    number = sent.number
    assert sent.file("Акт сверки.pdf") == documents.pdf()
    assert b"Exif" not in sent.file("снимок.jpg")
    billing.answer(number, contract_key(0), "working", "Проверяем счёт")
    person.page.reload()
    sent.says("Проверяем счёт")
    sent.withdraw()
    sent.says(f"Обращение № {number} отозвано")
    listed = AppealsPage.of(person, NUMBER)
    listed.show("Отозвано")
    assert number in listed.numbers()
    listed.show("Исполнено")
    assert number not in listed.numbers()
    listed.all()
    assert listed.file("Выгрузить в CSV").decode("utf-8-sig").startswith("Номер;Дата;Тема;Состояние;Текст")
