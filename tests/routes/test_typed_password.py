"""A password that was typed before «Я не робот», another code or a wait is not typed twice."""

from datetime import timedelta

import pytest

from tests.routes.test_sign_in import LOGIN, enter, miss
from tests.routes.visits import PASSWORD, code_of, hidden


async def test_another_code_keeps_what_was_typed(client, known, app, clock):
    page = await miss(client, 5)
    other = await enter(client, page=page, other="1")
    assert other.status_code == 200
    assert f'value="{LOGIN}"' in other.text
    assert "Введён, второй раз не нужно" in other.text
    assert PASSWORD not in other.text
    assert hidden(other)["picture"] != hidden(page)["picture"]
    entered = await enter(client, "", page=other, code=code_of(app, other, clock()))
    assert entered.headers["location"] == "/"


async def test_the_password_waits_for_the_puzzle_and_for_the_delay(client, known, app, clock):
    await miss(client, 5)
    asked = await enter(client)
    assert "нажмите «Войти»" in asked.text
    wrong = await enter(client, "не тот пароль", page=asked, code=code_of(app, asked, clock()))
    assert "sealed" not in hidden(wrong)
    wait = await enter(client, page=wrong)
    clock.pass_by(timedelta(seconds=1))
    assert (await enter(client, "", page=wait)).headers["location"] == "/"


@pytest.mark.parametrize("what", ["another login", "ten minutes", "forged"])
async def test_it_waits_for_the_same_login_for_ten_minutes(client, known, clock, what):
    page = await enter(client, other="1")
    sealed = hidden(page)["sealed"]
    if what == "ten minutes":
        clock.pass_by(timedelta(minutes=10))
    login = "boris@zavod.example" if what == "another login" else LOGIN
    data = {"login": login, "password": "", "sealed": sealed[:-9] if what == "forged" else sealed}
    answer = await client.post("/sign-in", data=data)
    assert (answer.status_code, "Заполните это поле" in answer.text) == (422, True)


async def test_what_no_password_is_long_enough_for_is_not_kept(client):
    page = await client.post("/sign-in", data={"login": LOGIN, "password": "😀" * 501, "other": "1"})
    assert (page.status_code, "sealed" in hidden(page)) == (200, False)


async def test_a_password_that_is_typed_anew_counts(client, known):
    page = await enter(client, "не тот пароль", other="1")
    assert (await enter(client, PASSWORD, page=page)).headers["location"] == "/"
