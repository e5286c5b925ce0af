"""«Загрузить Excel файл»: up, progress, outcome, the same workbook in red, sending."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from src.domain.uploads import CheckFault, RowFault
from src.domain.workbooks import CellFault, FileFault
from src.routes.readings.upload_words import FILES, NOT_TAKEN, ROWS
from src.services.readings import checking, marking, uploading
from src.services.readings.upload_reading import Bench
from src.services.readings.uploads import kept_workbooks
from src.storage.engine import rows
from tests import factories
from tests.inspector import HTMX
from tests.routes.readings.browsing import plain
from tests.services.readings.desk import EXPIRED, NOW, THIS, registers
from tests.services.readings.uploads import filled
from tests.uploads import uploaded

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def bench(app, clock):
    kit = app.state.kit
    return Bench(kit.settings, clock, kit.gateways.workshop, kept_workbooks(kit.settings))


@pytest.fixture
def path(sheet):
    return f"{sheet.path}/workbook"


async def form_of(sheet, path, values):
    """The workbook that the page hands out, filled."""
    answer = await sheet.browser.get(f"{path}/file?period=2026-11")
    return filled(answer.content, values)


async def send_up(sheet, path, content, headers=None, **fields):
    fields = {"key": "form-1", **fields}
    files = {"file": ("Показания.xlsx", content, XLSX)}
    return await sheet.browser.post(f"{path}?period=2026-11", data=fields, files=files, headers=headers)


async def checked(sheet, path, bench, content):
    """Sent up and checked: the page of the outcome."""
    sent = await send_up(sheet, path, content)
    assert await checking.check_next(bench)
    return await sheet.browser.get(sent.headers["location"])


async def test_up_and_it_waits_then_it_is_right_and_is_sent(sheet, path, bench, cast):
    page = await sheet.browser.get(f"{path}?period=2026-11")
    assert 'enctype="multipart/form-data"' in page.text
    assert 'name="key"' in page.text
    sent = await send_up(sheet, path, await form_of(sheet, path, {cast.metered.register_id: "2400"}))
    assert sent.status_code == 303
    place = sent.headers["location"]
    waiting = await sheet.browser.get(place)
    assert "Файл получен и ждёт проверки" in waiting.text
    assert f'hx-get="{place}"' in waiting.text
    await checking.check_next(bench)
    done = await sheet.browser.get(place, headers=HTMX)
    assert "hx-get" not in done.text
    assert "Ошибок нет. В черновик записано 1 показание из 1" in re.sub("<.*?>", "", plain(done))
    receipt = await sheet.browser.post(f"{place}/submit")
    assert re.fullmatch(r"/contracts/\d+/receipts/.*\?said=sent", receipt.headers["location"])
    again = await sheet.browser.post(f"{place}/submit")
    assert again.headers["location"] == receipt.headers["location"]


async def test_a_script_is_led_by_a_header(sheet, path, cast):
    sent = await send_up(sheet, path, await form_of(sheet, path, {cast.metered.register_id: 2400}), HTMX)
    assert sent.headers["hx-redirect"] == f"{path}/1"


async def test_the_same_form_twice_is_one_upload(sheet, path, cast, monkeypatch):
    monkeypatch.setattr(uploading, "AT_ONCE", 1)
    content = await form_of(sheet, path, {cast.metered.register_id: 2400})
    assert {(await send_up(sheet, path, content)).headers["location"] for _ in range(2)} == {f"{path}/1"}


async def test_mistakes_are_told_by_cell_and_come_back_in_red(sheet, path, bench, cast):
    page = await checked(sheet, path, bench, await form_of(sheet, path, {cast.metered.register_id: "5"}))
    shown = re.sub(r"\s+", " ", re.sub("<.*?>", " ", plain(page)))
    assert "1 ошибка: из файла ничего не взято" in shown
    assert re.search(r"L4 № \d+ 5 Меньше предыдущего \(2 300\)\. Проверьте цифры", shown)
    assert "Отправить в расчёт" not in shown
    answer = await sheet.browser.get(f"{path}/1/marked")
    assert answer.headers["content-type"] == XLSX
    cell = load_workbook(BytesIO(answer.content)).worksheets[0]["L4"]
    assert cell.fill.fgColor.rgb == "FFFFC7C7"
    assert cell.comment.text.replace("\xa0", " ").startswith("Меньше предыдущего (2 300). Проверьте")
    again = await sheet.browser.get(f"{path}/1/marked")
    assert again.content == answer.content
    assert (await sheet.browser.post(f"{path}/1/submit")).status_code == 422


async def test_what_is_older_than_the_portal_is_told_by_cell_and_the_rest_can_be_sent(sheet, path, bench, cast):
    [other] = await registers(cast.contract.id, 1)
    await sheet.open()
    await sheet.save(**{f"v{other}": "1140"})
    content = await form_of(sheet, path, {cast.metered.register_id: "2400"})
    await sheet.open()
    await sheet.save(**{f"v{other}": "1150"})
    shown = re.sub(r"\s+", " ", re.sub("<.*?>", " ", plain(await checked(sheet, path, bench, content))))
    assert "1 ячейка в файле старее, чем в кабинете. Оставлено то, что в кабинете." in shown
    assert re.search(r"L5 № \d+ 1140 После выгрузки формы сохранено 1150: оно и осталось", shown)
    assert "Отправить в расчёт" in shown
    assert "Получить файл с отметками" not in shown


async def test_ten_thousand_mistakes_are_paged(sheet, path, app, cast, monkeypatch):
    kept = app.state.kit.settings.data_dir / "workbooks"
    number = await uploaded(kept, cast.contract.id, cast.anna.id, "a" * 32, mistakes=marking.PAGE + 1)
    page = await sheet.browser.get(f"{path}/{number}")
    assert page.text.count('class="bad"') == marking.PAGE
    after = re.search(rf'href="({path}/{number}\?after=\d+)"', page.text)[1]
    assert (await sheet.browser.get(after)).text.count('class="bad"') == 1
    assert len(page.content) < 40_000


async def test_unusual_values_are_agreed_to_in_the_review(sheet, path, bench, cast):
    ids = await registers(cast.contract.id, 1)
    await checked(sheet, path, bench, await form_of(sheet, path, {cast.metered.register_id: 400_000}))
    leads = await sheet.browser.post(f"{path}/1/submit")
    assert "key=workbook-1" in leads.headers["location"]
    review = await sheet.browser.get(leads.headers["location"])
    assert "Необычный расход" in review.text
    assert "Не заполнено" in review.text
    agreed = dict(re.findall(r'name="(key|agreed)" value="([^"]*)"', review.text))
    sent = await sheet.browser.post(f"{sheet.path}/submit?period=2026-11", data=agreed)
    assert sent.headers["location"].endswith("said=sent")
    assert ids


async def test_mistakes_on_the_screen_stand_in_the_way(sheet, path, bench, cast):
    [other] = await registers(cast.contract.id, 1)
    await checked(sheet, path, bench, await form_of(sheet, path, {cast.metered.register_id: 2400}))
    await sheet.open()
    await sheet.save(**{f"v{other}": "5"})
    refused = await sheet.browser.post(f"{path}/1/submit")
    assert refused.status_code == 422
    assert "Исправьте показания" in refused.text


async def test_a_workbook_with_mistakes_sends_nothing(sheet, path, bench, cast):
    """Not even what stands in the draft by other ways."""
    [other] = await registers(cast.contract.id, 1)
    await sheet.open()
    await sheet.save(**{f"v{other}": "2400"})
    page = await checked(sheet, path, bench, await form_of(sheet, path, {cast.metered.register_id: "abc"}))
    assert f"{path}/1/submit" not in page.text
    refused = await sheet.browser.post(f"{path}/1/submit")
    assert (refused.status_code, "из файла ничего не взято" in refused.text) == (422, True)
    assert not await rows("SELECT id FROM receipt")


async def test_the_window_shuts_before_it_is_sent(sheet, path, bench, cast):
    await checked(sheet, path, bench, await form_of(sheet, path, {cast.metered.register_id: 2400}))
    await factories.window(cast.contract.key, THIS, NOW - timedelta(days=5), NOW - timedelta(minutes=1))
    refused = await sheet.browser.post(f"{path}/1/submit")
    assert refused.status_code == 422
    assert "Окно приёма закрылось: ничего не отправлено, показания остались в черновике" in refused.text
    assert "<button class=btn>Отправить" not in refused.text
    late = await send_up(sheet, path, b"PK", key="form-2")
    assert late.status_code == 422
    assert "Окно приёма закрыто" in late.text


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"files": {"file": ("a.xlsx", b"", XLSX)}}, 422, "Файл пустой"),
        ({"files": {"other": ("a.xlsx", b"x", XLSX)}}, 422, "Выберите файл"),
        ({"files": {"file": ("a.xlsx", b"x" * (10 * 2**20 + 1), XLSX)}}, 413, "больше 10 МБ"),
        ({"files": {"file": ("a.xlsx", b"x" * (17 * 2**20), XLSX)}}, 413, "больше 10 МБ"),
        ({"data": {"file": "a.xlsx"}}, 422, "Выберите файл"),
    ],
)
async def test_what_is_no_file_is_refused_in_words(sheet, path, body, status, words):
    for headers in ({}, HTMX):
        refused = await sheet.browser.post(f"{path}?period=2026-11", headers=headers, **body)
        assert refused.status_code == status
        assert words in plain(refused)


async def test_a_flood_is_not_read_to_its_end(sheet, path):
    taken = 0

    async def flood():
        nonlocal taken
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
        for taken in range(1, 100):  # noqa: B007
            yield b"x" * 2**20

    kind = {"content-type": "multipart/form-data; boundary=x"}
    refused = await sheet.browser.post(f"{path}?period=2026-11", content=flood(), headers=kind)
    assert (refused.status_code, taken) == (413, 16)
    assert "больше 10 МБ" in plain(refused)


async def test_too_many_at_once_are_asked_to_wait(sheet, path, cast, monkeypatch):
    monkeypatch.setattr(uploading, "AT_ONCE", 0)
    refused = await send_up(sheet, path, b"PK")
    assert refused.status_code == 429
    assert "ещё проверяются" in refused.text


async def test_a_refused_file_says_what_to_do(sheet, path, bench):
    page = await checked(sheet, path, bench, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "Это книга старого Excel (.xls). Сохраните файл как" in plain(page)
    assert "Черновик не изменился" in plain(page)
    assert (await sheet.browser.get(f"{path}/1/marked")).status_code == 404


async def test_every_word_of_a_mistake_is_russian(sheet, path, bench, cast):
    [expired] = await registers(cast.contract.id, 1, **EXPIRED)
    [near] = await registers(cast.contract.id, 1, values=(999_000, 999_900))
    values = {expired: 1150, near: 50, cast.metered.register_id: "=1+1"}
    page = plain(await checked(sheet, path, bench, await form_of(sheet, path, values)))
    assert "Поверка до 29.11.2026, раньше конца периода: поверьте прибор. Сотрите показание" in page
    assert "отметьте это на странице «Передача показаний», затем загрузите файл ещё раз" in page
    assert "Формулы не считаются: впишите само число" in page


def test_every_refusal_has_its_words():
    assert FILES.keys() == {*FileFault, *CheckFault}
    assert NOT_TAKEN.keys() == set(uploading.Why)
    assert {*CellFault, *RowFault} - ROWS.keys() == {CellFault.NOT_A_NUMBER}  # the sheet has them
