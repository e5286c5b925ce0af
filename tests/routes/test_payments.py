"""«Платежи»: the list, its filters, the total, both files."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from src.services import lists
from src.storage.links import counted
from tests.inspector import HTMX
from tests.payments import paid, paid_daily


@pytest.fixture
async def path(cast):
    """Sixty payments of ours, one of the stranger's."""
    await paid_daily(cast.contract.id, 60)
    await paid(cast.foreign.id, ("777", date(2025, 1, 1), 1))
    return f"/contracts/{cast.contract.id}/payments"


def shown(text):
    """Numbers of the documents, in their order."""
    return [part.split("<")[0].strip() for part in text.split('<td class="who"><span class="keep">')[1:]]


async def test_the_page_shows_the_latest_and_leads_on(client_for, cast, path):
    anna = await client_for(cast.anna)
    text = (await anna.get(path)).text
    assert shown(text) == [str(at) for at in range(60, 10, -1)]
    assert "Платежи по договору № 97000001" in text
    assert "01.03.2025" in text
    assert "60,00" in text
    later = text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert shown((await anna.get(later)).text) == [str(at) for at in range(10, 0, -1)]


async def test_htmx_gets_the_list_alone_and_a_boosted_page_is_whole(client_for, cast, path):
    anna = await client_for(cast.anna)
    fragment = await anna.get(f"{path}?number=6", headers=HTMX)
    assert fragment.text.lstrip().startswith('<div id="payments"')
    assert shown(fragment.text) == ["6", "60"]
    assert 'value="6"' in fragment.text
    boosted = await anna.get(path, headers={**HTMX, "HX-Boosted": "true"})
    assert boosted.text.startswith("<!doctype")


async def test_filters_together(client_for, cast, path):
    anna = await client_for(cast.anna)
    text = (await anna.get(f"{path}?since=2025-01-10&until=31.01.2025&least=15&most=20,00&number=1")).text
    assert shown(text) == ["15", "16", "17", "18", "19"]
    assert "Показать все" in text


async def test_what_is_wrong_stands_beside_its_field(client_for, cast, path):
    anna = await client_for(cast.anna)
    for headers in ({}, HTMX):
        answer = await anna.get(f"{path}?least=много&number=12&until=2025-01-01&since=2025-02-01", headers=headers)
        assert answer.status_code == 422
        assert "Напишите сумму в рублях" in answer.text
        assert "Период кончается раньше" in answer.text
        assert 'value="много"' in answer.text
        assert 'value="12"' in answer.text
        assert shown(answer.text) == []
    for ending in ("/totals", ".csv", ".xlsx"):
        answer = await anna.get(f"{path}{ending}?least=много")
        assert (answer.status_code, answer.headers["location"]) == (303, f"{path}?least=%D0%BC%D0%BD%D0%BE%D0%B3%D0%BE")


async def test_the_total_is_a_fragment_and_a_page(client_for, cast, path):
    vera = await client_for(cast.vera)
    fragment = (await vera.get(f"{path}/totals?number=6", headers=HTMX)).text
    assert fragment.lstrip().startswith('<span id="total-told"')
    assert "2\u00a0платежа" in fragment
    assert "66,00\u00a0₽" in fragment.replace(" ₽", "\u00a0₽")
    assert "60\u00a0платежей" in (await vera.get(f"{path}/totals")).text


async def test_a_list_asks_little(client_for, cast, path):
    anna = await client_for(cast.anna)
    for query, found in (("", 51), ("?number=1", 11), ("?number=1&least=5", 11)):
        with counted() as counter:
            await anna.get(f"{path}{query}", headers=HTMX)
        assert counter.statements <= 3
        assert counter.rows <= found + 4  # the session; the first row looked at
        assert counter.transactions == 0


async def test_empty_lists_say_what_to_do(client_for, cast, path):
    dmitry, anna = await client_for(cast.dmitry), await client_for(cast.anna)
    assert "ничего не нашлось" in (await anna.get(f"{path}?number=777")).text
    assert shown((await dmitry.get(f"/contracts/{cast.foreign.id}/payments?after=1")).text) == ["777"]


