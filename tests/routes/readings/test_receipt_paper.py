"""A receipt as a document."""

from src.storage.engine import execute, transaction
from tests import factories
from tests.printing.reading import read

TOLD = (f"ООО «Вега», ИНН {factories.INN}", "Мосэнергосбыт", "Иванова Анна", "2 450", "150 кВт·ч", "Отправлено")


async def sent(sheet) -> str:
    return (await sheet.send(v1="2450")).headers["location"].partition("?")[0]


async def test_a_receipt_goes_out_as_a_document(sheet):
    place = await sent(sheet)
    assert f'href="{place}/receipt.pdf"' in (await sheet.browser.get(place)).text
    answer = await sheet.browser.get(f"{place}/receipt.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert 'attachment; filename="receipt-' in answer.headers["content-disposition"]
    found = read(answer.content)
    assert found.title == f"Квитанция № {place.rpartition('/')[2]}"
    assert [told for told in TOLD if told not in found.text] == []


async def test_what_billing_answers_stands_in_it(sheet):
    place = await sent(sheet)
    async with transaction():
        await execute("UPDATE reading SET status = 'rejected', reason = 'Пришлите #фото' WHERE source = 'client'")
    assert "Отклонено. Пришлите #фото" in read((await sheet.browser.get(f"{place}/receipt.pdf")).content).text


async def test_one_that_is_too_long_is_printed_as_a_page(sheet):
    place = await sent(sheet)
    async with transaction():
        await execute("UPDATE receipt SET registers = 100000")
    assert "receipt.pdf" not in (await sheet.browser.get(place)).text
    answer = await sheet.browser.get(f"{place}/receipt.pdf")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{place}?print=1")


async def test_none_of_anothers_and_none_ahead(sheet, cast, client_for):
    place = await sent(sheet)
    stranger = await client_for(cast.dmitry)
    assert (await stranger.get(f"{place}/receipt.pdf")).status_code == 404
    assert (await sheet.browser.get(f"{place[:-1]}9/receipt.pdf")).status_code == 404
    ahead = await sheet.browser.get(f"{place}/receipt.pdf", headers={"Sec-Purpose": "prefetch"})
    assert ahead.status_code == 503
