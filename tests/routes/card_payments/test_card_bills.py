"""«Оплата картой»: what is offered there follows what is owed."""

from datetime import date

from src.storage.engine import execute, rows, transaction
from tests import factories
from tests.payments import paid
from tests.routes.readings.browsing import plain


async def test_what_is_left_is_offered(client_for, cards, cast):
    """The invoice is 184 320,50; nothing was asked in advance before it, and 30 % of it since."""
    anna, path = await client_for(cast.anna), f"/contracts/{cast.contract.id}/pay"
    [bill] = await rows("SELECT id FROM invoice WHERE contract = {}", cast.contract.id)
    before = plain(await anna.get(path))
    assert f'href="{path}/invoice/{bill["id"]}"' in before
    assert "Просрочено 239 616,65 ₽" in before
    assert f'href="{path}/advance?sum=239616,65"' in before
    await paid(cast.contract.id, ("1", date(2026, 11, 9), 184_000_00))
    await factories.settle_money(cast.contract.id)
    assert f'href="{path}/advance?sum=' in plain(await anna.get(path)).partition("Последние счета")[2]
    await paid(cast.contract.id, ("2", date(2026, 11, 9), 55_616_65))
    await factories.settle_money(cast.contract.id)
    assert "оплачен</td>" in plain(await anna.get(path))


async def test_an_invoice_that_asks_for_nothing_has_no_page_to_pay_it(anna, cards, path, bill):
    async with transaction():
        await execute("UPDATE invoice SET total = -100, vat = 0 WHERE id = {}", bill)
    for ask in (anna.get, anna.post):
        assert (await ask(f"{path}/invoice/{bill}")).status_code == 404
