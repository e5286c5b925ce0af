"""«Оплата картой»: the checklist of its pages, the way to the bank and back."""

from datetime import timedelta

import pytest

from src.storage.engine import rows
from src.storage.links import counted
from tests import orders
from tests.card_payments import card_payment
from tests.inspector import HTMX
from tests.routes.readings.browsing import plain
from tests.services.card_payments.calls import later

BUTTON = "Перейти на платежную страницу банка для оформления платежа"
ADVANCE = {"amount": "1 000,00"}


async def test_an_invoice_with_conditions_and_the_sum(anna, cards, path, bill):
    page = await anna.get(f"{path}/invoice/{bill}")
    shown = plain(page)
    assert page.status_code == 200
    for told in (BUTTON, "184 320,50 ₽", "Счёт № А-01 от 05.11.2026, договор № 97000001", "Условия"):
        assert told in shown
    assert f"form-action 'self' {cards.server.url};" in page.headers["content-security-policy"]
    assert f'action="{path}/invoice/{bill}"' in shown
    assert "/requisites?what=invoice-%D0%90-01" in shown


async def test_only_pages_that_lead_to_the_bank_may_lead_there(anna, cards, path):
    for other in ("/", path):
        assert "form-action 'self';" in (await anna.get(other)).headers["content-security-policy"]


async def test_the_button_leads_to_the_bank(anna, cards, path, bill):
    for _ in range(2):
        answer = await anna.post(f"{path}/invoice/{bill}")
        [order] = cards.server.book.newest()
        assert (answer.status_code, answer.headers["location"]) == (303, f"{cards.server.url}/pay/{order.id}")
    by_htmx = await anna.post(f"{path}/invoice/{bill}", headers=HTMX)
    assert by_htmx.headers["hx-redirect"] == f"{cards.server.url}/pay/{order.id}"


async def test_an_advance_of_a_typed_sum(anna, cards, path):
    assert 'value="500,5"' in (await anna.get(f"{path}/advance?sum=500,5")).text
    assert (await anna.post(f"{path}/advance", data=ADVANCE)).status_code == 303
    assert cards.server.book.newest()[0].amount == 1_000_00


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Напишите сумму в рублях"),
        ("много", "Напишите сумму в рублях"),
        ("-5", "Напишите сумму в рублях"),
        ("1,005", "Напишите сумму в рублях"),
        ("0,99", "от 1,00 до 1 000 000,00 ₽"),
        ("1000000,01", "от 1,00 до 1 000 000,00 ₽"),
        ("9" * 40, "Напишите сумму в рублях"),
    ],
)
async def test_a_wrong_sum_is_told_and_kept(anna, cards, path, typed, told):
    answer = await anna.post(f"{path}/advance", data={"amount": typed})
    assert answer.status_code == 422
    assert told in plain(answer)
    assert f'value="{typed}"' in answer.text
    assert not cards.server.asked


async def test_an_order_that_waits_is_paid_from_its_page(anna, cards, cast, path):
    order = await orders.order(cast.contract.id, await orders.service(), "awaiting_payment")
    own = f"/contracts/{cast.contract.id}/services/{order}"
    assert f'href="{path}/order/{order}">Оплатить картой' in (await anna.get(own)).text
    page = plain(await anna.get(f"{path}/order/{order}"))
    assert ("Оплата заявки картой" in page, "1 220,00 ₽" in page) == (True, True)
    assert (await anna.post(f"{path}/order/{order}")).headers["location"].startswith(f"{cards.server.url}/pay/")
    cards.server.outcome(cards.server.book.newest()[0], "pay", quiet=True)
    await later(cards)
    assert "Оплатить картой</a>" not in (await anna.get(own)).text.partition("<main")[2].partition("</nav>")[2]
    assert "Заявка не ждёт оплаты" in plain(await anna.get(f"{path}/order/{order}"))
    assert (await anna.post(f"{path}/order/{order}")).headers["location"] == own


