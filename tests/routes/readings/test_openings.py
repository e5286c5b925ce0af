"""«Показания на начало периода» in the browser."""

import html
import re

import pytest

from src.storage.engine import execute, rows, transaction
from src.storage.links import counted
from tests import factories
from tests.factories import MOSCOW, THIS
from tests.house.test_bytes import weight
from tests.inspector import HTMX
from tests.routes.readings.browsing import Sheet, plain
from tests.services.readings.beginnings import ON_NINTH, replace
from tests.services.readings.desk import registers
from tests.weights import FRAGMENT, LIST, LIST_FRAGMENT


@pytest.fixture
async def register(cast):
    return await replace(cast, "Щ-9")


@pytest.fixture
async def opening(client_for, cast, register):
    opened = Sheet(await client_for(cast.anna), cast.contract)
    opened.path += "/opening"
    await opened.open()
    return opened


async def test_the_page_names_the_meter_and_the_day(opening, register):
    text = plain(opening.page)
    assert "<h1>Показания на начало периода: ноябрь 2026</h1>" in text
    assert "на 09.11.2026 00:00" in text
    assert text.count(f'name="v{register}"') == text.count("<input id=") - 1 == 1


async def test_where_nothing_is_lacking_it_says_so(client_for, cast):
    answer = await (await client_for(cast.anna)).get(f"/contracts/{cast.contract.id}/readings/opening")
    assert "У всех приборов договора есть предыдущее показание" in answer.text
    assert "Отправить в расчёт" not in answer.text


