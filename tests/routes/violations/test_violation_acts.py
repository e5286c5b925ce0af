"""«Акты нарушений»: the list by period and kind, its sums, as files; one act with how its volume was counted."""

import csv
import io
from datetime import date, timedelta
from urllib.parse import quote

import openpyxl
import pytest

from src.gateways.files.files import new_key
from src.storage.links import counted
from tests.acts import DAY, act
from tests.factories import NOW
from tests.inspector import HTMX
from tests.small_files import PDF


@pytest.fixture
async def anna(client_for, cast):
    return await client_for(cast.anna)


@pytest.fixture
def path(cast) -> str:
    return f"/contracts/{cast.contract.id}/violations"


def numbers(text: str) -> list[str]:
    return [part.split("</a>")[0].rpartition("№ ")[2] for part in text.split('<td class="who">')[1:]]


async def test_the_columns_are_those_of_the_trade(anna, cast, path):
    number = await act(cast.contract.id, "АН-17")
    page = await anna.get(path)
    head = page.text.split("<thead>")[1].split("</thead>")[0]
    names = [part.split("</th>")[0].rpartition(">")[2] for part in head.split("<th")[1:]]
    assert names == ["Дата и номер", "Вид", "Время учета", "Название точки учета", "Сумма по выставленному акту"]
    assert f'href="{path}/{number}">12.11.2026 № АН-17' in page.text
    for words in ("Безучётное потребление", "12.10.2026", "Ввод 1", "94\u00a0525,20\u00a0₽", "Выставлен"):
        assert words in page.text


async def test_filters_find_by_day_and_kind(anna, cast, path):
    await act(cast.contract.id, "старый", date(2026, 1, 31))
    await act(cast.contract.id, "новый", date(2026, 2, 1), kind="other")
    await act(cast.contract.id, "скрытый", deleted=True)
    await act(cast.foreign.id, "чужой")
    for query, found in {
        "": ["новый", "старый"],
        "since=2026-02-01": ["новый"],
        "until=2026-01-31": ["старый"],
        "kind=unmetered": ["старый"],
        "kind=unmetered&since=2026-02-01": [],
        "after=7777": ["новый", "старый"],
    }.items():
        assert numbers((await anna.get(f"{path}?{query}", headers=HTMX)).text) == found, query


@pytest.mark.parametrize("query", ["kind=theft", "since=yesterday", "since=2026-02-01&until=2026-01-31"])
async def test_a_wrong_filter_is_told_beside_its_field(anna, path, query):
    answer = await anna.get(f"{path}?{query}")
    assert answer.status_code == 422
    assert 'class="wrong"' in answer.text


async def test_an_empty_list_says_what_to_do(anna, cast, path):
    assert "Актов нарушений по договору нет" in (await anna.get(path)).text
    await act(cast.contract.id)
    text = (await anna.get(f"{path}?until=2000-01-01", headers=HTMX)).text
    assert f'<a href="{path}">покажите все</a>' in text


async def test_a_page_asks_as_little_of_many_acts(anna, cast, path):
    asked = []
    for many in (60, 200):
        for number in range(many):
            await act(cast.contract.id, str(number), counted=False)
        with counted() as counter:
            await anna.get(path)
        asked.append((counter.statements, counter.rows))
    assert asked[0] == asked[1]
    assert asked[0][0] <= 4


async def test_sums_are_those_of_the_selection(anna, cast, path):
    for total, status in ((10_50, "invoiced"), (0, "paid"), (99_00, "cancelled"), (None, "drawn"), (2_00, "paid")):
        await act(cast.contract.id, total=total, status=status)
    await act(cast.contract.id, total=5_00, kind="other")
    assert f'hx-get="{path}/totals?kind=unmetered"' in (await anna.get(f"{path}?kind=unmetered")).text
    with counted() as counter:
        fragment = await anna.get(f"{path}/totals?kind=unmetered", headers=HTMX)
    assert "5\u00a0актов" in fragment.text
    assert "12,50\u00a0₽" in fragment.text
    assert counter.statements <= 3
    assert f'href="{path}?kind=unmetered"' in (await anna.get(f"{path}/totals?kind=unmetered")).text


async def test_the_selection_goes_out_as_csv(anna, cast, path):
    await act(cast.contract.id, "=1+1", since=None, until=None, total=None, point="Ввод; «2»")
    await act(cast.contract.id, "не тот", kind="other")
    text = (await anna.get(f"{path}.csv?kind=unmetered")).text
    head, line = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")
    assert head[5:7] == ["Название точки учета", "Сумма по выставленному акту, ₽"]
    assert line == ["12.11.2026", "'=1+1", "Безучётное потребление", "", "", "Ввод; «2»", "", "Выставлен"]