async def test_the_way_back_tells_the_truth(anna, cards, path, bill):
    await anna.post(f"{path}/invoice/{bill}")
    [order] = cards.server.book.newest()
    back = order.back.removeprefix("http://kabinet.test") + f"?orderId={order.id}&lang=ru"
    waiting = await anna.get(back)
    assert "Банк ещё не подтвердил оплату" in plain(waiting)
    assert 'hx-trigger="every 3s"' in waiting.text
    cards.server.outcome(order, "pay", quiet=True)
    cards.clock.pass_by(timedelta(seconds=5))
    done = await anna.get(back)
    assert "Банк подтвердил оплату" in plain(done)
    assert "hx-trigger" not in done.text
    assert "Это уже оплачено картой" in plain(await anna.post(f"{path}/invoice/{bill}"))
    assert "оплачен картой</td>" in (await anna.get(path)).text


async def test_the_page_that_waits_asks_the_bank_rarely(anna, cards, path):
    await anna.post(f"{path}/advance", data=ADVANCE)
    [payment] = await rows("SELECT id FROM card_payment")
    for _ in range(2):
        asked = len(cards.server.asked)
        for _ in range(3):
            fragment = await anna.get(f"{path}/{payment['id']}", headers=HTMX)
            assert fragment.text.lstrip().startswith('<div id="state"')
            assert len(cards.server.asked) == asked + 1
        cards.clock.pass_by(timedelta(seconds=10))
    again = fragment.text.partition('hx-get="')[2].partition('"')[0]
    assert (await anna.get(again, headers=HTMX)).status_code == 204  # nothing is new: the focus stays where it is


@pytest.mark.parametrize(
    ("state", "reason", "told"),
    [
        ("asked", "", "Связываемся с банком"),
        ("refused", "", "Банк отказал в оплате (код 116)"),
        ("cancelled", "", "Оплата отменена"),
        ("ended", "expired", "Время на оплату вышло"),
        ("ended", "rejected", "Банк не принял оплату"),
        ("ended", "lost", "Ответ банка не дошёл"),
        ("ended", "unheard", "До банка оплата не дошла"),
        ("held", "amount", "банк назвал другую сумму"),
        ("held", "silent", "второй раз не платите"),
        ("partly", "", "возвращено 300,00 ₽"),
        ("refunded", "", "Деньги возвращены на карту: 300,00 ₽"),
    ],
)
async def test_every_state_has_its_words(anna, cast, path, state, reason, told):
    more = {"reason": reason, "refunded": 300_00, "action_code": 116}
    number = await card_payment(cast.contract.id, cast.anna.id, state, **more)
    for headers in ({}, HTMX):
        assert told in plain(await anna.get(f"{path}/{number}", headers=headers))
    assert "1 000,00" in plain(await anna.get(path))


async def test_giving_up_and_going_on(anna, cards, path):
    await anna.post(f"{path}/advance", data=ADVANCE)
    [payment] = await rows("SELECT id, page FROM card_payment")
    one = f"{path}/{payment['id']}"
    assert (await anna.post(f"{one}/go")).headers["location"] == payment["page"]
    assert (await anna.post(f"{one}/cancel")).headers["location"] == one
    assert "Оплата отменена" in plain(await anna.get(one))
    for act in ("go", "cancel"):
        assert (await anna.post(f"{one}/{act}")).headers["location"] == one
    cards.server.knobs.deaf["getOrderStatusExtended"] = 9
    await anna.post(f"{path}/advance", data=ADVANCE)
    other = f"{path}/{(await rows('SELECT MAX(id) AS id FROM card_payment'))[0]['id']}"
    refused = await anna.post(f"{other}/cancel")
    assert refused.headers["location"] == f"{other}?said=not_now"
    assert "Отменить сейчас нельзя" in plain(await anna.get(refused.headers["location"]))


async def test_a_page_that_is_no_longer_allowed_is_not_gone_to(anna, cards, cast, path):
    number = await card_payment(cast.contract.id, cast.anna.id, page="https://evil.test/pay")
    assert (await anna.post(f"{path}/{number}/go")).headers["location"] == f"{path}/{number}"
    assert BUTTON not in plain(await anna.get(f"{path}/{number}"))


