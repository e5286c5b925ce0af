"""The link of an invitation: registering by it, taking it with an account, and whatever became of it meanwhile."""

from datetime import timedelta

import pytest

from src.domain.access import Role
from src.storage.engine import execute, rows, transaction
from src.storage.forms import instant_in
from tests import factories
from tests.cast import Person
from tests.inviters import JOINED, follow, invite, states
from tests.linkers import actions, letters, memberships
from tests.routes.visits import ask_to_register, hidden, register

LINKED = ("new@vega.example", "submitter")


@pytest.fixture
async def anna(client_for, cast):
    return await client_for(cast.anna)


@pytest.fixture
async def code(anna, cast):
    """Anna has invited somebody; the code."""
    return await invite(anna, cast.contract)


@pytest.fixture
async def page(client, app, clock, code):
    """What the invited person sees first, in `client`."""
    return await follow(client, app, clock)


async def change(sql, *values):
    async with transaction():
        await execute(sql, *values)


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06}"


async def test_a_new_person_registers_by_the_link(client, page, cast, code):
    for told in ("Новикова Ольга Петровна", "new@vega.example", "ООО «Вега»", "№ …0001", "до 31.12.2026"):
        assert told in page.text
    assert cast.contract.number not in page.text
    assert 'value="1" checked' not in page.text
    held = dict(client.cookies)
    for _ in "a double click":
        done = await client.post("/invitation", data=JOINED | {"code": f"{code[:3]} {code[3:]}"})
        assert done.headers["location"] == f"/contracts/{cast.contract.id}?said=linked"
        client.cookies.update(held)
    card = await client.get(done.headers["location"])
    assert "Договор привязан. Ваша роль: Передача показаний" in card.text
    assert (await memberships(cast.contract.id))[-1] == LINKED
    assert (await actions(cast.contract.id))[-1] == "invitation_accepted"
    assert [to for to, _ in await letters()] == ["anna@vega.example", "office@vega.example"]
    consents = await rows("SELECT kind, address FROM consent WHERE app_user > {} ORDER BY kind", cast.dmitry.id)
    assert [tuple(row.values()) for row in consents] == [("personal-data", "127.0.0.1"), ("rules", "127.0.0.1")]


async def test_the_end_of_access_that_was_set_is_kept(client, page, cast, code):
    await client.post("/invitation", data=JOINED | {"code": code})
    until = await rows("SELECT until_at, granted_by FROM membership ORDER BY id DESC LIMIT 1")
    expected = factories.NOW.astimezone(factories.MOSCOW).replace(2027, 1, 1, 0, 0)
    assert until == [{"until_at": instant_in(expected), "granted_by": cast.anna.id}]


async def test_nobody_outlasts_the_last_administrator(client, page, cast, code):
    """Nor can the invited person mend it: the access ends with that of the one who invited."""
    await change(f"UPDATE membership SET until_at = 1796000000000000 WHERE contract = {cast.contract.id}")
    assert (await client.post("/invitation", data=JOINED | {"code": code})).status_code == 303
    until = await rows("SELECT until_at FROM membership ORDER BY id DESC LIMIT 1")
    assert until == [{"until_at": 1_796_000_000_000_000}]


async def test_every_mistake_is_told_at_once_and_costs_no_try(client, page, code):
    weak = {"password": "новикова", "password_again": "x", "code": "12", "mailing": "1"}
    told = (await client.post("/invitation", data=weak)).text
    for words in ("похож на ваше имя", "не совпадают", "В коде 6 цифр", "Без этого согласия"):
        assert words in told
    assert 'name="mailing" value="1" checked' in told
    assert (await client.post("/invitation", data=JOINED | {"code": code})).status_code == 303


