"""«Документы»: found by period, kind and number, added up by kind, as files; nobody else's."""

import csv
import io
from datetime import date, timedelta

import brotli
import openpyxl
import pytest

from src.domain.documents import KINDS
from src.storage.links import counted
from tests.documents import document, documents
from tests.inspector import HTMX
from tests.weights import LIST, LIST_FRAGMENT

COLUMNS = ["Вид", "Дата", "Номер", "Итоговая сумма, ₽", "Сумма НДС, ₽"]


def numbers(text: str) -> list[str]:
    return [part.split("<")[0] for part in text.split('data-l="Номер"><span class="keep">')[1:]]


@pytest.fixture
def path(cast) -> str:
    return f"/contracts/{cast.contract.id}/documents"


@pytest.fixture
async def vera(client_for, cast):
    return await client_for(cast.vera)


@pytest.fixture
async def some(cast):
    """Five of ours, one hidden, one of the stranger."""
    ours = cast.contract.id
    await document(ours, "invoice", "12/0457", date(2026, 11, 5), 18432050, 3323812)
    await document(ours, "vat_invoice", "12/0457", date(2026, 11, 5), 18432050, 3323812)
    await document(ours, "consumption", "Ё-1", date(2026, 11, 5), None)
    await document(ours, "invoice", "11/0399", date(2026, 10, 5), -100, -20)
    await document(ours, "acceptance", "7", date(2025, 12, 31))
    await document(ours, number="hidden", deleted=True)
    await document(cast.foreign.id, number="foreign")


@pytest.mark.usefixtures("some")
async def test_what_there_is_in_the_columns_of_the_source(vera, path):
    page = (await vera.get(path)).text
    assert numbers(page) == ["Ё-1", "12/0457", "12/0457", "11/0399", "7"]
    assert all(f">{column}</th>" in page for column in COLUMNS)
    shown = {"Счёт-фактура", "Ведомость электропотребления", "184\u00a0320,50", "33\u00a0238,12", "−1,00", "31.12.2025"}
    assert {each for each in shown if each not in page} == set()
    assert "Запросить акт сверки" not in page


@pytest.mark.usefixtures("some")
async def test_filters(vera, path):
    for query, found in {
        "kind=invoice": ["12/0457", "11/0399"],
        "since=2026-10-05&until=2026-10-05": ["11/0399"],
        "since=01.11.2026&kind=invoice": ["12/0457"],
        "number=12": ["12/0457", "12/0457"],
        "number=е-": ["Ё-1"],
        "number=12%25": [],
        "number=1&kind=invoice": ["11/0399", "12/0457"],
        "until=2025-12-31": ["7"],
    }.items():
        assert numbers((await vera.get(f"{path}?{query}", headers=HTMX)).text) == found, query


@pytest.mark.usefixtures("some")
async def test_what_is_typed_wrong_is_told_beside_its_field(vera, path):
    for query in ("since=yesterday", "kind=letter", "since=2026-02-02&until=2026-01-01"):
        answer = await vera.get(f"{path}?{query}", headers=HTMX)
        assert answer.status_code == 422, query
        assert "aria-invalid" in answer.text, query
        for ending in (".csv", ".xlsx", ".zip", "/totals"):
            assert (await vera.get(f"{path}{ending}?{query}")).status_code == 303


async def test_when_there_is_nothing(vera, path):
    assert "Документов пока нет" in (await vera.get(path)).text
    assert "ничего не нашлось" in (await vera.get(f"{path}?kind=penalty")).text


@pytest.mark.usefixtures("some")
async def test_sums_by_kind(vera, path):
    told = (await vera.get(f"{path}/totals", headers=HTMX)).text
    assert "счета — 2 на" in told
    assert "184\u00a0319,50\u00a0₽" in told
    assert "ведомости электропотребления — 1;" in told or "ведомости электропотребления — 1." in told
    for query, found in {
        "kind=invoice&since=2026-10-06": "184\u00a0320,50",
        "number=11": "−1,00",
        "number=1&kind=vat_invoice": "184\u00a0320,50",
        "since=2026-10-06&until=2026-11-04": "ничего",
    }.items():
        assert found in (await vera.get(f"{path}/totals?{query}")).text, query


@pytest.mark.usefixtures("some")
async def test_as_csv_and_as_a_workbook(vera, path):
    text = (await vera.get(f"{path}.csv?kind=invoice")).text
    head, *lines = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")
    assert head == COLUMNS
    assert lines == [
        ["Счёт", "05.11.2026", "12/0457", "184320,50", "33238,12"],
        ["Счёт", "05.10.2026", "11/0399", "-1,00", "-0,20"],
    ]
    sheet = openpyxl.load_workbook(io.BytesIO((await vera.get(f"{path}.xlsx")).content)).active
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert COLUMNS in values
    [row] = [row for row in values if row[2] == "11/0399"]
    assert (row[0], row[1].date(), *row[3:]) == ("Счёт", date(2026, 10, 5), -1, -0.2)
    assert len([row for row in values if row[2] == "12/0457"]) == 2


@pytest.mark.parametrize("query", ["", "?kind=invoice", "?since=2020-01-01", "?number=1"])
async def test_a_page_costs_as_little_of_many(vera, cast, path, query):
    asked = []
    for many in (60, 600):
        days = [date(2026, 1, 1) + timedelta(days=n % 300) for n in range(many)]
        await documents(cast.contract.id, [{"number": f"1{n:04}", "day": day} for n, day in enumerate(days)])
        with counted() as counter:
            page = await vera.get(path + query)
            total = await vera.get(f"{path}/totals{query}", headers=HTMX)
        assert (len(numbers(page.text)), total.status_code) == (50, 200)
        asked.append((counter.statements, counter.rows))
    assert asked[0] == asked[1]
    assert asked[0][0] <= 7


async def test_fifty_rows_are_light(vera, cast, path):
    told = [{"number": f"{n * 7919 % 10000}/11", "kind": list(KINDS)[n % 9], "total": n * 99991} for n in range(60)]
    await documents(
        cast.contract.id, [{**each, "file": f"documents/a/{n}.pdf", "data": b"x" * n} for n, each in enumerate(told)]
    )
    page, fragment = await vera.get(path), await vera.get(path, headers=HTMX)
    assert len(brotli.compress(page.content, quality=5)) <= LIST
    assert len(brotli.compress(fragment.content, quality=5)) <= LIST_FRAGMENT


async def test_rights(client_for, client, cast, path):
    for ending in ("", "/totals", ".csv", ".xlsx"):
        assert (await (await client_for(cast.galina)).get(path + ending)).status_code == 200
        assert (await (await client_for(cast.boris)).get(path + ending)).status_code == 403
        assert (await (await client_for(cast.dmitry)).get(path + ending)).status_code == 404
        assert (await client.get(path + ending)).status_code == 303
    assert "Запросить акт сверки" in (await (await client_for(cast.galina)).get(path)).text