async def test_the_bank_says_no(anna, cards, path, caplog):
    cards.server.knobs.lies["register"] = {"errorCode": "5"}
    answer = await anna.post(f"{path}/advance", data=ADVANCE)
    assert (answer.status_code, "Банк не принял оплату" in plain(answer)) == (422, True)
    assert 'value="1 000,00"' in plain(answer)
    assert [record.fields for record in caplog.records if record.message == "the bank refused a payment"] == [
        {"why": "errorCode 5"}
    ]


async def test_without_a_bank_the_page_says_how_else_to_pay(anna, path, bill):
    for page in (path, f"{path}/advance", f"{path}/invoice/{bill}"):
        shown = plain(await anna.get(page))
        assert "Картой здесь пока не платят" in shown
        assert "платёжным поручением" in shown
        assert BUTTON not in shown
    assert (await anna.post(f"{path}/advance", data=ADVANCE)).status_code == 422
    assert not await rows("SELECT id FROM card_payment")


async def test_fifty_a_page_in_few_questions(anna, cards, cast, path):
    for _ in range(60):
        await card_payment(cast.contract.id, cast.anna.id, "paid")
    await anna.get(path)  # days off and rules of payment are at hand from now on
    with counted() as counter:
        first = await anna.get(path)
    assert counter.statements <= 5, "who, which contract, the list, what is owed, its bills"
    assert first.text.count(f'href="{path}/') >= 50
    table = await anna.get(path, headers=HTMX)
    assert table.text.lstrip().startswith('<section id="cards"')
    later = first.text.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    last = await anna.get(later.replace("&amp;", "&"))
    assert (last.text.count('data-l="Состояние"'), 'rel="prev"' in last.text) == (10, True)


async def test_what_is_on_the_way_stands_below_the_payments(client_for, anna, cast, path):
    number = await card_payment(cast.contract.id, cast.anna.id, "partly", credited_at=1, refunded=300_00)
    await card_payment(cast.contract.id, cast.anna.id, "refunded", credited_at=1, refunded=1_000_00)
    await card_payment(cast.contract.id, cast.anna.id, "open")
    payments = path.replace("/pay", "/payments")
    assert f'hx-get="{payments}/coming" hx-trigger="load"' in (await anna.get(payments)).text
    for headers in ({}, HTMX):
        shown = plain(await anna.get(f"{payments}/coming", headers=headers))
        assert shown.count('data-l="Сумма, ₽" class="n">700,00<') == shown.count('data-l="Сумма') == 1
    assert f"{path}/{number}" in shown
    assert f"{path}/{number}" not in (await (await client_for(cast.vera)).get(f"{payments}/coming")).text
    assert "разбирается" not in shown
    await card_payment(cast.contract.id, cast.anna.id, "held")
    assert "1 000,00</td></tr>" in (held := plain(await anna.get(f"{payments}/coming"))), held
    assert 'err">разбирается</span>' in held


async def test_the_accountant_pays_others_do_not(client_for, cast, cards, path, bill):
    assert (await (await client_for(cast.galina)).post(f"{path}/advance", data=ADVANCE)).status_code == 303
    for person, status in ((cast.vera, 403), (cast.boris, 403), (cast.dmitry, 404)):
        browser = await client_for(person)
        for page in (path, f"{path}/advance", f"{path}/invoice/{bill}"):
            assert (await browser.get(page)).status_code == status
        assert (await browser.post(f"{path}/advance", data=ADVANCE)).status_code == status


async def test_what_is_not_there(anna, cast, cards, path):
    theirs = await card_payment(cast.foreign.id, cast.dmitry.id)
    [foreign] = await rows("SELECT id FROM invoice WHERE contract = {}", cast.foreign.id)
    for page in (f"{path}/{theirs}", f"{path}/invoice/{foreign['id']}", f"{path}/invoice/{2**70}", f"{path}/{2**70}"):
        assert (await anna.get(page)).status_code == 404
    for act in ("go", "cancel"):
        assert (await anna.post(f"{path}/{theirs}/{act}")).status_code == 404
    assert (await anna.get(f"{path}?after={theirs}")).status_code == 200