async def test_a_good_password_is_not_typed_twice(client, page, code):
    again = await client.post("/invitation", data=JOINED | {"code": wrong(code)})
    assert "Введён, второй раз не нужно" in again.text
    assert JOINED["password"] not in again.text
    ticked = {"code": code, "personal_data": "1", "rules": "1", "sealed": hidden(again)["sealed"]}
    assert (await client.post("/invitation", data=ticked | {"password": "", "password_again": ""})).status_code == 303


async def test_five_wrong_codes_end_it_until_there_is_a_new_one(client, anna, page, cast, code):
    for left in ("попыток: 4", "попыток: 3", "попыток: 2", "попыток: 1", "больше не подходит"):
        answer = await client.post("/invitation", data=JOINED | {"code": wrong(code)})
        assert left in answer.text
        assert answer.status_code == 422
    assert "больше не подходит" in (await client.post("/invitation", data=JOINED | {"code": code})).text
    assert (await letters())[-1] == ("anna@vega.example", "Код приглашения заблокирован: Новикова Ольга Петровна")
    here = f"/contracts/{cast.contract.id}/access/invitations"
    assert "заблокирован" in (await anna.get(here)).text
    number = (await rows("SELECT id FROM invitation"))[0]["id"]
    renewed = await anna.post(f"{here}/{number}", data={"act": "code", "version": "0"})
    new = renewed.text.split('<b class="big">')[1][:7]
    assert (await client.post("/invitation", data=JOINED | {"code": new})).status_code == 303
    assert (await actions(cast.contract.id)).count("invitation_code_failed") == 5


async def test_the_link_lives_72_hours(client, app, clock, page, code):
    clock.pass_by(timedelta(hours=72) - timedelta(seconds=1))
    assert "Завершение регистрации" in (await client.get("/invitation")).text
    clock.pass_by(timedelta(seconds=1))
    for answer in (await client.get("/invitation"), await client.post("/invitation", data=JOINED | {"code": code})):
        assert answer.status_code == 410
        assert "Ссылке больше 72 часов" in answer.text
        assert "Иванова Анна" in answer.text


async def test_a_used_link_says_so_and_leads_its_owner_on(client, app, clock, cast, page, code):
    held = dict(client.cookies)
    await client.post("/invitation", data=JOINED | {"code": code})
    client.cookies.update(held)
    assert (await client.get("/invitation")).headers["location"] == f"/contracts/{cast.contract.id}?said=linked"
    client.cookies.delete("sid")
    assert "уже принято" in (await client.get("/invitation")).text
    again = await client.post("/invitation", data=JOINED | {"code": code})
    clock.pass_by(timedelta(seconds=11))
    client.cookies.delete("sid")
    assert (await client.post("/invitation", data=JOINED | {"code": code})).status_code == 410
    assert again.status_code == 303


async def test_a_broken_link_says_so(client):
    assert (await client.get("/invitation")).status_code == 410
    moved = await client.get("/invitation?token=x")
    broken = await client.get(moved.headers["location"])
    assert "Ссылка повреждена" in broken.text
    assert broken.headers["cache-control"] == "no-store"


async def test_whoever_declines_leaves_no_name_behind(client, page, cast):
    for _ in "a double click":
        answer = await client.post("/invitation/decline")
    assert answer.status_code == 410
    assert "Имя и адрес из него удалены" in answer.text
    left = await rows("SELECT email, email_folded, family_name, given_name, patronymic, state FROM invitation")
    assert [set(row.values()) for row in left] == [{"", "declined"}]
    assert (await actions(cast.contract.id))[-1] == "invitation_declined"
    assert [subject for _, subject in await letters()] == ["Приглашение отклонено: Новикова Ольга Петровна"]


