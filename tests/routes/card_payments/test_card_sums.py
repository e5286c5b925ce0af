"""Billing changes a sum while a payment of the old one is under way."""

from src.storage.engine import execute, rows, transaction
from tests.inspector import HTMX
from tests.routes.readings.browsing import plain


async def test_nobody_is_led_to_pay_a_sum_that_was_not_shown(client_for, cast, cards):
    path, anna = f"/contracts/{cast.contract.id}/pay", await client_for(cast.anna)
    [bill] = await rows("SELECT id FROM invoice WHERE contract = {}", cast.contract.id)
    await anna.post(f"{path}/invoice/{bill['id']}")
    async with transaction():
        await execute("UPDATE invoice SET total = 100000 WHERE id = {}", bill["id"])
    assert "1 000,00 ₽" in plain(await anna.get(f"{path}/invoice/{bill['id']}"))
    answer = await anna.post(f"{path}/invoice/{bill['id']}")
    [begun] = await rows("SELECT id FROM card_payment")
    assert answer.headers["location"] == f"{path}/{begun['id']}?said=other_sum"
    for headers in ({}, HTMX):
        shown = plain(await anna.get(answer.headers["location"], headers=headers))
        assert "когда сумма была другой: 184 320,50 ₽" in shown
        assert f'hx-get="{path}/{begun["id"]}?seen=open1&amp;said=other_sum"' in shown
    await anna.post(f"{path}/{begun['id']}/cancel")
    await anna.post(f"{path}/invoice/{bill['id']}")
    assert [order.amount for order in cards.server.book.newest()] == [1_000_00, 184_320_50]
