"""«Смена пароля»."""

import asyncio
from datetime import timedelta

import pytest

from src.storage.engine import rows
from tests.routes.profile.conftest import NEW, PASSWORD
from tests.routes.visits import hidden, newest_link

PATH = "/profile/password"
FILLED = {"current_password": PASSWORD, "password": NEW, "password_again": NEW}


async def change(anna, **more):
    return await anna.post(PATH, data=hidden(await anna.get(PATH)) | FILLED | more)


async def test_a_change_keeps_this_browser_and_ends_the_others(anna, client_for, cast, client, post, acts):
    other = await client_for(cast.anna)
    before = anna.cookies["sid"]
    done = await change(anna)
    assert (done.status_code, done.headers["location"]) == (303, "/profile?done=password")
    assert anna.cookies["sid"] != before
    assert "Пароль изменён" in (await anna.get("/profile?done=password")).text
    assert (await other.get("/profile")).status_code == 303
    assert [letter.subject for letter in await post()] == ["Пароль личного кабинета изменён"]
    assert await acts() == ["password_changed"]
    old = await client.post("/sign-in", data={"login": cast.anna.email, "password": PASSWORD})
    new = await client.post("/sign-in", data={"login": cast.anna.email, "password": NEW})
    assert (old.status_code, new.status_code) == (422, 303)


async def test_a_double_click_ends_as_one(anna, clock, acts):
    form = hidden(await anna.get(PATH)) | FILLED
    both = await asyncio.gather(*(anna.post(PATH, data=form) for _ in range(2)))
    later = await anna.post(PATH, data=form)
    assert [each.headers.get("location") for each in (*both, later)] == ["/profile?done=password"] * 3
    assert (await acts()).count("password_changed") == 1
    other = await anna.post(PATH, data=form | {"password": NEW + "!", "password_again": NEW + "!"})  # after «Back»
    assert "Пароль не подходит" in other.text


async def test_links_of_earlier_letters_and_known_devices_are_gone(anna, client, app, clock, cast):
    await client.post("/recovery", data=hidden(await client.get("/recovery")) | {"email": cast.anna.email})
    link = await newest_link(app, clock)
    await client.post("/sign-in", data={"login": cast.anna.email, "password": PASSWORD})
    await change(anna)
    moved = await client.get(link)
    assert (await client.get(moved.headers["location"])).status_code == 410
    assert await rows("SELECT id FROM known_device") == []


async def test_this_browser_stays_known(anna, cast, post):
    await anna.post("/sign-in", data={"login": cast.anna.email, "password": PASSWORD})
    await change(anna)
    await post()
    await anna.post("/sign-out")
    await anna.post("/sign-in", data={"login": cast.anna.email, "password": NEW})
    assert await post() == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"current_password": "не тот"}, "Пароль не подходит"),
        ({"password": PASSWORD, "password_again": PASSWORD}, "Это ваш нынешний пароль"),
        ({"password_again": "другой"}, "Пароли не совпадают"),
        ({"password": "йцукен", "password_again": "йцукен"}, "нужно не меньше 8 знаков"),
        ({"password": "Иванова-vega", "password_again": "Иванова-vega"}, "похож на ваше имя или почту"),
        ({"current_password": ""}, "Заполните это поле"),
    ],
)
async def test_a_refusal_says_where_and_why(anna, post, fields, words):
    answer = await change(anna, **fields)
    assert (answer.status_code, words in answer.text) == (422, True)
    assert PASSWORD not in answer.text
    assert await post() == []


async def test_guessing_is_slowed_down_and_written_down(anna, acts, clock):
    answers = [await change(anna, current_password=f"не тот {number}") for number in range(7)]
    assert [each.status_code for each in answers] == [422] * 6 + [429]
    assert "Подождите" in answers[-1].text
    assert await acts() == ["own_password_failed"] * 6
    clock.pass_by(timedelta(minutes=15))
    assert (await change(anna)).status_code == 303


async def test_a_remembered_browser_gives_its_password_first(anna, cast, clock):
    await anna.post("/sign-in", data={"login": cast.anna.email, "password": PASSWORD, "remember": "1"})
    clock.pass_by(timedelta(minutes=31))
    assert (await anna.get(PATH)).headers["location"] == "/sign-in?next=%2Fprofile%2Fpassword&fresh=1"
