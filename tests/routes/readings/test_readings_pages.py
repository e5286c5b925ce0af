"""«Передать показания» by the browser: the page, saving, sending, the receipt."""

import html
import re
from datetime import timedelta

import pytest

from src.domain.text import sort_key
from src.storage.engine import execute, rows, transaction
from src.storage.links import counted
from tests import factories
from tests.factories import MOSCOW, THIS
from tests.inspector import HTMX
from tests.services.readings.desk import EXPIRED, registers


def plain(page):
    return page.text.replace("\u00a0", " ")


class Sheet:
    """One person at the sheet: what the page holds goes back as a browser would send it."""

    def __init__(self, browser, contract):
        self.browser = browser
        self.path = f"/contracts/{contract.id}/readings"

    async def open(self, **query):
        self.page = await self.browser.get(self.path, params=query)
        assert self.page.status_code == 200
        return plain(self.page)

    def fields(self, **typed):
        """Everything in the form, with what was typed into it."""
        kept = re.findall(r'<input[^>]* name="([vw]\d+|key)"[^>]* value="([^"]*)"', self.page.text)
        return {**{name: html.unescape(value) for name, value in kept}, **typed}

    async def save(self, query="", headers=None, **typed):
        return await self.browser.post(self.path + query, data=self.fields(**typed), headers=headers)

    async def send(self, **typed):
        return await self.browser.post(f"{self.path}/submit", data=self.fields(**typed))


@pytest.fixture
async def sheet(client_for, cast):
    opened = Sheet(await client_for(cast.anna), cast.contract)
    await opened.open()
    return opened


@pytest.fixture
async def boris(client_for, cast):
    opened = Sheet(await client_for(cast.boris), cast.contract)
    await opened.open()
    return opened


async def test_the_page_says_what_is_read_and_from_what(sheet):
    text = plain(sheet.page)
    assert "<h1>Передача показаний за ноябрь 2026</h1>" in text
    assert 'data-previous="2300"' in text
    assert 'inputmode="decimal"' in text
    assert "принято в расчёт" in text
    assert "до 02.12.2026" in text


async def test_a_page_costs_four_queries(sheet, cast):
    await registers(cast.contract.id, 120)
    with counted() as cost:
        await sheet.open()
    assert (cost.statements, cost.transactions) == (4, 0)
    assert cost.rows <= 60


async def test_pages_and_filters_are_addresses(sheet, cast):
    await registers(cast.contract.id, 59)
    await registers(cast.contract.id, 1, serial="Щ-77")
    text = await sheet.open()
    later = html.unescape(re.search(r'href="([^"]*after=\d+)" rel="next"', text)[1])
    second = await sheet.browser.get(later)
    assert second.text.count("data-previous") == 11
    assert 'rel="prev"' in second.text
    found = await sheet.open(q="цех щ-77", only="empty")
    assert found.count("data-previous") == 1
    assert "Показать все приборы" in await sheet.open(q="нет такого")


async def test_htmx_gets_the_lines_alone(sheet):
    fragment = await sheet.browser.get(sheet.path, params={"q": "склад"}, headers=HTMX)
    assert fragment.text.lstrip().startswith('<div id="lines">')
    assert fragment.headers["vary"].endswith("HX-Request")
    boosted = await sheet.browser.get(sheet.path, headers={**HTMX, "HX-Boosted": "true"})
    assert "<!doctype html>" in boosted.text


async def test_saving_without_htmx_comes_back_to_the_page(sheet):
    answer = await sheet.save(v1="2 450")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{sheet.path}?period=2026-11&said=saved")
    text = await sheet.open(said="saved")
    assert "Сохранено в черновике" in text
    assert 'value="2 450"' in text
    assert ">150</td>" in text


async def test_one_register_is_saved_as_soon_as_it_is_typed(sheet):
    answer = await sheet.save("?period=2026-11", headers=HTMX, v1="2450")
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<tr id="r1"')
    assert '<hx-partial hx-target="#summary"' in answer.text
    assert "в черновике 1" in answer.text


async def test_a_refused_value_is_kept_red_with_the_reason(sheet):
    for headers in ({}, HTMX):
        answer = await sheet.save(headers=headers, v1="4511810")
        assert answer.status_code == 422
        assert 'class="bad"' in answer.text
        assert 'value="4511810" aria-invalid="true"' in answer.text
        assert "Больше значности прибора: до запятой не более 6" in answer.text


async def test_rollover_is_offered_beside_the_value(sheet, cast):
    [id_] = await registers(cast.contract.id, 1, values=(999800, 999900))
    await sheet.open()
    asked = await sheet.save(**{f"v{id_}": "50"})
    assert asked.status_code == 422
    assert f'name="c{id_}" form="sheet" value="1">' in asked.text
    sheet.page = asked
    assert (await sheet.save(**{f"c{id_}": "1"})).status_code == 303
    assert f'name="c{id_}" form="sheet" value="1" checked' in await sheet.open()


