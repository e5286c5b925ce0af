"""payments.csv: rows and what their months come to."""

from datetime import date

import pytest

from src.domain.access import GuardedContract, Role
from src.domain.lists import Asked, Total
from src.services.payments import PAYMENTS
from src.storage.engine import rows
from tests.deliveries import deliver

ROW = "{};{};{};{};{};Аванс;{};{}"

pytestmark = pytest.mark.usefixtures("directory")


async def contract(key):
    [row] = await rows("SELECT id, number FROM contract WHERE key = {}", key)
    return GuardedContract(row["id"], key, row["number"], Role.VIEWER, 1)


async def told(key):
    return await PAYMENTS.total(await contract(key), Asked())


async def test_months_follow_every_delivery(inbox, take):
    first = [ROW.format(f"L{at}", "C1", at, f"2026-{at:02}-10", f"{at}.50", "", 0) for at in (9, 10, 11)]
    deliver(inbox, "1", payments=[*first, first[0]])
    await take()
    assert await told("C1") == Total(3, (3150,))
    changes = [
        ROW.format("L9", "C1", 9, "2026-12-01", "-1.00", "", 0),  # another day and sum
        ROW.format("L10", "C2", 10, "2026-10-10", "10.50", "", 0),  # another contract
        ROW.format("L11", "C1", 11, "2026-11-10", "11.50", "", 1),  # hidden
    ]
    deliver(inbox, "2", payments=changes)
    deliver(inbox, "3", payments=changes)
    await take()
    assert (await told("C1"), await told("C2")) == (Total(1, (-100,)), Total(1, (1050,)))
    kept = await rows(
        "SELECT period, things, amount FROM payment_month WHERE contract = {} ORDER BY period",
        (await contract("C1")).id,
    )
    assert [tuple(row.values()) for row in kept if row["things"] or row["amount"]] == [("2026-12", 1, -100)]


async def test_a_payment_is_kept_as_it_came(inbox, take):
    deliver(inbox, "1", payments=[ROW.format("L1", "C1", "№ Ёж-7", "2026-11-10", "184320.5", "З-000012", 0)])
    await take()
    [found] = (await PAYMENTS.page(await contract("C1"), Asked(number="№ еж"))).rows
    assert found[1:] == ("№ Ёж-7", date(2026, 11, 10), 18432050, "Аванс", "З-000012")
