"""«Забыли пароль?» as a browser without JavaScript walks it."""

import asyncio
from datetime import timedelta

import pytest

from tests.inspector import Inspector
from tests.routes.visits import FILLED, PASSWORD, newest_link, send

LOGIN, NEW = FILLED["email"], "пять синих слонов"


async def ask(client, email=LOGIN):
    return await send(client, "/recovery", await client.get("/recovery"), email=email)


async def follow(client, app, clock):
    await ask(client)
    moved = await client.get(await newest_link(app, clock))
    return await client.get(moved.headers["location"])


async def test_a_new_password_and_the_way_back_in(client, known, app, clock):
    page = await follow(client, app, clock)
    assert LOGIN in page.text
    done = await client.post("/recovery/new", data={"password": NEW, "password_again": NEW})
    assert done.headers["location"] == "/sign-in?done=password"
    await newest_link(app, clock)
    assert app.state.kit.gateways.mail.letters[-1].subject == "Пароль личного кабинета изменён"
    answer = await client.post("/sign-in", data={"login": LOGIN, "password": NEW})
    assert answer.status_code == 303


async def test_a_double_click_shows_what_the_first_one_did(client, known, app, clock):
    await follow(client, app, clock)
    twice = [client.post("/recovery/new", data={"password": NEW, "password_again": NEW}) for _ in range(2)]
    assert [each.headers.get("location") for each in await asyncio.gather(*twice)] == ["/sign-in?done=password"] * 2


async def test_all_other_sessions_end(client, known, app, clock):
    async with Inspector(app) as elsewhere:
        await elsewhere.post("/sign-in", data={"login": LOGIN, "password": PASSWORD})
        await follow(client, app, clock)
        await client.post("/recovery/new", data={"password": NEW, "password_again": NEW})
        assert (await elsewhere.get("/")).headers["location"].startswith("/sign-in")


async def test_an_unknown_address_gets_the_same_answer(client, known):
    told, untold = await ask(client), await ask(client, "nobody@zavod.example")
    assert (told.status_code, told.headers["location"]) == (untold.status_code, untold.headers["location"])
    assert "Если такой логин есть" in (await client.get("/recovery/sent")).text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Заполните это поле"),
        ({"password": NEW, "password_again": "другой"}, "Пароли не совпадают"),
        ({"password": "йцукен", "password_again": "йцукен"}, "нужно не меньше 8 знаков"),
        ({"password": "Anna-zavod-1", "password_again": "Anna-zavod-1"}, "похож на ваше имя или почту"),
    ],
)
async def test_a_refused_password_is_told_and_the_link_still_serves(client, known, app, clock, fields, words):
    await follow(client, app, clock)
    answer = await client.post("/recovery/new", data=fields)
    assert answer.status_code == 422
    assert words in answer.text
    done = await client.post("/recovery/new", data={"password": NEW, "password_again": NEW})
    assert done.status_code == 303


async def test_a_used_and_an_expired_link_offer_a_new_one(client, known, app, clock):
    await follow(client, app, clock)
    clock.pass_by(timedelta(hours=72))
    answer = await client.post("/recovery/new", data={"password": NEW, "password_again": NEW})
    assert answer.status_code == 410
    assert "Время действия ссылки вышло" in answer.text
    assert f'value="{LOGIN}"' in answer.text


async def test_the_page_without_a_link_says_where_to_get_one(client):
    answer = await client.get("/recovery/new")
    assert answer.status_code == 410
    assert ">Выслать</button>" in answer.text


@pytest.mark.parametrize(("email", "words"), [("", "Заполните это поле"), ("анна", "Это не похоже на адрес почты")])
async def test_what_is_no_address_is_told(client, email, words):
    answer = await ask(client, email)
    assert answer.status_code == 422
    assert words in answer.text


async def test_machines_are_told_and_nothing_is_lost(client):
    page = await client.get("/recovery")
    answer = await send(client, "/recovery", page, email=LOGIN, website="http://spam.example")
    assert answer.status_code == 422
    assert f'value="{LOGIN}"' in answer.text


async def test_a_form_that_was_open_for_hours_is_renewed(client, clock):
    page = await client.get("/recovery")
    clock.pass_by(timedelta(hours=2))
    old = await send(client, "/recovery", page, email=LOGIN)
    assert "больше часа назад" in old.text
    assert (await send(client, "/recovery", old, email=LOGIN)).status_code == 303


class TestProduction:
    @pytest.fixture
    def settings(self, settings):
        return lambda **changes: settings(**({"mode": "production"} | changes))

    async def test_a_form_of_one_field_needs_a_second(self, client, clock):
        fast = await ask(client)
        assert (fast.status_code, "слишком быстро" in fast.text) == (422, True)
        clock.pass_by(timedelta(seconds=1))
        assert (await send(client, "/recovery", fast, email=LOGIN)).status_code == 303
