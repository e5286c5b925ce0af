"""Asking for a letter again and again: «Я не робот» after the free ones, then waits; the same on every such form."""

import asyncio
from datetime import timedelta

import altcha
import pytest

from src.storage.engine import rows
from tests.routes.visits import FILLED, ask_to_register, code_of, hidden, register, send

EMAIL = FILLED["email"]
FORMS = {
    "/recovery": ("/recovery", "/recovery/sent"),
    "/sign-in/letter": ("/sign-in/letter", "/sign-in/sent"),
    "/sign-up/again": ("/sign-up/sent", "/sign-up/sent"),
}


@pytest.fixture(params=FORMS)
def form(request):
    return request.param


async def ask(client, form, email=EMAIL, page=None, **more):
    return await send(client, form, page or await client.get(FORMS[form][0]), email=email, **more)


async def letters():
    return len(await rows("SELECT id FROM outbox WHERE state = 'queued'"))


@pytest.fixture
async def known(client, app, clock, form):
    """Somebody to whom the letters of this form go."""
    await (ask_to_register if form == "/sign-up/again" else register)(client, app, clock)


@pytest.fixture
async def asked(client, known, form):
    """The page after the free letters: it asks «Я не робот»."""
    for _ in range(5):
        page = await ask(client, form)
        if page.status_code == 422:  # the letter of the registration was counted too
            break
        assert page.headers["location"] == FORMS[form][1]
    return page if page.status_code == 422 else await ask(client, form)


async def test_past_the_free_letters_the_robot_is_asked(client, asked):
    assert asked.status_code == 422
    assert "Отметьте «Я не робот» или введите код с картинки" in asked.text
    assert "robot." in asked.text.partition("</head>")[0]
    assert "worker-src 'self'" in asked.headers["content-security-policy"]
    assert f'value="{EMAIL}"' in asked.text


async def test_the_code_lets_one_more_letter_go_and_then_one_waits(client, form, asked, app, clock):
    before = await letters()
    done = await ask(client, form, page=asked, code=code_of(app, asked, clock()))
    assert (done.headers["location"], await letters()) == (FORMS[form][1], before + 1)
    wait = await ask(client, form)
    assert (wait.status_code, "Подождите 1\N{NO-BREAK SPACE}секунду" in wait.text) == (429, True)
    clock.pass_by(timedelta(seconds=1))
    assert (await ask(client, form, page=wait, code=code_of(app, wait, clock()))).status_code == 303


async def test_a_browser_with_scripts_works_for_it(client, form, asked):
    name = asked.text.partition('data-challenge="')[2].partition('"')[0]
    challenge = altcha.Challenge.from_dict((await client.get(name)).json())
    solution = altcha.solve_challenge(challenge, altcha.derive_key_pbkdf2)
    done = await ask(client, form, page=asked, altcha=altcha.Payload(challenge, solution).to_base64())
    assert done.status_code == 303


async def test_another_code_keeps_the_address(client, form, asked):
    other = await ask(client, form, page=asked, other="1")
    assert (other.status_code, f'value="{EMAIL}"' in other.text) == (200, True)
    assert hidden(other)["picture"] != hidden(asked)["picture"]


async def test_a_wrong_code_sends_nothing(client, form, asked):
    before = await letters()
    wrong = await ask(client, form, page=asked, code="нет")
    assert (wrong.status_code, "Код не подошёл" in wrong.text, await letters()) == (422, True, before)


@pytest.mark.parametrize("at_once", [True, False])
async def test_a_second_click_is_answered_as_the_first_and_sends_nothing(client, form, asked, app, clock, at_once):
    before, code = await letters(), code_of(app, asked, clock())
    clicks = [ask(client, form, page=asked, code=code) for _ in range(2)]
    told = await asyncio.gather(*clicks) if at_once else [await click for click in clicks]
    assert [answer.headers.get("location") for answer in told] == [FORMS[form][1]] * 2
    assert await letters() == before + 1


async def test_an_address_that_nobody_has_is_asked_the_same(client, form):
    for _ in range(6):
        page = await ask(client, form, email="nobody@zavod.example")
    assert (page.status_code, "Отметьте «Я не робот»" in page.text, await letters()) == (422, True, 0)


async def test_a_network_that_asks_for_many_is_asked_too(client, form):
    for number in range(50):
        assert (await ask(client, form, email=f"p{number}@zavod.example")).status_code == 303
    assert (await ask(client, form, email="another@zavod.example")).status_code == 422