async def test_the_selection_goes_out_as_a_workbook(anna, cast, path):
    await act(cast.contract.id, "АН-1")
    answer = await anna.get(f"{path}.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    [line] = [[cell.value for cell in row] for row in sheet.iter_rows() if row[1].value == "АН-1"]
    assert (line[0].date(), line[3].date(), line[6]) == (DAY, date(2026, 10, 12), 94525.2)


async def test_an_act_tells_all_it_says(anna, cast, path):
    texts = {"place": "Щитовая", "meter": "№ 017", "details": "<b>пломба</b>", "present": "Щукин", "refusal": "Спешил",
             "explanation": "Не знали", "witnesses": "видео", "previous_check": date(2026, 10, 12)}  # fmt: skip
    number = await act(cast.contract.id, **texts)
    with counted() as counter:
        page = await anna.get(f"{path}/{number}")
    assert counter.statements <= 4
    for words in ("Щитовая", "№ 017", "&lt;b&gt;пломба", "Щукин", "Спешил", "Не знали", "видео", "Предыдущая проверка"):
        assert words in page.text, words
    assert "15\u00a0кВт · 744 ч" in page.text
    assert '= <b class="keep">11\u00a0160\u00a0кВт·ч</b>' in page.text
    assert "не сходится" not in page.text


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"energy": 11_161_000_000}, "не сходится"),
        ({"method": "", "hours": None}, "поставщик не передал"),
        (
            {"method": "three_phases", "amperes": 25_000_000, "volts": 220_000_000, "cos_phi": 900_000},
            "3 · 25 А · 220 В · 0,9 · 744 ч / 1500",
        ),
    ],
)
async def test_how_a_volume_was_counted_is_shown(anna, cast, path, values, words):
    number = await act(cast.contract.id, **values)
    assert words in (await anna.get(f"{path}/{number}")).text


async def test_everybody_of_the_contract_sees_acts_and_nobody_else(client_for, cast, path):
    own, foreign = await act(cast.contract.id), await act(cast.foreign.id)
    for person in cast.members:
        client = await client_for(person)
        assert (await client.get(path)).status_code == 200
        assert (await client.get(f"{path}/{own}")).status_code == 200
        assert (await client.get(f"{path}/{foreign}")).status_code == 404
    dmitry = await client_for(cast.dmitry)
    for ending in ("", "/totals", ".csv", ".xlsx", f"/{own}"):
        assert (await dmitry.get(path + ending)).status_code == 404


@pytest.mark.parametrize("number", ["0", "99999", "9223372036854775808"])
async def test_an_act_that_is_not_there(anna, path, number):
    assert (await anna.get(f"{path}/{number}")).status_code == 404


async def test_a_hidden_act_is_not_there(anna, cast, path):
    number = await act(cast.contract.id, deleted=True)
    assert (await anna.get(f"{path}/{number}")).status_code == 404


async def test_the_newest_stand_on_the_start_page(anna, cast, path):
    number = await act(cast.contract.id, "АН-5")
    for back in range(3):
        await act(cast.contract.id, f"б{back}", DAY - timedelta(days=1 + back))
    text = (await anna.get("/")).text
    assert f'href="{path}/{number}"' in text
    assert "Есть и другие" in text
    assert "б1" in text
    assert "б2" not in text


async def test_a_copy_of_the_act_is_given_as_a_file(app, anna, client_for, cast, path):
    key = new_key("violations", NOW, "pdf")
    await app.state.kit.gateways.files.put(key, PDF)
    number = await act(cast.contract.id, "АН/5", file=key, size=len(PDF))
    assert f'href="{path}/{number}/file"' in (await anna.get(f"{path}/{number}")).text
    answer = await anna.get(f"{path}/{number}/file")
    assert answer.content == PDF
    assert answer.headers["content-type"] == "application/pdf"
    assert quote("Акт № АН-5 от 12.11.2026.pdf", safe="") in answer.headers["content-disposition"]
    assert (await (await client_for(cast.dmitry)).get(f"{path}/{number}/file")).status_code == 404


async def test_a_copy_that_is_lost_or_never_came_is_not_there(anna, cast, path):
    for file in ("", new_key("violations", NOW, "pdf")):
        assert (await anna.get(f"{path}/{await act(cast.contract.id, file=file)}/file")).status_code == 404