async def test_both_values_are_shown_where_another_was_first(sheet, boris):
    await boris.save(v1="2450")
    answer = await sheet.save(v1="2500")
    assert answer.status_code == 422
    assert "сейчас 2450" in answer.text
    assert 'value="2500"' in answer.text
    sheet.page = answer
    assert (await sheet.save()).status_code == 303
    assert 'value="2500"' in await boris.open()


@pytest.mark.parametrize(
    ("meter", "words"),
    [
        ({"state": "faulty"}, "прибор неисправен"),
        (EXPIRED, "истёк срок поверки 30.11.2026"),
        ({"verified_until": None}, "срок поверки неизвестен"),
        ({"remote": True}, "передаётся дистанционно"),
    ],
)
async def test_a_refusing_meter_says_why(sheet, cast, meter, words):
    [id_] = await registers(cast.contract.id, 1, **meter)
    text = await sheet.open()
    assert re.search(rf'name="v{id_}" disabled', text)
    assert words in text


async def test_sending_goes_to_the_receipt(sheet, cast):
    answer = await sheet.send(v1="2450")
    place = f"/contracts/{cast.contract.id}/receipts/2611-{cast.contract.id}-1"
    assert (answer.status_code, answer.headers["location"]) == (303, f"{place}?said=sent")
    receipt = await sheet.browser.get(f"{place}?said=sent")
    assert f"<h1>Квитанция № 2611-{cast.contract.id}-1</h1>" in receipt.text
    assert all(words in plain(receipt) for words in ("Иванова Анна", "2 450", "150 кВт·ч", "Отправлено"))
    assert place in (await sheet.browser.get(f"/contracts/{cast.contract.id}/receipts")).text


async def test_pressed_twice_it_is_the_same_receipt(sheet):
    first, second = await sheet.send(v1="2450"), await sheet.send(v1="2450")
    assert first.headers["location"] == second.headers["location"]
    assert len(await rows("SELECT id FROM receipt")) == 1


async def test_the_second_person_is_told_plainly(sheet, boris):
    await sheet.save(v1="2450")
    first = await sheet.send()
    late = await boris.send()
    assert late.headers["location"] == first.headers["location"].replace("said=sent", "said=known")


async def test_mistakes_come_first_with_the_way_to_them(sheet, cast):
    await sheet.save(v1="много")
    answer = await sheet.send()
    assert answer.status_code == 422
    assert "Ничего не отправлено: 1" in answer.text
    assert f"{sheet.path}?period=2026-11&amp;q=" in answer.text
    assert "Отправить заполненные" not in answer.text


async def test_empty_registers_are_agreed_to(sheet, cast):
    await registers(cast.contract.id, 1)
    await sheet.open()
    review = await sheet.send(v1="2450")
    assert review.status_code == 200
    assert "Не заполнено: 1" in review.text
    agreed = dict(re.findall(r'name="(key|agreed)" value="([^"]*)"', review.text))
    sent = await sheet.browser.post(f"{sheet.path}/submit?period=2026-11", data=agreed)
    assert "/receipts/" in sent.headers["location"]


async def test_nothing_to_send_is_said(sheet):
    answer = await sheet.send()
    assert answer.status_code == 422
    assert "Отправлять нечего" in answer.text


async def test_a_correction_leaves_both_receipts(sheet, cast):
    await sheet.send(v1="2450")
    await sheet.open()
    await sheet.send(v1="2480")
    number = f"2611-{cast.contract.id}"
    path = f"/contracts/{cast.contract.id}/receipts/{number}"
    old, new = [await sheet.browser.get(f"{path}-{n}") for n in (1, 2)]
    assert "Исправлена квитанцией" in old.text
    assert "Исправлено" in old.text
    assert f"{path}-1" in new.text
    assert "2 480" in plain(new)


async def test_billings_word_stands_beside_what_was_sent(sheet, cast):
    await sheet.send(v1="2450")
    async with transaction():
        await execute("UPDATE reading SET status = 'rejected', reason = 'Пришлите фото' WHERE source = 'client'")
    receipt = await sheet.browser.get(f"/contracts/{cast.contract.id}/receipts/2611-{cast.contract.id}-1")
    assert "Отклонено" in receipt.text
    assert "Пришлите фото" in receipt.text
    assert "Пришлите фото" in await sheet.open()


async def test_after_the_close_drafts_are_read_only(client_for, cast, sheet, clock):
    await sheet.save(v1="2450")
    clock.set(THIS.next.start(MOSCOW) + timedelta(days=1))
    again = Sheet(await client_for(cast.anna), cast.contract)
    text = await again.open()
    assert "не отправлено" in text
    assert re.search(r'name="v1" disabled[^>]* value="2450"', text)
    assert 'id="sheet"' not in text
    refused = await again.browser.post(again.path, data={"v1": "2460", "w1": "1.0.2450"})
    assert refused.status_code == 422
    assert "показания не сохранены" in refused.text
    assert 'value="2460"' in refused.text


