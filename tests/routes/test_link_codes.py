"""«Привязать договор» by the code of a letter; the second click on either way."""

import re
from datetime import timedelta

import pytest

from src.storage.engine import execute, rows, transaction
from src.storage.links import counted
from tests import factories
from tests.linkers import FIELDS, actions, letters, memberships
from tests.routes.readings.browsing import plain


async def code_of_letter() -> str:
    [letter] = await rows("SELECT text FROM outbox WHERE state = 'queued'")
    return re.search(r"^\d{6}$", letter["text"], re.M)[0]


async def test_a_code_of_the_contracts_own_address_links(newcomer, free):
    answer = await newcomer.post("/contracts/link", data={**FIELDS, "proof": "code"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/contracts/link/code")
    page = (await newcomer.get("/contracts/link/code")).text
    assert "office@" not in page
    assert [to for to, _ in await letters()] == ["office@vega.example"]
    code = {"code": await code_of_letter()}
    linked = await newcomer.post("/contracts/link/code", data=code)
    assert linked.headers["location"] == f"/contracts/{free.id}?said=linked"
    assert await memberships(free.id) == [("new@vega.example", "admin")]
    again = await newcomer.post("/contracts/link/code", data=code)
    assert again.headers["location"] == f"/contracts/{free.id}?said=known"


async def test_a_used_code_links_nobody_again(newcomer, free, clock):
    await newcomer.post("/contracts/link", data={**FIELDS, "proof": "code"})
    data = {"code": await code_of_letter()}
    await newcomer.post("/contracts/link/code", data=data)
    async with transaction():
        await execute("DELETE FROM membership WHERE contract = {}", free.id)
    await newcomer.post("/contracts/link/code", data=data)
    assert await memberships(free.id) == []
    clock.pass_by(timedelta(seconds=10))
    assert (await newcomer.post("/contracts/link/code", data=data)).status_code == 422


async def second_click(browser, path, data):
    """The same form again, with the token that the browser had at the first click."""
    token = browser.cookies["sid"]
    first = await browser.post(path, data=data)
    browser.cookies.clear()
    browser.cookies.set("sid", token)
    return first, await browser.post(path, data=data)


@pytest.mark.parametrize("proof", ["invoice", "code"])
async def test_a_second_click_is_answered_as_the_first(newcomer, free, proof):
    path, data = "/contracts/link", FIELDS
    if proof == "code":
        await newcomer.post(path, data={**FIELDS, "proof": "code"})
        path, data = "/contracts/link/code", {"code": await code_of_letter()}
    first, second = await second_click(newcomer, path, data)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["location"] == second.headers["location"] == f"/contracts/{free.id}?said=linked"
    assert "sid=" in second.headers["set-cookie"]
    assert await memberships(free.id) == [("new@vega.example", "admin")]
    assert await actions(free.id) == ["contract_linked"]


async def test_wrong_data_answers_as_right_and_sends_nothing(newcomer, free):
    with counted() as right:
        await newcomer.post("/contracts/link", data={**FIELDS, "proof": "code"})
    with counted() as wrong:
        answer = await newcomer.post("/contracts/link", data={**FIELDS, "proof": "code", "kpp": "772901002"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/contracts/link/code")
    assert (wrong.statements, wrong.transactions) == (right.statements, right.transactions)
    assert len(await letters()) == 1
    assert (await newcomer.post("/contracts/link/code", data={"code": await code_of_letter()})).status_code == 422


async def test_a_contract_without_an_address_answers_as_any_other(newcomer, free):
    await factories.contract("97000004", await factories.party("ООО «Без почты»"), email="")
    with counted() as right:
        await newcomer.post("/contracts/link", data={**FIELDS, "proof": "code"})
    with counted() as silent:
        answer = await newcomer.post("/contracts/link", data={**FIELDS, "proof": "code", "number": "97000004"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/contracts/link/code")
    assert (silent.statements, silent.transactions) == (right.statements, right.transactions)
    assert [to for to, _ in await letters()] == ["office@vega.example"]


@pytest.mark.parametrize("path", ["/contracts/link", "/contracts/link/code"])
async def test_the_page_says_how_a_code_comes_and_what_else_there_is(newcomer, path):
    page = plain(await newcomer.get(path))
    assert "Код приходит только письмом" in page
    assert "СМС на телефон портал не отправляет" in page
    assert "счётом" in page
    assert "в отделение поставщика" in page


async def test_a_code_has_five_tries_and_ten_minutes(newcomer, free, clock):
    await newcomer.post("/contracts/link", data={**FIELDS, "proof": "code"})
    code = await code_of_letter()
    other = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(5):
        answer = await newcomer.post("/contracts/link/code", data={"code": other})
        assert (answer.status_code, "Код не подошёл" in answer.text) == (422, True)
    assert (await newcomer.post("/contracts/link/code", data={"code": code})).status_code == 422
    assert await memberships(free.id) == []


async def test_a_code_dies_after_ten_minutes(newcomer, free, clock):
    await newcomer.post("/contracts/link", data={**FIELDS, "proof": "code"})
    clock.pass_by(timedelta(minutes=10))
    assert (await newcomer.post("/contracts/link/code", data={"code": await code_of_letter()})).status_code == 422


async def test_a_code_serves_only_the_one_who_asked(newcomer, free, client_for, cast):
    await newcomer.post("/contracts/link", data={**FIELDS, "proof": "code"})
    dmitry = await client_for(cast.dmitry)
    assert (await dmitry.post("/contracts/link/code", data={"code": await code_of_letter()})).status_code == 422
    assert (await dmitry.post("/contracts/link/code", data={"code": "12"})).status_code == 422
