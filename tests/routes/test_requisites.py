"""Requisites and the payment order, on the screen and as a document."""

import asyncio
import html
import re
from dataclasses import replace

import pytest

from src.domain.requisites import INVENTED
from src.routes import printed as routes
from src.services import qr
from src.services.printing import NotPrinted
from src.storage.links import counted
from tests import factories
from tests.inspector import HTMX
from tests.printing.reading import read


@pytest.fixture
def path(cast):
    return f"/contracts/{cast.contract.id}/requisites"


@pytest.fixture
async def galina(client_for, cast):
    return await client_for(cast.galina)


def words(answer) -> str:
    return html.unescape(answer.text).replace("\u00a0", " ")


async def test_the_nearest_payment_is_filled_in(galina, path):
    answer = await galina.get(path)
    assert answer.status_code == 200
    for told in (INVENTED.full_name, INVENTED.account, INVENTED.bic, INVENTED.correspondent, "<svg"):
        assert told in words(answer)
    assert f"ООО «Вега», ИНН {factories.INN}" in words(answer)
    assert 'name="what"' in answer.text


async def test_a_chosen_invoice_and_a_part_of_it(galina, path, cast):
    await factories.invoice(cast.contract.id, number="Б/7 & К", total=122_000_00, vat=22_000_00)
    whole = words(await galina.get(path, params={"what": "invoice-Б/7 & К"}))
    assert "Сто двадцать две тысячи рублей 00 копеек" in whole
    assert "Оплата по счёту № Б/7 & К от 05.11.2026 за электроэнергию за октябрь 2026 по договору № 97000001." in whole
    assert "В том числе НДС 22 % 22000.00 руб." in whole
    part = words(await galina.get(path, params={"what": "invoice-Б/7 & К", "sum": "61 000"}))
    assert "В том числе НДС 22 % 11000.00 руб." in part
    assert "61 000,00 ₽" in part


async def test_any_sum_and_none(galina, path):
    own = words(await galina.get(path, params={"what": "own", "sum": "122"}))
    assert "Оплата электроэнергии по договору № 97000001. В том числе НДС 22 % 22.00 руб." in own
    none = words(await galina.get(path, params={"what": "own"}))
    assert "впишите в платёжном поручении" in none
    assert "В том числе НДС 22 %." in none


async def test_with_htmx_the_order_alone_comes(galina, path):
    answer = await galina.get(path, params={"what": "own", "sum": "122"}, headers=HTMX)
    assert answer.text.lstrip().startswith('<section class="block" id="order"')
    assert "<html" not in answer.text
    assert "<html" in (await galina.get(path, headers={**HTMX, "HX-Boosted": "true"})).text


@pytest.mark.parametrize("typed", ["0", "-5", "много", "1,234", "10 000 000 000 000", "9" * 60])
async def test_a_wrong_sum_is_told_beside_it_and_kept(galina, path, typed):
    answer = await galina.get(path, params={"what": "own", "sum": typed})
    assert answer.status_code == 422
    assert 'id="sum-wrong"' in answer.text
    assert f'value="{typed}"' in answer.text
    assert "<svg" not in answer.text
    file = await galina.get(f"{path}.pdf", params={"what": "own", "sum": typed})
    assert file.status_code == 303
    assert file.headers["location"].startswith(f"{path}?what=own&sum=")


async def test_what_is_not_there_is_not_paid_for(galina, path, cast):
    answer = await galina.get(path, params={"what": f"invoice-А-{cast.foreign.number[-2:]}"})
    assert answer.status_code == 422
    assert "Такого счёта или платежа сейчас нет" in answer.text


async def test_the_document_says_the_same(galina, path):
    answer = await galina.get(f"{path}.pdf", params={"what": "own", "sum": "1026758,94"})
    assert answer.headers["content-type"] == "application/pdf"
    found = read(answer.content, codes=True)
    assert "Один миллион двадцать шесть тысяч семьсот пятьдесят восемь рублей 94 копейки" in found.text
    [code] = found.codes
    assert b"|Sum=102675894|" in code
    assert f"Name={INVENTED.full_name}|".encode() in code


async def test_the_code_of_the_page_is_that_of_the_document(galina, path, monkeypatch):
    held = []
    monkeypatch.setattr(qr, "_inline", lambda content, scale: held.append(content) or "")
    await galina.get(path, params={"what": "own", "sum": "122"})
    found = read((await galina.get(f"{path}.pdf", params={"what": "own", "sum": "122"})).content, codes=True)
    assert list(found.codes) == held


async def test_texts_that_no_code_holds_are_copied_by_hand(galina, path, app, cast):
    full = {"supplier_full_name": "Ғ" * 160, "supplier_inn": INVENTED.inn, "supplier_bic": INVENTED.bic}
    app.state.kit = replace(app.state.kit, settings=replace(app.state.kit.settings, **full))
    answer = await galina.get(path)
    assert answer.status_code == 200
    assert "слишком длинные" in answer.text
    assert (await galina.get(f"{path}.pdf")).status_code == 200


async def test_a_supplier_who_told_nothing_is_no_mistake(galina, path, app):
    app.state.kit = replace(app.state.kit, settings=replace(app.state.kit.settings, mode="production"))
    answer = await galina.get(path)
    assert answer.status_code == 200
    assert "не указал в кабинете свои реквизиты" in answer.text
    assert (await galina.get(f"{path}.pdf")).headers["location"] == path


async def test_who_sees_no_sums_and_strangers_are_refused(client_for, cast, path):
    for person, status in ((cast.boris, 403), (cast.dmitry, 404), (cast.vera, 200)):
        browser = await client_for(person)
        assert (await browser.get(path)).status_code == status
        assert (await browser.get(f"{path}.pdf")).status_code == status


async def test_one_person_waits_for_three_documents_at_once(galina, client_for, cast, path, app, monkeypatch):
    let_go, begun = asyncio.Event(), asyncio.Semaphore(0)

    async def slow(_workshop, _paper):
        begun.release()
        await let_go.wait()
        return b"%PDF-"

    monkeypatch.setattr(routes, "print_paper", slow)
    waiting = [asyncio.create_task(galina.get(f"{path}.pdf")) for _ in range(3)]
    for _ in waiting:
        await begun.acquire()
    fourth, more = asyncio.create_task(galina.get(f"{path}.pdf")), asyncio.create_task(begun.acquire())
    await asyncio.wait({fourth, more}, return_when=asyncio.FIRST_COMPLETED)
    assert not more.done(), "a fourth one was begun"
    assert fourth.result().status_code == 429
    more.cancel()
    other = asyncio.create_task((await client_for(cast.anna)).get(f"{path}.pdf"))
    let_go.set()
    assert {(await each).status_code for each in (*waiting, other)} == {200}


async def test_a_machine_without_time_says_so(galina, path, monkeypatch):
    async def none(_workshop, _paper):
        raise NotPrinted

    monkeypatch.setattr(routes, "print_paper", none)
    answer = await galina.get(f"{path}.pdf")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert "Портал занят" in answer.text


async def test_the_page_costs_few_queries(galina, path):
    with counted() as queries:
        await galina.get(path)
    assert queries.statements <= 5


async def test_the_contract_leads_there(galina, cast, path):
    assert re.search(f'href="{path}"', (await galina.get(f"/contracts/{cast.contract.id}")).text)
