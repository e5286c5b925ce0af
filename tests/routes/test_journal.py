"""«Действия»: of one's own account and of a contract, filtered, paged, as files."""

import csv
import io
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest

from src.domain.journal import Event
from src.domain.journal_lines import KINDS
from src.gateways.workshop.workshop import TooHard
from src.storage.links import counted
from tests.factories import NOW
from tests.inspector import HTMX
from tests.journals import act, sealed, tamper


def told(text: str, column: str = "Действие") -> list[str]:
    return [part.split("<")[0] for part in text.split(f'data-l="{column}">')[1:]]


@pytest.fixture
async def anna(client_for, cast):
    return await client_for(cast.anna)


@pytest.fixture
def path(cast) -> str:
    return f"/contracts/{cast.contract.id}/journal"


async def test_a_person_reads_what_was_done_in_the_account(anna, cast):
    await act(cast.anna.id, event=Event.SIGNED_IN)
    await act(cast.anna.id, cast.contract.id, 1, Event.READINGS_SENT, receipt="2611-1-1", period="2026-11", registers=5)
    await act(cast.boris.id, event=Event.SIGNED_OUT, minutes=2)
    page = await anna.get("/profile/journal")
    words = "Показания отправлены в расчет, квитанция 2611-1-1, период 11.2026, показаний: 5"
    assert told(page.text) == [words, "Вход по паролю"]
    assert "№ 97000001" in page.text
    assert "192.0.2.7" in page.text
    assert "Петров" not in page.text


async def test_an_administrator_reads_what_anybody_did_with_the_contract(anna, cast, path):
    await act(cast.boris.id, cast.contract.id, 0, Event.PHOTO_ADDED, register=cast.metered.register_id)
    await act(cast.anna.id, cast.contract.id, 1, Event.LINK_REQUEST_CONFIRMED, user=cast.vera.id, role="viewer")
    await act(cast.dmitry.id, cast.foreign.id, 2)
    await act(None, cast.contract.id, 3, Event.READINGS_REJECTED, registers=1)
    text = (await anna.get(path)).text
    rejected, confirmed, photo = told(text)
    assert rejected == "Показания отклонены при расчёте, показаний: 1"
    assert confirmed == "Запрос на доступ подтверждён: Смирнова Вера, роль «Просмотр»"
    assert photo.startswith("Добавлено фото прибора, прибор № 0")
    assert "Петров Борис</a>" in text
    assert "Чужой" not in text


async def test_whether_a_line_is_sealed_is_said_quietly(anna, cast):
    await act(cast.anna.id)
    assert "ещё не заверено" in (await anna.get("/profile/journal")).text
    await sealed()
    text = (await anna.get("/profile/journal", headers=HTMX)).text
    assert ("заверено<" in text, "ещё не" in text) == (True, False)


async def test_a_deleted_account_leaves_its_lines_without_a_name(anna, cast, path):
    await act(cast.boris.id, cast.contract.id)
    await tamper(
        "UPDATE app_user SET family_name = '', given_name = '', patronymic = '' WHERE id = {}",
        cast.boris.id,
    )
    assert "Учётная запись удалена</a>" in (await anna.get(path)).text


async def test_filters_by_day_person_and_kind(anna, cast, path):
    await act(cast.boris.id, cast.contract.id, 0, Event.READINGS_SAVED)
    await act(cast.anna.id, cast.contract.id, 24 * 60, Event.CONTRACT_LINKED)
    await act(cast.boris.id, cast.contract.id, 48 * 60, Event.READINGS_SENT)
    saved, linked, sent = "Показания сохранены в черновик", "Договор привязан", "Показания отправлены в расчет"
    tomorrow = f"{NOW + timedelta(days=1):%Y-%m-%d}"
    for query, found in {
        f"since={tomorrow}": [sent, linked],
        f"until={tomorrow}": [linked, saved],
        f"since={tomorrow}&until={tomorrow}": [linked],
        f"who={cast.boris.id}": [sent, saved],
        "kind=readings": [sent, saved],
        f"kind=access&who={cast.boris.id}": [],
        "kind=entry": [sent, linked, saved],  # no kind of a contract's journal
        "since=yesterday&until=0001-99-99&who=x": [sent, linked, saved],
        "since=0001-01-01&until=9999-12-31": [sent, linked, saved],
        f"who={'9' * 40}&after={'9' * 18}&kind[]=%00": [sent, linked, saved],
    }.items():
        assert told((await anna.get(f"{path}?{query}", headers=HTMX)).text) == found, query


async def test_nobody_else_can_be_asked_for_in_ones_own_journal(anna, cast):
    await act(cast.boris.id, cast.contract.id)
    assert told((await anna.get(f"/profile/journal?who={cast.boris.id}", headers=HTMX)).text) == []


