"""«Что и когда платить», its block and its words in lists.

It is the 24th of November; the invoice of October is 184 320,50.
"""

from datetime import UTC, date, datetime, timedelta

import brotli
import pytest

from src.storage.engine import rows, transaction
from src.storage.links import counted
from src.storage.recount_queue import mark_money
from tests import factories, weights
from tests.factories import NOW, THIS
from tests.inspector import HTMX
from tests.payments import paid


@pytest.fixture
def path(cast):
    return f"/contracts/{cast.contract.id}/due"


async def pay(contract, day, kopecks):
    await paid(contract, ("1", day, kopecks))
    await factories.settle_money(contract)


async def test_what_is_due_with_how_it_was_counted(client_for, cast, path):
    page = (await (await client_for(cast.galina)).get(path)).text.replace("\u00a0", " ")
    assert "Что и когда платить по договору № 97000001" in page
    assert "Просрочено 239 616,65 ₽, с 10.11.2026" in page  # 184 320,50 and 30 % of it, 55 296,15
    assert "73 728,20" in page
    assert "40 % от 184 320,50, стоимости за октябрь 2026" in page
    assert 'счёт <span class="keep">№ А-01</span>: 184 320,50' in page
    assert "остаток, оценка до счёта, за ноябрь 2026" in page
    assert "п. 82 Основных положений" in page


async def test_payments_are_taken_off_and_a_delay_costs(client_for, cast, path):
    await factories.insert("key_rate", since=date(2026, 1, 1), percent=21_000_000, deleted=False)
    await pay(cast.contract.id, date(2026, 11, 20), 239_616_65)
    page = (await (await client_for(cast.vera)).get(path)).text.replace("\u00a0", " ")
    assert "Просрочено" not in page
    # the first advance went first; of October 184 320,50 two days late: 18 432 050 × 21 × 2 / 13 000 = 59 549,7
    assert "595,50" in page
    assert "1/130 от 21 %" in page
    assert "о которой сообщил поставщик: 21 % с 01.01.2026" in page
    assert "на день оплаты" in page


async def test_the_end_of_a_cap_is_told_to_those_whom_it_held_for(client_for, cast, path, clock):
    clock.set(datetime(2027, 1, 11, 9, tzinfo=UTC))
    words = "Известно, что до 31.12.2026 ставка была не выше 9,5 %"
    anna = await client_for(cast.anna)
    assert words not in (await anna.get(path)).text.replace("\u00a0", " ")
    usual = {"payment_group": "general", "balance_on": None, "balance": 0, "deleted": False}
    await factories.insert("contract_terms", contract=cast.contract.id, penalty_group="citizens", **usual)
    assert words in (await anna.get(path)).text.replace("\u00a0", " ")


async def test_a_day_off_and_a_later_bill_say_why(client_for, cast, path):
    assert "не сообщил о праздниках, год: 2026." in (await (await client_for(cast.anna)).get(path)).text
    await factories.insert("day_off", day=date(2026, 11, 25), kind="off", deleted=False)
    for number, due_on in (("П-1", date(2026, 11, 30)), ("П-2", date(2026, 12, 5))):  # that is a Saturday
        await factories.invoice(cast.contract.id, number, 100_00, issued_on=date(2026, 11, 20), due_on=due_on)
    page = (await (await client_for(cast.anna)).get(path)).text.replace("\u00a0", " ")
    assert "перенесено с 25.11.2026, выходного" in page
    assert "ст. 193 ГК РФ" in page
    assert "по счёту</span>" in page
    assert "по счёту, перенесено с 05.12.2026, выходного" in page
    assert "не сообщил о праздниках" not in page


async def test_a_year_alone_and_what_is_paid_long_ago(client_for, cast, path):
    old = THIS.plus(-13)
    days = {"issued_on": old.next.day(3), "due_on": old.next.day(4)}
    await factories.invoice(cast.contract.id, "С-1", 50_00, period=str(old), **days)
    await pay(cast.contract.id, date(2025, 11, 1), 50_00)
    anna = await client_for(cast.anna)
    assert "С-1" not in (await anna.get(path)).text
    last_year = await anna.get(f"{path}?year=2025", headers=HTMX)
    assert last_year.text.lstrip().startswith('<div id="due">')
    assert ("С-1" in last_year.text, "А-01" in last_year.text) == (True, False)


