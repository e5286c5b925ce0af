"""Acts of violation: found by keyboard, objected to with a file; a violation reported with a photo."""

from pathlib import Path

from tests.e2e.pages.account import sign_in
from tests.e2e.pages.violations import ActPage, ActsPage
from tests.e2e.person import Person
from tests.e2e.portal import Portal
from tests.photos import pictures

ACTS = {True: ("90000001", "АН-0001/1"), False: ("90000005", "АН-0005/1")}
"""Contract and act of the demo, with HTMX and without: an act has one objection at a time."""


def test_an_objection_and_a_report(person: Person, portal: Portal, tmp_path: Path) -> None:
    contract, number = ACTS[person.scripted]
    photo = pictures.written(tmp_path, pictures.jpeg(), "пломба.jpg")
    program = pictures.written(tmp_path, b"MZ" + bytes(99), "снимок.exe")
    sign_in(person, portal.login("administrator"))
    acts = ActsPage.of(person, contract)
    acts.find(since="2026-01-01", until="2199-12-31")
    acts.choose_first_kind()
    acts.shows(number)
    acts.counts()
    report(object_to(acts.open(number), program, photo), photo)


def object_to(act: ActPage, program: Path, photo: Path) -> ActsPage:
    """With a file, after one that is none; it is withdrawn at the end, so that it may be written again."""
    act.says("кВт·ч")
    writing = act.object()
    writing.type("С чем вы не согласны", "Пломба цела, вот снимок.")
    writing.saves_itself()
    writing.join("Файл", program)
    writing.mistake("Файл", "Это программа")
    writing.keeps("С чем вы не согласны", "Пломба цела, вот снимок.")
    writing.join("Файл", photo)
    writing.says("Файл добавлен")
    sent = writing.go().send_objection()
    sent.says("Возражение отправлено")
    sent.says("пломба.jpg")
    sent.withdraw()
    return sent.back()


def report(acts: ActsPage, photo: Path) -> None:
    writing = acts.report()
    writing.go_wrong()
    writing.mistake("Что замечено", "Напишите, в чём дело")
    writing.type("Где: объект и точка учёта или адрес", "Склад, щитовая у ворот")
    writing.type("Что замечено", "Шкаф вскрыт, от вводных зажимов уходит чужой кабель.")
    writing.type("Когда замечено", "2026-01-02T03:04")
    writing.person.field("не работает").check()
    writing.join("Фотография", photo)
    writing.says("Файл добавлен")
    sent = writing.go().send_report()
    sent.says("чужой кабель")
    sent.says("пломба.jpg")
    sent.says("Представитель потребителя")
