"""One person's access: changed, withdrawn, handed over; refusals say what is wrong and keep what was typed."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from src.services import sessions
from src.storage.engine import rows
from tests.inspector import Inspector
from tests.linkers import letters, memberships


@pytest.fixture
async def anna(client_for, cast):
    return await client_for(cast.anna)


async def path_to(cast, person) -> str:
    [row] = await rows("SELECT id FROM membership WHERE contract = {} AND app_user = {}", cast.contract.id, person.id)
    return f"/contracts/{cast.contract.id}/access/{row['id']}"


def version(page) -> dict[str, str]:
    return {"version": re.search(r'name="version" value="(\d+)"', page.text)[1]}


async def test_role_and_end_are_changed(anna, cast):
    path = await path_to(cast, cast.vera)
    page = await anna.get(path)
    assert "Смирнова Вера" in page.text
    answer = await anna.post(path, data=version(page) | {"role": "submitter", "until": "2026-12-31"})
    assert answer.headers["location"] == f"/contracts/{cast.contract.id}/access?said=changed"
    page = (await anna.get(answer.headers["location"])).text
    assert "Доступ изменён, письмо отправлено" in page
    assert "31.12.2026" in page
    assert 'value="2026-12-31"' in (await anna.get(path)).text
    [text] = [row["text"] for row in await rows("SELECT text FROM outbox")]
    assert "Иванова Анна (anna@vega.example) меняет ваш доступ" in text
    assert "действует до 31.12.2026 включительно" in text
    told = (await anna.get(f"/contracts/{cast.contract.id}/journal?kind=access")).text
    assert "Смирнова Вера, роль «Передача показаний», до 31.12.2026 (было: роль «Просмотр»)" in " ".join(told.split())


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"role": "viewer", "until": "2026-01-30"}, "Этот день уже прошёл"),
        ({"role": "viewer", "until": "2200-01-01"}, "до конца 2199 года"),
        ({"role": "viewer", "until": "завтра"}, "Напишите дату"),
        ({"role": "viewer", "until": "9" * 41}, "Слишком длинно"),
        ({"role": "king", "until": ""}, "Исправьте"),
    ],
)
async def test_mistakes_are_told_and_what_was_typed_is_kept(anna, cast, typed, told):
    path = await path_to(cast, cast.vera)
    answer = await anna.post(path, data=version(await anna.get(path)) | typed)
    assert answer.status_code == 422
    assert told in answer.text
    assert f'value="{typed["until"]}"' in answer.text
    assert (await anna.post(path, data=typed | {"version": "0"})).status_code == 422


async def test_the_last_administrator_is_refused_with_a_way_out(anna, cast):
    path = await path_to(cast, cast.anna)
    shown = version(await anna.get(path))
    for typed in ({"role": "viewer", "until": ""}, {"role": "admin", "until": "2026-12-31"}):
        answer = await anna.post(path, data=shown | typed)
        assert answer.status_code == 422
        assert "не осталось бы администратора" in answer.text
    answer = await anna.get(f"/contracts/{cast.contract.id}/unlink")
    assert "Договор отвязать нельзя" in answer.text
    assert "<form" not in answer.text.split("<main")[1]
    refused = await anna.post("/contracts/unlink", data=shown | {"contract": str(cast.contract.id)})
    assert (refused.status_code, "последний администратор" in refused.text) == (422, True)
    assert len(await memberships(cast.contract.id)) == 4


async def test_two_administrators_are_told_of_each_other(anna, client_for, cast):
    path = await path_to(cast, cast.vera)
    old = version(await anna.get(path))
    await anna.post(path, data=old | {"role": "accountant", "until": ""})
    answer = await anna.post(path, data=old | {"role": "submitter", "until": "2026-12-31"})
    assert answer.status_code == 409
    told = " ".join(answer.text.split())
    assert "Сейчас: роль «Бухгалтер», без срока" in told
    assert "роль «Передача показаний», до 31.12.2026 включительно" in told
    assert version(answer) != old
    again = await anna.post(path, data=version(answer) | {"role": "submitter", "until": "2026-12-31"})
    assert again.status_code == 303


async def test_access_is_withdrawn_from_open_windows_too(anna, client_for, cast):
    vera, path = await client_for(cast.vera), await path_to(cast, cast.vera)
    assert (await vera.get(f"/contracts/{cast.contract.id}")).status_code == 200
    page = await anna.get(f"{path}/withdraw")
    assert "Доступ закроется сразу" in page.text
    answer = await anna.post(f"{path}/withdraw", data=version(page))
    assert answer.headers["location"].endswith("/access?said=withdrawn")
    assert (await vera.get(f"/contracts/{cast.contract.id}")).status_code == 404
    assert "97000001" not in (await vera.get("/contracts")).text
    second = await anna.post(f"{path}/withdraw", data=version(page))
    assert "доступа к договору уже нет" in (await anna.get(second.headers["location"])).text
    assert (await anna.get(path)).headers["location"].endswith("?said=gone")
    assert len(await letters()) == 1


async def test_an_end_closes_open_windows_without_the_worker(anna, client_for, cast, clock):
    path = await path_to(cast, cast.boris)
    await anna.post(path, data=version(await anna.get(path)) | {"role": "submitter", "until": "2026-11-24"})
    sheet = f"/contracts/{cast.contract.id}/readings"
    clock.set(datetime(2026, 11, 24, 20, 59, 59, tzinfo=UTC))
    boris, anna = await client_for(cast.boris), await client_for(cast.anna)
    assert (await boris.get(sheet)).status_code == 200
    clock.pass_by(timedelta(seconds=1))
    assert (await boris.get(sheet)).status_code == 404
    assert "97000001" not in (await boris.get("/")).text
    assert "Петров" not in (await anna.get(f"/contracts/{cast.contract.id}/access")).text


async def test_the_administration_is_handed_over_and_a_second_click_is_the_first(anna, client_for, cast):
    path = await path_to(cast, cast.boris)
    page = await anna.get(f"{path}/hand-over")
    form = version(page) | dict(re.findall(r'name="(contract|member)" value="(\d+)"', page.text)) | {"keep": "viewer"}
    for _ in range(2):
        answer = await anna.post("/contracts/hand-over", data=form)
        assert answer.headers["location"] == f"/contracts/{cast.contract.id}?said=handed"
    assert "Ваша роль: Просмотр" in (await anna.get(answer.headers["location"])).text
    assert (await anna.get(f"/contracts/{cast.contract.id}/access")).status_code == 403
    boris = await client_for(cast.boris)
    assert (await boris.get(f"/contracts/{cast.contract.id}/access")).status_code == 200
    assert (await anna.post("/contracts/hand-over", data=form | {"version": "7"})).status_code == 403


async def test_nothing_is_handed_over_to_oneself_or_withdrawn_from_oneself(anna, cast):
    path = await path_to(cast, cast.anna)
    assert (await anna.get(f"{path}/hand-over")).headers["location"] == f"/contracts/{cast.contract.id}/access"
    for way in (anna.get, anna.post):
        assert (await way(f"{path}/withdraw")).headers["location"] == f"/contracts/{cast.contract.id}/unlink"
    oneself = {"contract": str(cast.contract.id), "member": path.rpartition("/")[2], "version": "1"}
    assert (await anna.post("/contracts/hand-over", data=oneself)).status_code == 404


async def test_a_contract_is_unlinked_and_a_second_click_is_the_first(client_for, cast):
    vera = await client_for(cast.vera)
    assert "Отвязать договор" in (await vera.get("/contracts")).text
    assert "Отвязать договор" in (await vera.get("/profile")).text
    page = await vera.get(f"/contracts/{cast.contract.id}/unlink")
    assert "3\u00a0человека" in page.text
    form = version(page) | {"contract": str(cast.contract.id)}
    old = await vera.post("/contracts/unlink", data=form | {"version": "9"})
    assert (old.status_code, "ваш доступ к договору изменился" in old.text, version(old)) == (409, True, version(page))
    for _ in range(2):
        answer = await vera.post("/contracts/unlink", data=form)
        assert answer.headers["location"] == "/contracts?said=unlinked"
    assert "Договор отвязан" in (await vera.get("/contracts?said=unlinked")).text
    assert (await vera.get(f"/contracts/{cast.contract.id}")).status_code == 404
    assert (await vera.post("/contracts/unlink", data=form | {"version": "9"})).status_code == 404


async def test_alone_one_leaves_a_free_contract(client_for, cast):
    dmitry = await client_for(cast.dmitry)
    page = await dmitry.get(f"/contracts/{cast.foreign.id}/unlink")
    assert "станет свободным" in page.text
    await dmitry.post("/contracts/unlink", data=version(page) | {"contract": str(cast.foreign.id)})
    assert "Договоров пока нет" in (await dmitry.get("/contracts")).text


async def test_strangers_the_others_and_nobody(client_for, client, cast):
    path, dmitry = await path_to(cast, cast.vera), await client_for(cast.dmitry)
    ours = {"contract": str(cast.contract.id), "version": "1", "member": path.rpartition("/")[2], "keep": ""}
    for act in ("/contracts/unlink", "/contracts/hand-over"):
        assert (await dmitry.post(act, data=ours)).status_code == 404
        assert (await dmitry.post(act, data={"contract": "x"})).status_code == 422
        assert (await client.post(act, data=ours)).status_code == 303
    assert (await (await client_for(cast.boris)).post("/contracts/hand-over", data=ours)).status_code == 403
    assert (await (await client_for(cast.anna)).get(path[:-1] + "999999")).status_code == 404
    assert (await (await client_for(cast.anna)).get(f"/contracts/{cast.contract.id}/access/{2**63}")).status_code == 404


async def test_whoever_signed_in_long_ago_signs_in_again_first(app, cast, clock):
    new = await sessions.begin(cast.anna.id, True, "192.0.2.1", "pytest", clock())
    clock.pass_by(timedelta(days=1))
    async with Inspector(app, cookies={"sid": new.token}) as anna:
        path = await path_to(cast, cast.vera)
        page = await anna.get(path)
        answer = await anna.post(path, data=version(page) | {"role": "admin", "until": ""})
    assert answer.status_code == 401
    assert len(await memberships(cast.contract.id)) == 4