async def test_roles_without_money_see_nothing(client_for, cast, path):
    boris, dmitry = await client_for(cast.boris), await client_for(cast.dmitry)
    for ending in ("", "/totals", ".csv", ".xlsx"):
        assert (await boris.get(path + ending)).status_code == 403
        assert (await dmitry.get(path + ending)).status_code == 404
    assert "Платежи" not in (await boris.get(f"/contracts/{cast.contract.id}")).text


async def test_signed_out(client, path):
    assert (await client.get(path)).headers["location"].startswith("/sign-in")
    assert (await client.get(path, headers=HTMX)).status_code == 401


async def test_csv_holds_all_that_is_found(client_for, cast, path):
    await paid(cast.contract.id, ("=1+1", date(2025, 1, 1), -150), purpose="+7")
    answer = await (await client_for(cast.galina)).get(f"{path}.csv?until=2025-01-02")
    assert answer.headers["content-disposition"] == f'attachment; filename="payments-{cast.contract.id}.csv"'
    assert answer.text.splitlines() == [
        "\ufeffНомер платежного документа;Дата;Сумма, ₽;Назначение платежа",
        "2;02.01.2025;2,00;Оплата по счёту",
        "'=1+1;01.01.2025;-1,50;'+7",
        "1;01.01.2025;1,00;Оплата по счёту",
    ]


async def test_a_workbook_holds_it_too_and_a_long_one_is_ordered(client_for, cast, path, monkeypatch):
    galina = await client_for(cast.galina)
    answer = await galina.get(f"{path}.xlsx?least=59,5")
    assert "%D0%9F%D0%BB%D0%B0%D1%82%D0%B5%D0%B6%D0%B8%2097000001.xlsx" in answer.headers["content-disposition"]
    sheet = load_workbook(BytesIO(answer.content))["Платежи"]
    [[number, day, *rest]] = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert (number, day.date(), *rest) == ("60", date(2025, 3, 1), 60, "Оплата по счёту")
    monkeypatch.setattr("src.services.lists.AT_ONCE", 10)
    ordered = await galina.get(f"{path}.xlsx?number=1")
    page = (await galina.get(ordered.headers["location"])).text
    assert f'href="{path}?number=1"' in page
    assert "Платежи 97000001.xlsx" in page


async def test_what_a_file_does_not_hold_is_told_in_its_last_line(client_for, cast, path, monkeypatch):
    galina = await client_for(cast.galina)
    monkeypatch.setattr(lists, "BATCH", 2)
    monkeypatch.setattr(lists.Lists.export, "__defaults__", (3,))
    monkeypatch.setattr("src.routes.listing.workbook.WORKBOOK", 3)
    told = (await galina.get(f"{path}.csv")).text.splitlines()[1:]
    assert [line.split(";")[0] for line in told[:-1]] == ["60", "59", "58"]
    assert told[-1].startswith("Выгружено не всё: сократите период")
    sheet = load_workbook(BytesIO((await galina.get(f"{path}.xlsx")).content))["Платежи"]
    assert [row[0].value for row in sheet.iter_rows(min_row=4)][3].endswith("В CSV входит больше, чем в Excel.")
    assert len((await galina.get(f"{path}.csv?until=2025-01-03")).text.splitlines()) == 4, "the third is the last"


async def test_whatever_stands_in_the_query_string_is_answered(client_for, cast, path):
    anna = await client_for(cast.anna)
    for query in (
        "number=%00",
        "number=%ED%A0%80",
        "number=%FF",
        "number=%F4%8F%BF%BF",
        "since=%00&until=0",
        "least=" + "9" * 300,
    ):
        for ending in ("", "/totals", ".csv"):
            assert (await anna.get(f"{path}{ending}?{query}")).status_code in ({422, 200} if not ending else {200, 303})
    for query in ("after=99999999999999999999", "after=x&before=1", "after=1&after=2", "number=%25&number=_", "kind=x"):
        assert (await anna.get(f"{path}?{query}")).status_code == 200