async def test_long_receipts_come_page_by_page_and_whole_for_the_printer(sheet, cast):
    many = await registers(cast.contract.id, 60)
    async with transaction():
        as_of = factories.instant_in(THIS.end(MOSCOW))
        for id_ in many:
            await execute(
                "INSERT INTO draft (register, as_of, typed, value, confirmed, version, app_user, saved_at)"
                " VALUES ({}, {}, '1200', 1200000000, FALSE, 1, {}, 0)",
                id_, as_of, cast.anna.id,
            )  # fmt: skip
    sent = await sheet.send(v1="2450")
    place = sent.headers["location"].partition("?")[0]
    first = await sheet.browser.get(place)
    assert first.text.count('class="who"') == 50
    later = html.unescape(re.search(r'href="([^"]*)" rel="next"', first.text)[1])
    assert (await sheet.browser.get(later)).text.count('class="who"') == 11
    assert (await sheet.browser.get(f"{place}?print=1")).text.count('class="who"') == 61


async def test_who_only_looks_sees_and_types_nothing(client_for, cast):
    for person in (cast.vera, cast.galina):
        looking = Sheet(await client_for(person), cast.contract)
        text = await looking.open()
        assert re.search(r'name="v1" disabled', text)
        assert "Сохранить" not in text
        assert (await looking.browser.post(looking.path, data={"v1": "2450"})).status_code == 403
        assert (await looking.browser.post(f"{looking.path}/submit")).status_code == 403


@pytest.mark.parametrize("path", ["readings", "receipts", "receipts/2611-1-1"])
async def test_strangers_see_nothing(client_for, client, cast, sheet, path):
    await sheet.send(v1="2450")
    dmitry = await client_for(cast.dmitry)
    assert (await dmitry.get(f"/contracts/{cast.contract.id}/{path}")).status_code == 404
    out = await client.get(f"/contracts/{cast.contract.id}/{path}")
    assert (out.status_code, out.headers["location"].partition("=")[0]) == (303, "/sign-in?next")


async def test_strangers_change_nothing(client_for, cast, sheet):
    dmitry = Sheet(await client_for(cast.dmitry), cast.foreign)
    assert (await dmitry.browser.post(sheet.path, data={"v1": "2450"})).status_code == 404
    assert (await dmitry.browser.post(f"{sheet.path}/submit", data={"key": "a"})).status_code == 404
    await sheet.send(v1="2450")
    number = f"2611-{cast.contract.id}-1"
    assert (await dmitry.browser.get(f"/contracts/{cast.foreign.id}/receipts/{number}")).status_code == 404
    swapped = await dmitry.browser.post(dmitry.path, data={"v1": "2460", "w1": "0.0."})
    assert swapped.status_code == 404
    assert [r["value"] for r in await rows("SELECT value FROM reading WHERE source = 'client'")] == [2450000000]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"v1": "9" * 41, "w1": "0.0."}, 422),
        ({"v1": "9" * 121, "w1": "0.0."}, 400),
        ({"v1": "2450", "w1": "junk"}, 400),
        ({"v1": "2450", "w1": "99999999999.0."}, 400),
        ({"v999999999999999999": "1", "w999999999999999999": "0.0."}, 404),
        ({f"v{n}": "" for n in range(200)}, 400),
        ({"v1": "x" * 70_000}, 413),
    ],
)
async def test_bad_input_is_refused(sheet, data, status):
    for path in (sheet.path, f"{sheet.path}/submit"):
        assert (await sheet.browser.post(path, data=data)).status_code == status
    assert await rows("SELECT id FROM reading WHERE source = 'client'") == []


@pytest.mark.parametrize("query", ["period=2026-13", "period=2020-01", "period=2027-05"])
async def test_periods_that_are_none(sheet, query):
    assert (await sheet.browser.get(f"{sheet.path}?{query}")).status_code == 404


@pytest.mark.parametrize(
    "query", ["after=0", "after=99999999999999999999", "before=-1", "only=junk", "q=%25%5C_", "period=%00"]
)
async def test_odd_queries_are_answered(sheet, query):
    assert (await sheet.browser.get(f"{sheet.path}?{query}")).status_code == 200


async def test_names_are_escaped(sheet, cast):
    async with transaction():
        await execute("UPDATE supply_object SET name = '<b>&' WHERE contract = {}", cast.contract.id)
        await factories.settle(cast.contract.id)
    assert "&lt;b&gt;&amp;" in await sheet.open()
    assert sort_key("<b>&")