async def test_the_person_has_registered_alone_meanwhile(client, client_for, app, clock, cast, page, code):
    """No second account, and the first one is not touched: its owner signs in and gives the code."""
    await register(client, app, clock, email="NEW@vega.example")
    assert (await client.post("/invitation", data=JOINED | {"code": code})).headers["location"] == "/invitation"
    known = await client.get("/invitation")
    assert "/sign-in?next=/invitation" in known.text
    assert (await client.post("/invitation/accept", data={"code": code})).status_code == 303
    person = (await rows("SELECT id FROM app_user WHERE email_folded = 'new@vega.example'"))[0]["id"]
    owner = await client_for(Person(person, "", Role.VIEWER))
    owner.cookies.set("link", client.cookies["link"], path="/invitation")
    assert "осталось попыток: 4" in (await owner.post("/invitation/accept", data={"code": wrong(code)})).text
    assert "В коде 6 цифр" in (await owner.post("/invitation/accept", data={"code": ""})).text
    held = dict(owner.cookies)
    for _ in "a double click":
        done = await owner.post("/invitation/accept", data={"code": code})
        assert done.headers["location"] == f"/contracts/{cast.contract.id}?said=linked"
        owner.cookies.update(held)
    assert (await memberships(cast.contract.id))[-1] == ("NEW@vega.example", "submitter")


async def test_somebody_else_who_is_signed_in_takes_nothing(client_for, client, cast, page, code):
    vera = await client_for(cast.vera)
    vera.cookies.set("link", client.cookies["link"], path="/invitation")
    assert "Сейчас вы вошли как vera@vega.example" in (await vera.get("/invitation")).text
    await factories.user("new@vega.example")
    assert "а вы вошли как vera@vega.example" in (await vera.get("/invitation")).text
    answer = await vera.post("/invitation/accept", data={"code": code})
    assert answer.headers["location"] == "/invitation"
    assert len(await memberships(cast.contract.id)) == 4
    assert await states() == ["waiting"]


async def test_a_role_that_was_given_meanwhile_stays(client_for, client, clock, cast, page, code):
    person = Person(await factories.user("new@vega.example"), "", Role.VIEWER)
    await factories.member(person.id, cast.contract.id, Role.VIEWER)
    clock.pass_by(timedelta(minutes=1))
    owner = await client_for(person)
    owner.cookies.set("link", client.cookies["link"], path="/invitation")
    assert (await owner.post("/invitation/accept", data={"code": code})).headers["location"] == "/contracts"
    assert (await memberships(cast.contract.id))[-1] == ("new@vega.example", "viewer")
    assert await states() == ["accepted"]


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE membership SET role = 'viewer' WHERE app_user = {anna}", "больше не управляет"),
        ("UPDATE membership SET until_at = 1 WHERE app_user = {anna}", "больше не управляет"),
        ("DELETE FROM membership WHERE app_user = {anna}", "больше не управляет"),
        ("UPDATE contract SET deleted = TRUE", "больше не управляет"),
        ("UPDATE invitation SET until_at = 1", "Срок, на который открывали доступ, уже вышел"),
        ("UPDATE invitation SET nonce = 'x'", "прошло больше 30 дней"),
    ],
)
async def test_what_became_of_it_meanwhile(client, cast, page, code, sql, words):
    await change(sql.format(anna=cast.anna.id))
    answer = await client.post("/invitation", data=JOINED | {"code": code})
    assert answer.status_code == 410
    assert words in answer.text
    assert await rows("SELECT id FROM app_user WHERE email = 'new@vega.example'") == []


async def test_a_contract_that_has_ended_is_opened_all_the_same(client, cast, page, code):
    """Its readings, invoices and history stay worth looking at."""
    await change("UPDATE contract SET closed_on = '2026-11-01' WHERE id = {}".replace("{}", str(cast.contract.id)))
    assert (await client.post("/invitation", data=JOINED | {"code": code})).status_code == 303


async def test_an_unfinished_registration_with_the_address_is_gone(client, app, clock, anna, cast):
    await ask_to_register(client, app, clock, email="new@vega.example")
    code = await invite(anna, cast.contract)
    await follow(client, app, clock)
    assert (await client.post("/invitation", data=JOINED | {"code": code})).status_code == 303
    assert await rows("SELECT id FROM registration") == []
