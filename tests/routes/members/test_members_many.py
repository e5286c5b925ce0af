"""One person's access to many contracts: chosen over pages, said, looked over, done; what could not be done is told."""

import asyncio
import re
from datetime import timedelta

import pytest

from src.domain.access import Role
from src.domain.many import KEPT
from src.services.members import many
from src.storage.engine import execute, rows, transaction
from src.storage.links import counted
from tests import factories
from tests.inspector import HTMX
from tests.linkers import letters

PATH = "/access/many"


@pytest.fixture
async def ids(cast):
    """Contracts that Anna administers beside the one with everybody."""
    return [cast.contract.id, *[await more(cast) for _ in range(3)]]


async def more(cast) -> int:
    made = await factories.contract()
    await factories.member(cast.anna.id, made.id)
    return made.id


@pytest.fixture
async def anna(client_for, cast, ids):
    return await client_for(cast.anna)


async def ticked(anna, ids, do="next"):
    return await anna.post(
        PATH, data={f"s{each}": "1" for each in ids} | {f"c{each}": "1" for each in ids} | {"do": do}
    )


async def said(anna, **typed):
    form = {"login": "vera@vega.example", "act": "give", "role": "submitter", "until": ""} | typed
    return await anna.post(f"{PATH}/terms", data=form)


async def started(anna):
    page = await anna.get(f"{PATH}/confirm")
    return await anna.post(f"{PATH}/start", data=fields(page))


def fields(page) -> dict[str, str]:
    return dict(re.findall(r'name="(choice|stamp)" value="([^"]*)"', page.text))


async def roles(person) -> dict[int, str]:
    found = await rows("SELECT contract, role FROM membership WHERE app_user = {} AND ended = FALSE", person.id)
    return {row["contract"]: row["role"] for row in found}


async def test_given_and_changed_in_one_act(anna, cast, ids):
    assert (await ticked(anna, ids)).headers["location"] == f"{PATH}/terms"
    assert "Выбранные договоры: 4" in (await anna.get(f"{PATH}/terms")).text
    assert (await said(anna, until="2026-12-31")).headers["location"] == f"{PATH}/confirm"
    assert "роль «Передача показаний», до 31.12.2026 включительно" in (await anna.get(f"{PATH}/confirm")).text
    page = await anna.get((await started(anna)).headers["location"])
    assert "Сделано: 4\u00a0договора" in page.text
    assert "hx-get" not in page.text.split("<main")[1]
    assert await roles(cast.vera) == dict.fromkeys(ids, "submitter")
    events = await rows("SELECT action, contract FROM journal_line WHERE action LIKE 'access%' ORDER BY contract")
    assert [row["action"] for row in events] == ["access_changed", *["access_granted"] * 3]
    told = [to for to, _ in await letters()]
    assert (told.count("vera@vega.example"), told.count("office@vega.example")) == (1, 1)


async def test_a_second_click_does_nothing_twice(anna, cast, ids):
    await ticked(anna, ids[:2])
    await said(anna, act="withdraw")
    page = await anna.get(f"{PATH}/confirm")
    form = fields(page)
    first, second = await asyncio.gather(*(anna.post(f"{PATH}/start", data=form) for _ in range(2)))
    assert first.headers["location"] == second.headers["location"]
    page = (await anna.get(first.headers["location"])).text
    assert "Сделано: 1\u00a0договор." in page
    assert "Менять было нечего: 1." in page
    assert await roles(cast.vera) == {}
    assert len(await letters()) == 1


async def test_what_could_not_be_done_is_told_by_contract(anna, cast, ids, clock):
    """In the first contract Anna is the last administrator only until tomorrow; the second she loses meanwhile."""
    await ticked(anna, ids)
    async with transaction():
        await execute("UPDATE membership SET until_at = {} WHERE contract = {}", 2 * 10**15, ids[1])
    await said(anna)
    async with transaction():
        await execute(
            "UPDATE membership SET role = 'viewer' WHERE contract = {} AND app_user = {}", ids[2], cast.anna.id
        )
    page = (await anna.get((await started(anna)).headers["location"])).text
    assert "Не сделано: 2." in page
    assert "не осталось бы администратора" in page
    assert "больше не управляете" in page
    assert set(await roles(cast.vera)) == {ids[0], ids[3]}


async def test_many_are_worked_off_by_the_worker_and_go_on_after_a_break(anna, app, cast, ids, clock, monkeypatch):
    monkeypatch.setattr(many, "AT_ONCE", 2)
    post = app.state.kit.account.letters
    await ticked(anna, ids)
    await said(anna)
    place = (await started(anna)).headers["location"]
    assert "Сделано: 0 из 4" in (await anna.get(place)).text
    await many.one_batch(post, clock, cast.anna.id, int(place.rpartition("/")[2]))
    assert "Сделано: 2 из 4" in (await anna.get(place, headers=HTMX)).text
    await asyncio.gather(*(many.work_off(post, clock) for _ in range(2)))
    assert "Сделано: 4\u00a0договора" in (await anna.get(place, headers=HTMX)).text
    assert [to for to, _ in await letters()].count("vera@vega.example") == 1


