"""«Отправить в расчёт»: the review, the receipt, the close of the window."""

import html
import re
from datetime import timedelta

from src.storage.engine import execute, rows, transaction
from tests import factories
from tests.factories import MOSCOW, THIS
from tests.routes.readings.browsing import Sheet, plain
from tests.services.readings.desk import registers


async def test_sending_goes_to_the_receipt(sheet, cast):
    answer = await sheet.send(v1="2450")
    place = f"/contracts/{cast.contract.id}/receipts/2611-{cast.contract.id}-1"
    assert (answer.status_code, answer.headers["location"]) == (303, f"{place}?said=sent")
    receipt = await sheet.browser.get(f"{place}?said=sent")
    assert f'<h1>Квитанция <span class="keep">№ 2611-{cast.contract.id}-1</span></h1>' in receipt.text
    assert all(words in plain(receipt) for words in ("Иванова Анна", "2 450", "150 кВт·ч", "Отправлено"))
    assert place in (await sheet.browser.get(f"/contracts/{cast.contract.id}/receipts")).text


async def test_a_printed_receipt_says_whose_it_is(sheet):
    receipt = plain(await sheet.browser.get((await sheet.send(v1="2450")).headers["location"]))
    assert f"ООО «Вега», ИНН {factories.INN}" in receipt
    assert "Мосэнергосбыт" in receipt.partition("Поставщик")[2]


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
    review = await sheet.browser.get((await sheet.send(v1="2450")).headers["location"])
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
                "INSERT INTO draft (register, as_of, contract, typed, value, confirmed, version, app_user, saved_at)"
                " VALUES ({}, {}, {}, '1200', 1200000000, FALSE, 1, {}, 0)",
                id_, as_of, cast.contract.id, cast.anna.id,
            )  # fmt: skip
    sent = await sheet.send(v1="2450")
    place = sent.headers["location"].partition("?")[0]
    first = await sheet.browser.get(place)
    assert first.text.count('class="who"') == 50
    later = html.unescape(re.search(r'href="([^"]*)" rel="next"', first.text)[1])
    assert (await sheet.browser.get(later)).text.count('class="who"') == 11
    assert (await sheet.browser.get(f"{place}?print=1")).text.count('class="who"') == 61
