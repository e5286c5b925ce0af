"""A form that comes after its session has ended: sign in, and what was typed is offered again, to the same person."""

from datetime import timedelta

import pytest

from src.storage.links import counted
from tests.inspector import Inspector
from tests.routes.visits import FILLED, PASSWORD, hidden, register, send

LOGIN = FILLED["email"]


@pytest.fixture
def settings(settings):
    return lambda **changes: settings(**({"form_seconds": 0} | changes))


@pytest.fixture
async def late(client, app, clock):
    """The page that answers a form sent forty minutes after signing in."""
    await register(client, app, clock)
    await send(client, "/sign-in", await client.get("/sign-in"), login=LOGIN, password=PASSWORD)
    assert (await client.get("/")).status_code == 200
    clock.pass_by(timedelta(minutes=40))
    page = await client.post("/blocks/consumption", data={"state": "tray"})
    assert page.status_code == 401
    return page


async def test_after_signing_in_the_form_is_offered_and_works(client, late):
    offered = await send(client, "/sign-in", late, login=LOGIN, password=PASSWORD)
    assert "Вы снова вошли</h1>" in offered.text
    assert hidden(offered) == {"state": "tray"}
    assert (await client.post("/blocks/consumption", data=hidden(offered))).headers["location"] == "/#tray"
    assert "Убрано с экрана" in (await client.get("/")).text


async def test_a_wrong_password_does_not_lose_it(client, late):
    again = await send(client, "/sign-in", late, login=LOGIN, password="не тот пароль")
    assert again.status_code == 422
    offered = await send(client, "/sign-in", again, login=LOGIN, password=PASSWORD)
    assert hidden(offered) == {"state": "tray"}


async def test_somebody_else_does_not_get_it(client, app, clock, late):
    async with Inspector(app) as elsewhere:
        await register(elsewhere, app, clock, email="boris@zavod.example")
    answer = await send(client, "/sign-in", late, login="boris@zavod.example", password=PASSWORD)
    assert answer.status_code == 303
    assert "tray" not in answer.text


async def test_it_goes_where_it_was_going_query_and_all(client, late):
    page = await client.post("/contracts/7/readings/submit?period=2026-10&q=%D1%86", data={"v7": "2450"})
    offered = await send(client, "/sign-in", page, login=LOGIN, password=PASSWORD)
    assert 'action="/contracts/7/readings/submit?period=2026-10&amp;q=%D1%86"' in offered.text
    assert hidden(offered)["v7"] == "2450"


async def signed_out_in_another_tab(client, app, clock):
    """The page that answers a form sent after «Выйти»."""
    await register(client, app, clock)
    await send(client, "/sign-in", await client.get("/sign-in"), login=LOGIN, password=PASSWORD)
    await client.post("/sign-out")
    return await client.post("/blocks/consumption", data={"state": "tray"})


async def test_after_signing_out_in_another_tab_the_form_is_given_back_too(client, app, clock):
    late = await signed_out_in_another_tab(client, app, clock)
    assert (late.status_code, "То, что вы ввели, не потеряно" in late.text) == (401, True)
    offered = await send(client, "/sign-in", late, login=LOGIN, password=PASSWORD)
    assert hidden(offered) == {"state": "tray"}


async def test_after_signing_out_it_is_given_to_the_same_person_alone(client, app, clock):
    late = await signed_out_in_another_tab(client, app, clock)
    async with Inspector(app) as elsewhere:
        await register(elsewhere, app, clock, email="boris@zavod.example")
    answer = await send(client, "/sign-in", late, login="boris@zavod.example", password=PASSWORD)
    assert (answer.status_code, "tray" in answer.text) == (303, False)


@pytest.mark.parametrize("cookies", [{}, {"device": "x" * 43}])
async def test_a_form_that_nobody_is_known_to_have_typed_is_not_kept(base, app, cookies):
    async with Inspector(app, cookies=cookies) as stranger:
        with counted() as counter:
            answer = await stranger.post("/blocks/consumption", data={"state": "tray"})
    assert (answer.status_code, counter.statements) == (303, len(cookies))
