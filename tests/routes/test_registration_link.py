"""The last page of registration: the link of the letter, its button, the password where several wait."""

import asyncio
from datetime import timedelta

import pytest

from src.storage.engine import rows
from tests.routes.visits import FILLED, PASSWORD, ask_to_register, code_of, events, hidden, newest_link, register, send


@pytest.fixture
async def second(client):
    return await send(client, "/sign-up", await client.get("/sign-up"), **FILLED)


async def test_the_token_leaves_the_address_bar_at_once(client, app, clock, second):
    await send(client, "/sign-up/confirm", second, code=code_of(app, second, clock()))
    moved = await client.get(await newest_link(app, clock))
    assert (moved.status_code, moved.headers["location"]) == (303, "/sign-up/finish")
    assert "HttpOnly" in moved.headers["set-cookie"]
    page = await client.get("/sign-up/finish")
    assert "Иванова Анна Петровна" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert await rows("SELECT id FROM app_user") == []


async def test_a_used_link_says_that_all_is_done(client, app, clock):
    await register(client, app, clock)
    await client.get(await newest_link(app, clock))
    answer = await client.get("/sign-up/finish")
    assert answer.status_code == 410
    assert "Регистрация уже завершена" in answer.text


async def test_two_clicks_on_the_last_button_are_answered_alike(client, app, clock, second):
    await send(client, "/sign-up/confirm", second, code=code_of(app, second, clock()))
    await client.get(await newest_link(app, clock))
    answers = await asyncio.gather(*(client.post("/sign-up/finish") for _ in range(2)))
    assert [answer.headers.get("location") for answer in answers] == ["/sign-in?done=registered"] * 2
    assert await events() == ["signed_up", "sign_up_finished"]


async def test_an_expired_link_offers_a_new_one(client, app, clock, second):
    await send(client, "/sign-up/confirm", second, code=code_of(app, second, clock()))
    link = await newest_link(app, clock)
    clock.pass_by(timedelta(hours=72))
    await client.get(link)
    ended = await client.get("/sign-up/finish")
    assert "Ссылке больше 72 часов" in ended.text
    again = await send(client, "/sign-up/again", ended, email="anna@zavod.example")
    assert again.headers["location"] == "/sign-up/sent"
    await client.get(await newest_link(app, clock))
    assert (await client.post("/sign-up/finish")).headers["location"] == "/sign-in?done=registered"


@pytest.mark.parametrize("token", ["forged", "a b;c", "x" * 900])
async def test_a_broken_link_says_so(client, token):
    moved = await client.get("/sign-up/finish", params={"token": token})
    answer = await client.get(moved.headers["location"])
    assert answer.status_code == 410
    assert "Ссылка повреждена" in answer.text


@pytest.fixture
async def contested(client, app, clock):
    """Anna has registered, and after her a stranger with her address; the links of both letters."""
    links = []
    for password in (PASSWORD, "пароль чужого человека"):
        await ask_to_register(client, app, clock, password=password, password_again=password)
        links.append(await newest_link(app, clock))
        clock.pass_by(timedelta(minutes=2))
    return links


async def test_where_several_wait_the_page_tells_and_asks_the_password(client, contested):
    first, second = contested
    await client.get(first)
    page = await client.get("/sign-up/finish")
    assert "другие регистрации: от 24.11.2026\N{NO-BREAK SPACE}12:02." in page.text
    assert 'autocomplete="current-password"' in page.text
    await client.get(second)
    assert "другие регистрации: от 24.11.2026\N{NO-BREAK SPACE}12:00." in (await client.get("/sign-up/finish")).text


@pytest.mark.parametrize(
    ("password", "words"), [("", "Введите пароль, который вы задали"), (PASSWORD, "другой пароль")]
)
async def test_the_button_of_a_strangers_letter_ends_nothing(client, contested, password, words):
    await client.get(contested[1])
    answer = await send(client, "/sign-up/finish", await client.get("/sign-up/finish"), password=password)
    assert answer.status_code == 422
    assert words in answer.text
    assert 'href="/sign-up"' in answer.text
    assert await rows("SELECT id FROM app_user") == []


async def test_the_owner_of_the_password_ends_the_own_registration(client, contested):
    await client.get(contested[0])
    answer = await send(client, "/sign-up/finish", await client.get("/sign-up/finish"), password=PASSWORD)
    assert answer.headers["location"] == "/sign-in?done=registered"
    entered = await client.post("/sign-in", data={"login": FILLED["email"], "password": PASSWORD})
    assert entered.headers["location"] == "/"
    await client.get(contested[1])
    gone = await client.get("/sign-up/finish")
    assert (gone.status_code, "Этой регистрации больше нет" in gone.text) == (410, True)


async def test_guesses_make_one_wait(client, contested):
    await client.get(contested[0])
    for _ in range(7):
        answer = await client.post("/sign-up/finish", data={"password": "не тот пароль"})
    assert (answer.status_code, "Подождите 1\N{NO-BREAK SPACE}секунду" in answer.text) == (429, True)


async def test_one_registration_asks_no_password(client, app, clock, second):
    await send(client, "/sign-up/confirm", second, code=code_of(app, second, clock()))
    await client.get(await newest_link(app, clock))
    page = await client.get("/sign-up/finish")
    assert (page.status_code, "password" in page.text, hidden(page)) == (200, False, {})
