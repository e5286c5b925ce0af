"""Who sees and changes what at the sheet, and what bad input gets."""

import re

import pytest

from src.storage.engine import execute, rows, transaction
from tests import factories
from tests.routes.readings.browsing import Sheet


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