async def pages(browser, path: str) -> list[list[str]]:
    """Moments of the lines, page by page forward; then the ways back lead to the same."""
    found, here = [], path
    while here:
        text = (await browser.get(here, headers=HTMX)).text
        found.append(told(text))
        here = text.split('" rel="next"')[0].split('href="')[-1].replace("&amp;", "&") if 'rel="next"' in text else ""
    back = text.split('" rel="prev"')[0].split('href="')[-1].replace("&amp;", "&")
    assert told((await browser.get(back, headers=HTMX)).text) == found[-2]
    return found


@pytest.mark.parametrize("query", ["?kind=readings", "?"])
async def test_pages_follow_each_other_without_a_gap(anna, cast, path, query):
    for number in range(120):
        event = Event.READINGS_SENT if number % 3 else Event.READINGS_SAVED
        await act(cast.boris.id, cast.contract.id, number // 2, event, registers=number + 1)
    found = [line for page in await pages(anna, path + query) for line in page]
    assert [int(line.split(": ")[1]) for line in found] == list(range(120, 0, -1))


@pytest.mark.parametrize("query", ["", "?kind=readings", "?kind=access"])
async def test_a_page_asks_as_little_of_a_long_journal(anna, cast, path, query):
    asked = []
    for many in (60, 600):
        for number in range(many):
            await act(cast.boris.id, cast.contract.id, number, register=cast.metered.register_id)
        with counted() as counter:
            await anna.get(path + query)
        asked.append((counter.statements, counter.rows))
    assert asked[0] == asked[1]
    assert asked[0][0] <= 4


async def test_others_may_not_read_it(client_for, cast, path):
    for ending in ("", ".csv", ".xlsx"):
        assert (await (await client_for(cast.boris)).get(path + ending)).status_code == 403
        assert (await (await client_for(cast.dmitry)).get(path + ending)).status_code == 404


async def test_an_administrator_who_is_none_any_more_reads_no_further(anna, cast, path):
    await act(cast.boris.id, cast.contract.id)
    for change, status in (("role = 'viewer'", 403), ("until_at = 1", 404)):
        await tamper(f"UPDATE membership SET {change} WHERE app_user = {{}}", cast.anna.id)
        for ending in ("", ".csv", ".xlsx"):
            assert (await anna.get(path + ending)).status_code == status


async def test_all_of_the_filter_goes_out_as_csv(anna, cast, path):
    for number in range(60):
        await act(cast.boris.id, cast.contract.id, number, Event.READINGS_SENT, receipt=f"r{number}")
    await act(cast.anna.id, cast.contract.id, event=Event.CONTRACT_LINKED)
    text = (await anna.get(f"{path}.csv?kind=readings")).text
    head, *lines = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")
    assert head == ["Когда", "Кто", "Действие", "Договор", "Сетевой адрес", "Заверено"]
    words = "Показания отправлены в расчет, квитанция r59"
    assert lines[0][1:] == ["Петров Борис", words, "97000001", "192.0.2.7", "ещё нет"]
    assert len(lines) == 60


async def test_ones_own_goes_out_as_a_workbook(anna, cast):
    await act(cast.anna.id, cast.contract.id, event=Event.CONTRACT_LINKED, role="admin")
    answer = await anna.get("/profile/journal.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    [line] = [row for row in values if row[2] and "Договор привязан" in str(row[2])]
    assert line[2:] == ["Договор привязан, роль «Администратор»", "97000001", "192.0.2.7", "ещё нет"]


def test_every_event_has_words_and_a_kind(app):
    words = app.state.kit.templates.get_template("templates/components/journal.html")
    kinds = [name for names in KINDS.values() for name in names]
    assert len(kinds) == len(set(kinds))
    for event in Event:
        assert f'"{event.value}": "' in words.environment.loader.get_source(words.environment, words.name)[0], event
        assert event.value in kinds, event


async def test_a_workbook_says_when_it_is_not_all(anna, cast, path, monkeypatch):
    for number in range(5):
        await act(cast.boris.id, cast.contract.id, number)
    monkeypatch.setattr("src.services.journal.WORKBOOK", 3)
    sheet = openpyxl.load_workbook(io.BytesIO((await anna.get(f"{path}.xlsx")).content)).active
    told = [str(row[1].value) for row in sheet.iter_rows() if row[1].value]
    assert told.count("Петров Борис") == 3
    assert told[-1].startswith("Выгружено не всё")


class Shut:
    """A workshop that has no time."""

    async def do(self, *_: object, **arguments: object) -> None:
        raise TooHard


async def test_without_time_for_a_workbook_the_page_says_so(app, anna, path):
    kit = app.state.kit
    app.state.kit = replace(kit, gateways=replace(kit.gateways, workshop=Shut()))
    answer = await anna.get(f"{path}.xlsx")
    assert answer.status_code == 503
    assert "сервер сейчас занят" in answer.text