async def test_saved_without_scripts(opening, register):
    answer = await opening.save(**{f"v{register}": "50"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{opening.path}?period=2026-11&said=saved")
    text = await opening.open(said="saved")
    assert "Сохранено в черновике" in text
    assert 'value="50"' in text


async def test_saved_at_once_with_scripts(opening, register):
    row = await opening.save(headers=HTMX, **{f"v{register}": "50"})
    assert row.text.startswith(f'<tr id="r{register}"')
    assert "Черновик" in row.text
    wrong = await opening.save(headers=HTMX, **{f"v{register}": "5x", f"w{register}": "0.0."})
    assert wrong.status_code == 422
    assert weight(row.text) <= FRAGMENT


async def test_a_mistake_is_told_beside_it(opening, register):
    answer = await opening.save(**{f"v{register}": "5x"})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert "Это не число" in answer.text
    review = await opening.browser.post(f"{opening.path}/submit")
    assert (review.status_code, "Ничего не отправлено" in review.text) == (422, True)
    assert "<h1>Исправьте показания на начало периода, ноябрь 2026</h1>" in plain(review)
    assert f'href="{opening.path}?period=2026-11&amp;q=%D0%A9-9#v{register}"' in review.text


async def test_it_is_sent_with_a_receipt_that_says_what_it_is(opening, register, cast):
    answer = await opening.send(**{f"v{register}": "50"})
    receipt = await opening.browser.get(answer.headers["location"])
    text = plain(receipt)
    assert "Показания на начало периода: ноябрь 2026" in text
    assert "09.11.2026 00:00" in text
    assert "Расход</th>" not in text
    listed = await opening.browser.get(f"/contracts/{cast.contract.id}/receipts")
    assert ">на начало</td>" in listed.text
    again = await opening.send(**{f"v{register}": "50"})
    assert again.headers["location"] == answer.headers["location"]
    await opening.open()
    assert (await opening.send()).headers["location"] == answer.headers["location"].replace("=sent", "=known")


async def test_what_is_doubtful_is_shown_first(opening, register):
    async with transaction():
        await execute("UPDATE register SET digits = 4 WHERE id = {}", register)
        await factories.reading(register, THIS.end(MOSCOW), 20, status="accepted")
    answer = await opening.send(**{f"v{register}": "9990"})
    review = await opening.browser.get(answer.headers["location"])
    assert "перешёл через ноль" in review.text
    form = dict(re.findall(r'name="(key|agreed)" value="([^"]*)"', review.text))
    sent = await opening.browser.post(f"{opening.path}/submit", data=form)
    assert "/receipts/" in sent.headers["location"]
    assert "уже отправлено" in (await opening.browser.get(answer.headers["location"])).text


async def test_a_cell_that_changed_meanwhile_shows_both(opening, register):
    await opening.save(**{f"v{register}": "50"})
    answer = await opening.save(**{f"v{register}": "60"})
    assert answer.status_code == 422
    assert "сейчас 50" in answer.text
    assert 'value="60"' in answer.text


async def test_the_supplier_was_first(opening, register):
    async with transaction():
        await factories.reading(register, ON_NINTH, 55, "opening", status="accepted")
    answer = await opening.save(**{f"v{register}": "50"})
    assert answer.status_code == 422
    assert "перестали принимать показания, сейчас 55" in answer.text
    assert "есть у поставщика" in answer.text


async def test_a_meter_taken_away_is_told_and_nothing_is_lost(opening, register):
    async with transaction():
        await execute("DELETE FROM sheet_row WHERE register = {}", register)
    whole = await opening.save(**{f"v{register}": "50"})
    assert "Показание 50 не сохранено: прибор № Щ-9 сняли с учёта" in whole.text
    row = await opening.save(headers=HTMX, **{f"v{register}": "50"})
    assert 'colspan="4"' in row.text


@pytest.fixture
async def late(opening, client_for, cast, clock):
    """Anna again, after the window of November has closed."""
    clock.set(THIS.next.start(MOSCOW).replace(day=5))
    return await client_for(cast.anna)


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize("act", ["", "/submit"])
async def test_after_the_close_what_was_typed_is_still_seen(opening, register, late, headers, act):
    query = "?period=2026-11"
    answer = await late.post(opening.path + act + query, data=opening.fields(**{f"v{register}": "50"}), headers=headers)
    assert answer.status_code == 422
    assert 'value="50"' in answer.text
    assert await rows("SELECT id FROM opening_draft") == []


async def test_a_late_look_at_the_review_leads_back(opening, late):
    answer = await late.get(f"{opening.path}/submit", params={"period": "2026-11"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{opening.path}?period=2026-11")


async def test_nothing_to_send_is_said(opening):
    answer = await opening.send()
    assert (answer.status_code, "Отправлять нечего" in answer.text) == (422, True)


async def test_a_register_of_somebody_else_is_not_found(opening, cast):
    other = cast.foreign_metered.register_id
    answer = await opening.browser.post(opening.path, data={f"v{other}": "1", f"w{other}": "0.0."})
    assert answer.status_code == 404


async def test_the_sheet_and_the_consumption_lead_here_whoever_may_send(client_for, cast, register):
    sheet, consumption = (f"/contracts/{cast.contract.id}/{name}" for name in ("readings", "consumption"))
    link = f'href="{sheet}/opening?period=2026-11'
    async with transaction():
        await factories.reading(register, THIS.end(MOSCOW), 150)
    for person, may in ((cast.boris, True), (cast.vera, False)):
        browser = await client_for(person)
        pages = [await browser.get(sheet), await browser.get(consumption), await browser.get(f"{consumption}/totals")]
        assert [link in page.text for page in pages] == [may] * 3
        assert "нет предыдущего показания" in pages[1].text
        assert (await browser.get(f"{sheet}/opening")).status_code == (200 if may else 403)


async def test_the_link_finds_the_very_meter(client_for, cast, register):
    await registers(cast.contract.id, 3, values=())
    async with transaction():
        await factories.reading(register, THIS.end(MOSCOW), 150)
    anna = await client_for(cast.anna)
    page = await anna.get(f"/contracts/{cast.contract.id}/consumption")
    found = await anna.get(html.unescape(re.search(r'href="([^"]*/opening[^"]*)"', page.text)[1]))
    assert found.text.count('<tr id="r') == 1


async def test_history_says_whose_it_is(opening, register, cast):
    path = f"/contracts/{cast.contract.id}/history"
    [place] = await rows("SELECT id FROM sheet_row WHERE register = {}", register)
    await opening.save(**{f"v{register}": "50"})
    before = plain(await opening.browser.get(path, params={"open": place["id"]}))
    assert ("начальное, клиент" in before, "Черновик" in before) == (True, True)
    await opening.send()
    after = plain(await opening.browser.get(path, params={"open": place["id"]}))
    assert ("начальное, клиент" in after, "на 09.11.2026 00:00" in after) == (True, True)
    assert "начальное, клиент" in (await opening.browser.get(f"{path}.csv")).text


async def test_fifty_rows_keep_their_weight_and_cost(client_for, cast):
    many = await registers(cast.contract.id, 120, values=())
    anna, path = await client_for(cast.anna), f"/contracts/{cast.contract.id}/readings/opening"
    with counted() as cost:
        page = await anna.get(path)
    assert (cost.statements, cost.transactions) == (3, 0)
    assert page.text.count('<tr id="r') == 50 < len(many)
    assert weight(page.text) <= LIST
    assert weight((await anna.get(path, headers=HTMX)).text) <= LIST_FRAGMENT
    second = await anna.get(html.unescape(re.search(r'href="([^"]*after=\d+)" rel="next"', page.text)[1]))
    assert 'rel="prev"' in second.text
