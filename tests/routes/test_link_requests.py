"""A second linker asks, an administrator answers."""

import json
import re
from datetime import timedelta

import pytest

from src.domain.access import Role
from src.domain.sessions import FRESH
from src.storage.engine import execute, rows, transaction
from tests import factories
from tests.cast import Person
from tests.linkers import FIELDS, actions, letters, memberships


@pytest.fixture
async def offer(newcomer, cast):
    """What a second linker of Anna's contract is offered."""
    page = await newcomer.post("/contracts/link", data={**FIELDS, "number": "97000001", "invoice_number": "А-01"})
    assert "У договора уже есть администратор" in page.text
    return re.search(r'name="offer" value="([^"]+)"', page.text)[1]


@pytest.fixture
async def asked(newcomer, offer):
    """The request is sent; its id."""
    page = await newcomer.post("/contracts/link/request", data={"offer": offer})
    assert "Запрос отправлен" in page.text
    [request] = await rows("SELECT id FROM link_request")
    return request["id"]


async def test_a_second_linker_asks_the_administrators(newcomer, offer, cast, asked):
    await newcomer.post("/contracts/link/request", data={"offer": offer})
    assert await letters() == [("anna@vega.example", "Запрос на доступ к договору № 97000001")]
    assert await actions(cast.contract.id) == ["link_requested"]
    assert len(await memberships(cast.contract.id)) == 4


async def test_the_administrator_confirms_with_a_role(client_for, cast, newcomer, asked):
    anna = await client_for(cast.anna)
    assert "1\u00a0человек ждёт" in (await anna.get(f"/contracts/{cast.contract.id}")).text
    path = f"/contracts/{cast.contract.id}/requests"
    assert "Новикова Ольга" in (await anna.get(path)).text
    page = await anna.post(f"{path}/{asked}", data={"answer": "confirm", "role": "accountant"})
    assert "доступ открыт" in page.text
    assert (await memberships(cast.contract.id))[-1] == ("new@vega.example", "accountant")
    assert [to for to, _ in await letters()][1:] == ["office@vega.example", "new@vega.example"]
    assert await actions(cast.contract.id) == ["link_requested", "contract_linked", "link_request_confirmed"]
    assert (await newcomer.get(f"/contracts/{cast.contract.id}")).status_code == 200
    assert "уже ответили" in (await anna.post(f"{path}/{asked}", data={"answer": "decline"})).text


async def test_who_got_in_meanwhile_is_told_the_role_that_he_has(client_for, cast, newcomer, asked):
    [person] = await rows("SELECT app_user FROM link_request")
    await factories.member(person["app_user"], cast.contract.id, Role.VIEWER)
    anna = await client_for(cast.anna)
    path = f"/contracts/{cast.contract.id}/requests/{asked}"
    await anna.post(path, data={"answer": "confirm", "role": "accountant"})
    assert (await memberships(cast.contract.id))[-1] == ("new@vega.example", "viewer")
    [line] = await rows("SELECT details FROM journal_line WHERE action = 'link_request_confirmed'")
    assert json.loads(line["details"])["role"] == "viewer"


@pytest.mark.parametrize("number", [0, 10**6, 2**63, 10**30])
async def test_a_request_that_nobody_made_is_not_found(client_for, cast, number):
    anna = await client_for(cast.anna)
    page = await anna.post(f"/contracts/{cast.contract.id}/requests/{number}", data={"answer": "confirm"})
    assert page.status_code == 404


async def test_the_administrator_declines(client_for, cast, newcomer, asked):
    anna = await client_for(cast.anna)
    page = await anna.post(f"/contracts/{cast.contract.id}/requests/{asked}", data={"answer": "decline"})
    assert "в доступе отказано" in page.text
    assert (await letters())[-1] == ("new@vega.example", "В доступе к договору № 97000001 отказано")
    assert (await newcomer.get(f"/contracts/{cast.contract.id}")).status_code == 404
    assert len(await memberships(cast.contract.id)) == 4


async def test_who_signed_in_long_ago_signs_in_again_before_giving_access(client_for, cast, asked, clock):
    anna = await client_for(cast.anna)
    clock.pass_by(FRESH + timedelta(seconds=1))
    path = f"/contracts/{cast.contract.id}/requests/{asked}"
    answer = await anna.post(path, data={"answer": "confirm", "role": "admin"})
    assert (answer.status_code, "kept" in answer.text) == (401, True)
    assert len(await memberships(cast.contract.id)) == 4


async def test_others_cannot_answer(client_for, cast, asked):
    path = f"/contracts/{cast.contract.id}/requests/{asked}"
    foreign = f"/contracts/{cast.foreign.id}/requests/{asked}"
    confirm = {"answer": "confirm", "role": "admin"}
    assert (await (await client_for(cast.galina)).post(path, data=confirm)).status_code == 403
    assert (await (await client_for(cast.dmitry)).post(path, data=confirm)).status_code == 404
    assert (await (await client_for(cast.dmitry)).post(foreign, data=confirm)).status_code == 404
    assert (await (await client_for(cast.anna)).post(path, data={"answer": "x"})).status_code == 422
    assert len(await rows("SELECT id FROM link_request")) == 1


async def test_an_offer_serves_its_person_for_an_hour(client_for, cast, newcomer, offer, clock):
    dmitry = await client_for(cast.dmitry)
    assert (await dmitry.post("/contracts/link/request", data={"offer": offer})).status_code == 422
    assert (await newcomer.post("/contracts/link/request", data={"offer": "x" + offer})).status_code == 422
    clock.pass_by(timedelta(minutes=25))
    clock.pass_by(timedelta(hours=1))
    late = await client_for(Person((await rows("SELECT MAX(id) AS id FROM app_user"))[0]["id"], "", Role.ADMIN))
    assert "Подтверждение устарело" in (await late.post("/contracts/link/request", data={"offer": offer})).text
    assert await rows("SELECT id FROM link_request") == []


async def test_who_asked_leaves_no_later_than_the_last_administrator(client_for, cast, newcomer, asked):
    async with transaction():
        await execute("UPDATE membership SET until_at = {} WHERE contract = {}", 4 * 10**15, cast.contract.id)
    anna = await client_for(cast.anna)
    await anna.post(f"/contracts/{cast.contract.id}/requests/{asked}", data={"answer": "confirm", "role": "viewer"})
    [row] = await rows("SELECT until_at FROM membership ORDER BY id DESC LIMIT 1")
    assert row["until_at"] == 4 * 10**15