async def test_ticks_are_kept_over_pages_and_filters(anna, cast, ids):
    await ticked(anna, ids[:2], "keep")
    page = (await anna.get(PATH)).text
    assert page.count(" checked") == 2
    await anna.post(PATH, data={f"s{ids[0]}": "1", "do": "keep"})
    assert "Выбрано: 1\u00a0договор." in (await anna.get(PATH)).text
    await anna.post(PATH, data={"q": "97000001", "do": "all"})
    assert "Выбрано: 2\u00a0договора." in (await anna.get(PATH)).text
    await anna.post(PATH, data={"do": "all"})
    assert (await anna.get(PATH)).text.count(" checked") == 4
    await anna.post(PATH, data={"do": "none"})
    assert "Пока ничего не выбрано" in (await anna.get(PATH)).text
    assert (await anna.get(f"{PATH}/terms")).headers["location"] == f"{PATH}?said=nothing"
    assert (await anna.post(PATH, data={"do": "fly"})).status_code == 422


async def test_nobody_chooses_what_he_does_not_administer(anna, client_for, client, cast, ids):
    foreign = [cast.foreign.id, 2**63 - 1]
    await factories.member(cast.anna.id, cast.foreign.id, Role.SUBMITTER)
    await ticked(anna, foreign)
    assert await rows("SELECT id FROM access_chosen") == []
    vera = await client_for(cast.vera)
    await vera.post(PATH, data={"do": "all"})
    assert "в которых вы администратор, нет" in (await vera.get(PATH)).text
    assert await rows("SELECT id FROM access_chosen") == []
    assert (await client.post(PATH, data={"do": "all"})).status_code == 303


async def test_whom_one_shares_no_contract_with_is_unknown(anna, cast, ids):
    await ticked(anna, ids)
    for login in ("dmitry@other.example", "nobody@vega.example"):
        refused = await said(anna, login=login)
        assert (refused.status_code, "нет человека с таким логином" in refused.text) == (422, True)
        assert f'value="{login}"' in refused.text
        assert 'id="login-wrong"' in refused.text
    assert "Это ваш логин" in (await said(anna, login="Anna@vega.example")).text
    assert "уже прошёл" in (await said(anna, until="2020-01-01")).text
    assert (await anna.get(f"{PATH}/confirm")).status_code == 303
    added = (await anna.get(f"{PATH}/add")).headers["location"]
    assert re.fullmatch(r"/contracts/\d+/access/add\?contracts=\d+(,\d+){3}", added)


async def test_a_choice_is_its_persons(anna, client_for, cast, ids, clock):
    await ticked(anna, ids)
    await said(anna)
    place = (await started(anna)).headers["location"]
    dmitry = await client_for(cast.dmitry)
    assert (await dmitry.get(place)).status_code == 404
    assert (await dmitry.post(f"{PATH}/start", data={"choice": place.rpartition("/")[2]})).status_code == 404
    assert (await anna.post(f"{PATH}/start", data={"choice": "x"})).status_code == 422
    await many.forget_old(lambda: clock() + KEPT * 2)
    assert (await anna.get(place)).status_code == 404


async def test_the_cost_of_a_page_of_many_contracts(anna, cast, ids):
    asked = []
    for number in (60, 120):
        for _ in range(number):
            await more(cast)
        await anna.post(PATH, data={"do": "all"})
        with counted() as counter:
            page = (await anna.get(PATH)).text
        asked.append((counter.statements, counter.rows))
    assert asked[0] == asked[1]
    assert asked[0][0] <= 5
    assert page.count(" checked") == 50


async def test_what_is_begun_is_what_was_shown(anna, client_for, cast, ids, clock):
    """Another window said or chose something else; the day is over."""
    await ticked(anna, ids[:2])
    await said(anna, until="2026-11-24")
    shown = fields(await anna.get(f"{PATH}/confirm"))
    await said(anna, act="withdraw")
    answer = await anna.post(f"{PATH}/start", data=shown)
    assert (answer.status_code, "В другом окне" in answer.text, "отозвать доступ" in answer.text) == (422, True, True)
    shown = fields(answer)
    await ticked(anna, [ids[3]])
    assert (await anna.post(f"{PATH}/start", data=shown)).status_code == 422
    await said(anna, until="2026-11-24")
    clock.pass_by(timedelta(days=1))
    answer = await started(await client_for(cast.anna))
    assert (answer.status_code, "Последний день доступа уже прошёл" in answer.text) == (422, True)
    assert await roles(cast.vera) == {ids[0]: "viewer"}