async def test_years_that_are_none_and_a_page_in_a_frame(client_for, cast, path):
    anna = await client_for(cast.anna)
    assert "платежей со сроком нет" in (await anna.get(f"{path}?year=1999")).text
    assert "А-01" in (await anna.get(f"{path}?year=soon")).text
    boosted = await anna.get(path, headers={**HTMX, "HX-Boosted": "true"})
    assert boosted.text.startswith("<!doctype")


async def test_what_was_paid_too_much_and_what_is_not_counted_yet_are_told(client_for, cast, path):
    await pay(cast.contract.id, date(2026, 11, 9), 10_000_000_00)
    async with transaction():
        await mark_money([cast.contract.id], NOW)
    page = (await (await client_for(cast.anna)).get(path)).text
    assert "Переплата" in page
    assert "суммы пересчитываются" in page


async def test_a_contract_without_bills_says_so(client_for, cast):
    fresh = await factories.contract("97000009")
    await factories.member(cast.anna.id, fresh.id)
    anna = await client_for(cast.anna)
    assert "ещё нет счетов" in (await anna.get(f"/contracts/{fresh.id}/due")).text
    assert "платить сейчас нечего" in (await anna.get(f"/contracts/{fresh.id}")).text


async def test_only_those_who_see_sums_are_let_in(client_for, client, cast, path):
    boris, dmitry = await client_for(cast.boris), await client_for(cast.dmitry)
    assert (await boris.get(path)).status_code == 403
    assert (await dmitry.get(path)).status_code == 404
    assert (await client.get(path)).headers["location"].startswith("/sign-in")
    for page in ("/", "/contracts", f"/contracts/{cast.contract.id}"):
        text = (await boris.get(page)).text
        assert "/due" not in text
        assert "239\u00a0616,65" not in text


@pytest.fixture
async def three_years(cast):
    """A hundred of every month before, of which thirty are paid."""
    for period in (THIS.plus(-step) for step in range(2, 40)):
        days = {"issued_on": period.next.day(5), "period": str(period), "due_on": period.next.day(18)}
        sums = {"total": 100_00, "vat": 0, "deleted": False}
        await factories.insert("invoice", key=f"i{period}", contract=cast.contract.id, number="1", **days, **sums)
        await paid(cast.contract.id, ("1", period.next.day(10), 30_00))
    await factories.settle_money(cast.contract.id)


@pytest.mark.usefixtures("three_years")
async def test_the_page_takes_as_many_queries_whatever_the_contract_s_age(client_for, cast, path):
    anna = await client_for(cast.anna)
    with counted() as counter:
        page = (await anna.get(path)).text
    assert counter.statements <= 4
    assert counter.rows <= 60
    assert counter.transactions == 0
    assert len(brotli.compress(page.encode(), quality=5)) <= weights.LIST
    assert "долг с прошлых месяцев" in (await anna.get(f"{path}?year=2023")).text


async def test_the_block_tells_the_overdue_and_the_next(client_for, cast):
    galina = await client_for(cast.galina)
    block = (await galina.get("/blocks/settlements", headers=HTMX)).text.replace("\u00a0", " ")
    assert "просрочено с 10.11.2026" in block
    assert "239 616,65" in block
    assert f'href="/contracts/{cast.contract.id}/due">№ 97000001: 73 728,20 ₽</a>' in block
    assert "40 % за ноябрь 2026" in block
    boris = (await (await client_for(cast.boris)).get("/blocks/settlements", headers=HTMX)).text
    assert "Сейчас ничего такого нет" in boris


async def test_tomorrow_it_is_overdue_without_anything_written(client_for, cast, clock):
    clock.pass_by(timedelta(days=2))
    galina = await client_for(cast.galina)
    with counted() as counter:
        page = (await galina.get("/blocks/settlements", headers=HTMX)).text.replace("\u00a0", " ")
    assert "просрочено с 25.11.2026" in page
    assert "INSERT" not in " ".join(counter.texts)


async def test_lists_tell_the_next_sum_and_the_debt(client_for, cast):
    page = (await (await client_for(cast.anna)).get("/contracts")).text.replace("\u00a0", " ")
    assert "просрочено 239 616,65" in page
    assert "73 728,20<br>" in page
    card = (await (await client_for(cast.anna)).get(f"/contracts/{cast.contract.id}")).text
    assert f'href="/contracts/{cast.contract.id}/due"' in card
    assert [row["number"] for row in await rows("SELECT number FROM invoice WHERE contract = {}", cast.contract.id)]
